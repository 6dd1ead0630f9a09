package model_test

import (
	"testing"

	"consilience/model"
)

func TestDefuse(t *testing.T) {
	tests := []struct{ name, cell, want string }{
		{"Formula", `=HYPERLINK("http://x","y")`, `'=HYPERLINK("http://x","y")`},
		{"Plus", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"At", "@SUM(A1)", "'@SUM(A1)"},
		{"Minus", "-2+3+cmd", "'-2+3+cmd"},
		{"AfterSpace", "  =1+1", "'  =1+1"},
		{"AfterInvisible", "\u200b=1+1", "'\u200b=1+1"},
		{"FullWidth", "＝1+1", "'＝1+1"},
		{"Tab", "\t=1", "'\t=1"},
		{"NegativeNumber", "-3.5", "-3.5"},
		{"Plain", "More = better", "More = better"},
		{"Dash", "-", "-"},
		{"Empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := model.Defuse(tt.cell); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
