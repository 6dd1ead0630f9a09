package model_test

import (
	"testing"

	"consilience/model"
)

func TestSlug(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"José García", "jose-garcia"},
		{"Zoë Ångström-Łukasz", "zoe-angstrom-lukasz"},
		{"Straße der Œuvre, Ærø", "strasse-der-oeuvre-aero"},
		{"İzmir", "izmir"},
		{"Nguyễn Thị Ánh", "nguyen-thi-anh"},
		{"Jose\u0301 N\u0303", "jose-n"}, // letter and mark apart
		{"O'Brien  & Co.", "o-brien-co"},
		{"v1.2 Report", "v1.2-report"},
		{"...", ""},
		{"-- a --", "a"},
		{"日本語", ""},
		{"شفافية 2022", "2022"},
	} {
		if got := model.Slug(test.name); got != test.want {
			t.Errorf("Slug(%q): got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestNamedID(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Réunion de Dakar", "reunion-de-dakar"},
		{"--", "notes"},
		{"ملاحظات", "notes-d446d2dc"},
		{"اجتماع", "notes-25557821"},
		{"2022 ملاحظات", "2022-c6c2c88d"},
		{"2022 اجتماع", "2022-add90631"},
	} {
		if got := model.NamedID(test.name, "notes"); got != test.want {
			t.Errorf("NamedID(%q): got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTallyRangeDisagrees(t *testing.T) {
	// 33 %, 33 % and 32 % of 1,000, cut off.
	r := model.TallyRange{N: 1000, Low: model.Tally{Agree: 330, Disagree: 330, Pass: 320}, High: model.Tally{Agree: 339, Disagree: 339, Pass: 329}}
	for _, test := range []struct{ agree, low, high int }{
		{330, 341, 339}, {332, 339, 339}, {335, 336, 339}, {339, 332, 339}, {340, 0, -1}, {329, 0, -1},
	} {
		if low, high := r.Disagrees(test.agree); low != test.low || high != test.high {
			t.Errorf("%d agree: got %d to %d disagree, want %d to %d", test.agree, low, high, test.low, test.high)
		}
	}
}
