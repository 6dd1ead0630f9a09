package desk_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
)

// The pages shown are those that are printed: as many, with the same outline,
// also of a paper that was never saved.
func TestPreviewIsWhatIsPrinted(t *testing.T) {
	d := withSample(t)
	memo := d.NewMemo("theme/participation")
	pages, err := d.PreviewPaper(memo)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := d.SavePaper(memo)
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.ExportNow(saved.ID, filepath.Join(t.TempDir(), "memo.pdf"), desk.ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if pages.Count() != done.Pages || pages.Count() == 0 {
		t.Errorf("the preview has %d pages, the print %d", pages.Count(), done.Pages)
	}
	entries, err := d.Outline(memo)
	if err != nil || len(entries) == 0 || len(entries) != len(pages.Outline()) {
		t.Errorf("the preview has an outline of %d lines, the paper of %d (%v)", len(pages.Outline()), len(entries), err)
	}
	if pages.Image(1, 2) == nil || pages.Image(pages.Count()+1, 2) != nil {
		t.Error("there is no picture of page 1, or one of a page that is not there")
	}
}

func TestPreviewOfNothingIsRefused(t *testing.T) {
	d := withSample(t)
	if _, err := d.PreviewPaper(model.Paper{Kind: model.DecisionMemo, About: "theme/nowhere", Title: "x", Date: "2022-10-13"}); err == nil {
		t.Error("a paper about nothing that is here has pages")
	}
}

// A draft is there when the workspace is opened again, and is no annotation.
func TestDraftStays(t *testing.T) {
	dir := t.TempDir()
	d := openDesk(t, dir, nil)
	want := model.Paper{Kind: model.DecisionMemo, About: "theme/x", Title: "Half a title", Logo: bytes.Repeat([]byte{7}, 1000)}
	if err := d.KeepDraft("theme/x", want); err != nil {
		t.Fatal(err)
	}
	if err := d.KeepDraft(strings.Repeat("x", 200), want); err == nil {
		t.Error("a key longer than a file's name can be was taken")
	}
	if n := len(d.Operations()); n != 0 {
		t.Errorf("%d annotations were made", n)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openDesk(t, dir, nil)
	drafts, err := d.Drafts()
	if err != nil || len(drafts) != 1 || drafts["theme/x"].Title != want.Title || !bytes.Equal(drafts["theme/x"].Logo, want.Logo) {
		t.Fatalf("got the drafts %v, %v", drafts, err)
	}
	if err := d.DropDraft("theme/x"); err != nil {
		t.Fatal(err)
	}
	if err := d.DropDraft("theme/x"); err != nil {
		t.Errorf("a draft that is gone already: %v", err)
	}
	if drafts, err = d.Drafts(); err != nil || len(drafts) != 0 {
		t.Errorf("got the drafts %v, %v, want none", drafts, err)
	}
}

// What the composer waits for after a key: the paper is composed and laid out
// again after one word changed, and the page that is seen is drawn.
func BenchmarkPreviewPaper(b *testing.B) {
	d := withSample(b)
	memo := d.NewMemo("theme/participation")
	if _, err := d.PreviewPaper(memo); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		memo.Decision += "x"
		pages, err := d.PreviewPaper(memo)
		if err != nil {
			b.Fatal(err)
		}
		pages.Image(1, 4)
	}
}

// A template is kept, made anew in its place, taken out of use and brought back.
func TestTemplateComesAndGoes(t *testing.T) {
	d := withSample(t)
	own := func() []string {
		var out []string
		for _, x := range d.State().Templates {
			out = append(out, x.Title)
		}
		return out
	}
	made, err := d.SaveTemplate(model.PaperTemplate{Title: "Retreat", Kind: model.DiscussionPaper, Subject: "all", Blocks: []model.PaperBlock{{ID: "b1", Kind: model.BlockText, About: "theme/participation"}}})
	if err != nil {
		t.Fatal(err)
	}
	if made.Title = "Retreat, shorter"; made.Blocks[0].About != "" {
		t.Errorf("the template is about %q", made.Blocks[0].About)
	}
	if _, err := d.SaveTemplate(made); err != nil {
		t.Fatal(err)
	}
	if got := own(); len(got) != 1 || got[0] != "Retreat, shorter" {
		t.Errorf("the templates are %q", got)
	}
	if err := d.DropTemplate(made.ID); err != nil {
		t.Fatal(err)
	}
	if got := own(); len(got) != 0 {
		t.Errorf("after it was removed: %q", got)
	}
	if err := d.DropTemplate("decision-memo"); err == nil {
		t.Error("the program's own template was removed")
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := own(); len(got) != 1 {
		t.Errorf("after Undo: %q", got)
	}
}

// longPaper is a findings report about everything, with text of a member's
// between its parts, of at least as many pages.
func longPaper(tb testing.TB, d *desk.Desk, pages int) model.Paper {
	tb.Helper()
	p, err := d.NewPaper(string(model.FindingsReport))
	if err != nil {
		tb.Fatal(err)
	}
	p.Title = "A long paper"
	const said = "The committee met and weighed what was said; **nobody** was left out, and what divides people is named. "
	for n := 1; ; n++ {
		p.Blocks = append(p.Blocks,
			model.PaperBlock{ID: fmt.Sprintf("t%d", n), Kind: model.BlockText, Text: strings.Repeat(said, 30)},
			model.PaperBlock{ID: fmt.Sprintf("c%d", n), Kind: model.BlockChart, Section: string(desk.ChartVotes), About: []string{"polis-role-of-ogp", "polis-challenges-opportunities"}[n%2]})
		if n%10 > 0 {
			continue
		}
		laid, err := d.PreviewPaper(p)
		if err != nil {
			tb.Fatal(err)
		}
		if laid.Count() >= pages {
			return p
		}
	}
}

// BenchmarkPreviewLongPaper is BenchmarkPreviewPaper with 60 pages and their
// charts: one word is typed into a block in the middle.
func BenchmarkPreviewLongPaper(b *testing.B) {
	d := withSample(b)
	p := longPaper(b, d, 60)
	at := 0
	for i, x := range p.Blocks {
		if x.Kind == model.BlockText && i <= len(p.Blocks)/2 {
			at = i
		}
	}
	for b.Loop() {
		p.Blocks[at].Text += "x"
		pages, err := d.PreviewPaper(p)
		if err != nil {
			b.Fatal(err)
		}
		page, _ := pages.PageOf(p.Blocks[at].ID)
		pages.Image(page, 4)
	}
}
