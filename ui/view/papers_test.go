package view

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
)

func TestPaperSubjectsHaveUniqueLabels(t *testing.T) {
	st := weighed()
	twin := st.Themes[0]
	twin.ID = "twin"
	st.Themes = append(st.Themes, twin)
	want := []PaperSubject{
		{"theme/narrow-focus", "Theme: Fewer topics"},
		{"theme/participation", "Theme: Citizens in decisions"},
		{"theme/twin", "Theme: Fewer topics (2)"},
		{"tradeoff/breadth", "Trade-off: How broad should the policy focus be?"},
	}
	if got := english(t).PaperSubjects(st); !reflect.DeepEqual(got, want) {
		t.Errorf("subjects\n got %v\nwant %v", got, want)
	}
}

func TestPapersLastSavedFirst(t *testing.T) {
	want := []PaperRow{
		{ID: "memo-2", Title: "Gone", Kind: "Decision memo", About: "about something that is not here", Kept: "Final · 2022-10-14 · Luis Ortega", Op: "luis.1.9"},
		{ID: "memo-1", Title: "Fewer topics", Kind: "Decision memo", About: "Theme: Fewer topics", Kept: "Draft · 2022-10-13 · Amina Diallo", Op: "amina.7f3a9c21.6", Mine: true},
	}
	if got := english(t).Papers(weighed()); !reflect.DeepEqual(got, want) {
		t.Errorf("papers\n got %+v\nwant %+v", got, want)
	}
}

func TestPaperForms(t *testing.T) {
	w := english(t)
	full := model.Paper{About: "theme/x", Title: "Title", Decision: "agree", Date: "2022-10-13"}
	with := func(change func(*model.Paper)) model.Paper {
		p := full
		change(&p)
		return p
	}
	abs := filepath.Join(t.TempDir(), "memo.pdf")
	for _, c := range []struct {
		name, got string
		empty     bool
	}{
		{"complete", w.PaperProblem(full), true},
		{"about nothing", w.PaperProblem(with(func(p *model.Paper) { p.About = "" })), false},
		{"no title", w.PaperProblem(with(func(p *model.Paper) { p.Title = " " })), false},
		{"no decision", w.PaperProblem(with(func(p *model.Paper) { p.Decision = "" })), false},
		{"no date", w.PaperProblem(with(func(p *model.Paper) { p.Date = "" })), false},
		{"a day that is not", w.PaperProblem(with(func(p *model.Paper) { p.Date = "2022-02-30" })), false},
		{"file", w.ExportProblem(abs), true},
		{"no file", w.ExportProblem(" "), false},
		{"relative file", w.ExportProblem("memo.pdf"), false},
		{"no PDF", w.ExportProblem(strings.TrimSuffix(abs, "pdf") + "doc"), false},
	} {
		if (c.got == "") != c.empty {
			t.Errorf("%s: got %q", c.name, c.got)
		}
	}
}

func TestPaperFile(t *testing.T) {
	for _, c := range []struct{ title, date, want string }{
		{"How broad should the policy focus be?", "2022-10-13", "2022-10-13-how-broad-should-the-policy-focus-be.pdf"},
		{"../../etc/passwd", "2022-10-13", "2022-10-13-etc-passwd.pdf"},
		{"ما مدى اتساع التركيز؟", "", "memo.pdf"},
		{strings.Repeat("long ", 40), "", strings.TrimRight(strings.Repeat("long-", 12), "-") + ".pdf"},
	} {
		if got := PaperFile(model.Paper{Title: c.title, Date: c.date}); got != c.want {
			t.Errorf("%q on %q: got %q, want %q", c.title, c.date, got, c.want)
		}
	}
}

func TestPrinted(t *testing.T) {
	if got, want := english(t).Printed(desk.Export{Pages: 3, Figures: 24}), "Printed: 3 pages, 24 figures."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
