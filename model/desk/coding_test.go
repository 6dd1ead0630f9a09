package desk_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

// press delivers contents that a test made.
type press struct {
	store    *store.Store
	contents []model.Content
}

// bodies are the files of the contents, by digest.
var bodies = map[string]string{}

func (p *press) Fetch(context.Context, string, func(model.Progress)) (model.Delivery, error) {
	for _, c := range p.contents {
		for _, f := range c.Snapshot.Files {
			part, err := os.CreateTemp("", "notes-*")
			if err != nil {
				return model.Delivery{}, err
			}
			if _, err := part.WriteString(bodies[f.SHA256]); err != nil {
				return model.Delivery{}, err
			}
			if err := errors.Join(part.Close(), p.store.Adopt(part.Name(), f.SHA256)); err != nil {
				return model.Delivery{}, err
			}
		}
	}
	return model.Delivery{Feed: "test", Contents: p.contents}, nil
}

// notesOf is the content of a source of notes; other content has another
// snapshot.
func notesOf(source string, notes []model.Note, excerpts []model.Excerpt, tags []model.Tag) model.Content {
	body := fmt.Sprint(source, notes, excerpts, tags)
	sum := sha256.Sum256([]byte(body))
	bodies[hex.EncodeToString(sum[:])] = body
	for i := range notes {
		notes[i].Source, notes[i].File, notes[i].Line = source, "notes.csv", i+2
	}
	for i := range excerpts {
		excerpts[i].Source, excerpts[i].File, excerpts[i].Line = source, "excerpts.csv", i+2
	}
	for i := range tags {
		tags[i].Source, tags[i].File, tags[i].Line = source, "tags.csv", i+2
	}
	files := []model.File{{Path: "notes.csv", SHA256: hex.EncodeToString(sum[:])}}
	return model.Content{
		Snapshot: model.Snapshot{
			Source: model.Source{ID: source, Title: "Meetings", Channel: model.ChannelMeetings, Format: "notes", Feed: "test"},
			ID:     model.NewSnapshotID(files), Files: files, Problems: []model.Problem{},
		},
		Notes: notes, Excerpts: excerpts, Tags: tags,
	}
}

// withNotes opens a desk on a new workspace with content.
func withNotes(t testing.TB, contents ...model.Content) (*desk.Desk, *press, string) {
	t.Helper()
	dir := t.TempDir()
	s, _, err := store.Open(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &press{s, contents}
	d, err := desk.Open(s, desk.Options{Publisher: p})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	bring(t, d)
	if err := d.SetMember("Amina"); err != nil {
		t.Fatal(err)
	}
	return d, p, dir
}

func bring(t testing.TB, d *desk.Desk) {
	t.Helper()
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "test"); err != nil {
		t.Fatal(err)
	}
}

func do(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// mark marks words of a note.
func mark(t testing.TB, d *desk.Desk, note model.Ref, words string) model.Ref {
	t.Helper()
	for _, n := range d.State().Notes {
		if n.Ref() != note {
			continue
		}
		before, _, ok := strings.Cut(n.Text, words)
		if !ok {
			t.Fatalf("%q is not in %s", words, note)
		}
		start := len([]rune(before))
		ref, err := d.Mark(note, start, start+len([]rune(words)))
		do(t, err)
		return ref
	}
	t.Fatalf("no note %s", note)
	return ""
}

func excerpt(t testing.TB, d *desk.Desk, ref model.Ref) model.Excerpt {
	t.Helper()
	for _, e := range d.State().Excerpts {
		if e.Ref() == ref {
			return *e
		}
	}
	t.Fatalf("no excerpt %s", ref)
	return model.Excerpt{}
}

// tagged gives "name for|against|topic coder" of each tag of an excerpt.
func tagged(e model.Excerpt) string {
	var list []string
	for _, t := range e.Tags {
		list = append(list, fmt.Sprintf("%s%+d %s", t.Tag, t.Polarity, t.Coder))
	}
	return strings.Join(list, "; ")
}

func tagRow(d *desk.Desk, ref model.Ref) model.Tag {
	for _, t := range d.State().Tags {
		if t.Ref() == ref {
			return t
		}
	}
	return model.Tag{}
}

func twoNotes() model.Content {
	return notesOf("meetings", []model.Note{
		{ID: "a", Title: "Accra", Text: "Cafe\u0301 👩‍👩‍👧 talk.\nWe want fewer topics. Others want more.", Consultation: "Accra 1"},
		{ID: "b", Title: "Bogotá", Text: "Fewer topics would help us."},
	}, []model.Excerpt{
		{ID: "e1", Note: "b", Start: 0, End: 12, Text: "Fewer topics", Tags: []model.Tagging{{Tag: "Focus", Coder: "Kim"}}},
	}, []model.Tag{{Cluster: "Role", Name: "Focus", Mentions: 1}, {Cluster: "Role", Name: "Breadth", Mentions: 0}})
}

func TestMarkAndTag(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	ref := mark(t, d, "meetings:a", "We want fewer topics. ")
	e := excerpt(t, d, ref)
	// Behind "Café" with a combining accent, an emoji of five characters and
	// a line end; the blank at the end is left out.
	if e.Start != 18 || e.End != 39 || e.Text != "We want fewer topics." || e.Coder != "Amina" {
		t.Errorf("got %d to %d %q by %s", e.Start, e.End, e.Text, e.Coder)
	}
	if again := mark(t, d, "meetings:a", "We want fewer topics."); again != ref {
		t.Errorf("marked twice: %s and %s", ref, again)
	}
	do(t, d.TagExcerpt(ref, "focus", 1))
	if got := tagged(excerpt(t, d, ref)); got != "Focus+1 Amina" {
		t.Errorf("got %q", got)
	}
	if tag := tagRow(d, "meetings:Focus"); tag.Mentions != 2 || *tag.Consultations != 2 || tag.Coded != 1 || tag.Printed != nil {
		t.Errorf("Focus counts %+v, want 2 mentions in 2 consultations, 1 coded here", tag)
	}
	do(t, d.TagExcerpt(ref, "Focus", -1)) // replaces Amina's own
	do(t, d.TagExcerpt("meetings:e1", "Breadth", 0))
	if got := tagged(excerpt(t, d, "meetings:e1")); got != "Focus+0 Kim; Breadth+0 Amina" {
		t.Errorf("a published excerpt has %q", got)
	}
	if got := tagged(excerpt(t, d, ref)); got != "Focus-1 Amina" {
		t.Errorf("got %q", got)
	}
	do(t, d.Untag(ref, "Focus"))
	if got := tagRow(d, "meetings:Focus").Mentions; got != 1 {
		t.Errorf("untagged: got %d mentions, want 1", got)
	}
	for i, want := range []string{"Focus-1 Amina", "Focus-1 Amina", "Focus+1 Amina", ""} {
		do(t, d.Undo())
		if got := tagged(excerpt(t, d, ref)); got != want {
			t.Errorf("undo %d: got %q, want %q", i+1, got, want)
		}
	}
	do(t, d.Undo())
	if n := len(d.State().Excerpts); n != 1 {
		t.Errorf("after undoing all: %d excerpts, want the published one", n)
	}
}

func TestCodingIsRefused(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	mine := mark(t, d, "meetings:a", "Others")
	do(t, d.SetMember("Ben"))
	do(t, d.TagExcerpt(mine, "Focus", 0))
	do(t, d.SetMember("Amina"))
	cases := []struct {
		name string
		do   func() error
		says string
	}{
		{"nothing selected", func() error { _, err := d.Mark("meetings:a", 5, 5); return err }, "No words are selected"},
		{"only a line end", func() error { _, err := d.Mark("meetings:a", 17, 18); return err }, "No words are selected"},
		{"no such note", func() error { _, err := d.Mark("meetings:z", 0, 5); return err }, "There is no note"},
		{"no such tag", func() error { return d.TagExcerpt(mine, "Nothing", 0) }, "There is no tag"},
		{"other's tag", func() error { return d.Untag(mine, "Focus") }, "not set on this excerpt by you"},
		{"published excerpt", func() error { return d.RemoveExcerpt("meetings:e1") }, "what is published stays"},
		{"others built on it", func() error { return d.RemoveExcerpt(mine) }, "Ben added a tag"},
		{"name taken", func() error { _, err := d.NewTag("FOCUS", "", ""); return err }, "There is a tag “Focus” already"},
		{"no name", func() error { _, err := d.NewTag("  ", "", ""); return err }, "The name is empty"},
		{"no colour", func() error { return d.EditTag("Focus", model.FieldColour, "red") }, "is no colour"},
		{"into itself", func() error { return d.MergeTag("Focus", "focus") }, "into itself"},
	}
	before := len(d.Operations())
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := c.do(); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want a problem that says %q", err, c.says)
			}
		})
	}
	if got := len(d.Operations()); got != before {
		t.Errorf("%d operations were kept", got-before)
	}
}

func TestMergeIsReversible(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	ref := mark(t, d, "meetings:a", "We want fewer topics.")
	_, err := d.NewTag("Fewer", "Own", "")
	do(t, err)
	do(t, d.TagExcerpt(ref, "Fewer", 1))
	before := d.State()
	do(t, d.MergeTag("Focus", "Fewer"))
	if got := tagged(excerpt(t, d, "meetings:e1")); got != "Fewer+0 Kim" {
		t.Errorf("the published excerpt has %q, want the tag it was merged into", got)
	}
	if got := tagRow(d, "meetings:Fewer"); got.Mentions != 2 || tagRow(d, "meetings:Focus").Mentions != 0 {
		t.Errorf("got %+v, want both mentions under Fewer", got)
	}
	do(t, d.EditTag("Fewer", model.FieldName, "Fewer topics"))
	if got := tagged(excerpt(t, d, ref)); got != "Fewer topics+1 Amina" {
		t.Errorf("renamed: got %q", got)
	}
	if got := tagRow(d, "meetings:Fewer"); got.Name != "Fewer topics" {
		t.Errorf("the tag is called %q, want its new name under its old reference", got.Name)
	}
	do(t, d.Undo())
	do(t, d.Undo())
	after := d.State()
	if !reflect.DeepEqual(before.Tags, after.Tags) || !reflect.DeepEqual(before.Excerpts, after.Excerpts) || !reflect.DeepEqual(before.Codebook, after.Codebook) {
		t.Errorf("parting the tags gives %+v, want what was before: %+v", after.Tags, before.Tags)
	}
}

// A theme rests on a tag coded in the app, follows its count at once, and its
// figure is explained by the excerpts.
func TestThemeRestsOnCodedTag(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	id, err := d.AddTheme("Focus", "The policy focus should be narrower")
	do(t, err)
	ref := mark(t, d, "meetings:a", "Others want more.")
	_, err = d.NewTag("More", "", "")
	do(t, err)
	do(t, d.TagExcerpt(ref, "More", 0))
	do(t, d.LinkStatement(id, "meetings:More", 1))
	do(t, d.SetTagPoles(id, "meetings:Focus", "meetings:More"))
	count := func() int {
		for _, c := range theme(t, d, id).Assessment.Channels {
			for _, item := range c.Items {
				if item.Against == "" {
					return item.N
				}
			}
		}
		return -1
	}
	if got := count(); got != 1 {
		t.Fatalf("got %d mentions, want 1", got)
	}
	other := mark(t, d, "meetings:b", "would help us.")
	do(t, d.TagExcerpt(other, "More", 0))
	if got := count(); got != 2 {
		t.Errorf("got %d mentions after another tag, want 2", got)
	}
	ex, err := d.Explain("mentions/1:meetings:More")
	do(t, err)
	if ex.Count != 2 || len(ex.Inputs) != 3 || !strings.Contains(ex.Inputs[1], "“Others want more.” (Accra, characters 41 to 57)") {
		t.Errorf("explained by %q", ex.Inputs)
	}
	memo := d.NewMemo("theme/" + id)
	memo, err = d.SavePaper(memo)
	do(t, err)
	if done, err := d.ExportNow(memo.ID, filepath.Join(t.TempDir(), "memo.pdf"), desk.ExportOptions{}); err != nil || done.Figures == 0 {
		t.Errorf("a memo that rests on a tag coded here: %d figures, %v", done.Figures, err)
	}
	// What follows one change at a time is what reading all anew gives.
	fresh := d.State()
	do(t, d.Comment("theme/"+id, "read all anew"))
	again := d.State()
	if !reflect.DeepEqual(fresh.Themes[0].Assessment, again.Themes[0].Assessment) || !reflect.DeepEqual(fresh.Tags, again.Tags) {
		t.Error("the state after single changes differs from that of the whole log")
	}
	do(t, d.MergeTag("More", "Breadth"))
	if got := count(); got != 2 || len(theme(t, d, id).Assessment.Missing) > 0 {
		t.Errorf("the theme does not follow the merged tag: %d mentions, missing %v", got, theme(t, d, id).Assessment.Missing)
	}
}

func TestTwoCodersCountOnce(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	do(t, d.TagExcerpt(mark(t, d, "meetings:a", "We want fewer topics."), "Breadth", 0))
	do(t, d.SetMember("Ben"))
	do(t, d.TagExcerpt(mark(t, d, "meetings:a", "fewer topics"), "Breadth", 0))
	do(t, d.TagExcerpt(mark(t, d, "meetings:b", "topics would"), "Focus", 0)) // Kim's passage reaches into it
	do(t, d.TagExcerpt(mark(t, d, "meetings:a", "Others"), "Breadth", 0))
	if got := tagRow(d, "meetings:Breadth"); got.Mentions != 2 || *got.Consultations != 1 {
		t.Errorf("Breadth: got %d mentions, want 2: passages that overlap are one", got.Mentions)
	}
	if got := tagRow(d, "meetings:Focus"); got.Mentions != 1 || got.Coded != 0 {
		t.Errorf("Focus: got %d mentions, want the published one", got.Mentions)
	}
}

// A later snapshot changes the notes: passages are found again near their old
// place, or kept and said to be without one.
func TestReanchored(t *testing.T) {
	d, p, _ := withNotes(t, twoNotes())
	moved := mark(t, d, "meetings:a", "Others want more.")
	lost := mark(t, d, "meetings:b", "would help us")
	do(t, d.TagExcerpt(lost, "Focus", 1))
	next := twoNotes()
	notes := next.Notes
	notes[0].Text = "A new first line.\n" + strings.Replace(notes[0].Text, "Others want", "Others  want", 1)
	notes[1].Text = "Fewer topics could help us."
	p.contents = []model.Content{notesOf("meetings", notes, next.Excerpts, next.Tags)}
	bring(t, d)
	e := excerpt(t, d, moved)
	if got := string([]rune(notes[0].Text)[e.Start:e.End]); e.Unanchored || got != "Others  want more." || e.Text != got {
		t.Errorf("found %q (%q), unanchored %v", got, e.Text, e.Unanchored)
	}
	e = excerpt(t, d, lost)
	if !e.Unanchored || e.Start != 0 || e.End != 0 || e.Text != "would help us" || tagged(e) != "Focus+1 Amina" {
		t.Errorf("got %+v, want it kept without a place", e)
	}
	if got := tagRow(d, "meetings:Focus").Mentions; got != 2 {
		t.Errorf("got %d mentions, want the unanchored one counted too", got)
	}
}

// A publisher's total stands; what is coded here is beside it, not in it.
func TestPublishedTotalStands(t *testing.T) {
	d, _, _ := withNotes(t, notesOf("totals", []model.Note{{ID: "a", Text: "One. Two."}}, nil, []model.Tag{{Name: "Focus", Mentions: 46}, {Name: "Own"}}))
	do(t, d.TagExcerpt(mark(t, d, "totals:a", "One."), "Focus", 0))
	do(t, d.TagExcerpt(mark(t, d, "totals:a", "Two."), "Own", 0))
	if got := tagRow(d, "totals:Focus"); got.Mentions != 46 || got.Coded != 1 {
		t.Errorf("got %+v, want 46 as published and 1 coded", got)
	}
	if got := tagRow(d, "totals:Own"); got.Mentions != 1 || got.Coded != 1 {
		t.Errorf("got %+v, want 1 mention", got)
	}
	if err := d.MergeTag("Focus", "Own"); err == nil || !strings.Contains(err.Error(), "only a published total") {
		t.Errorf("got %v, want the merge refused", err)
	}
}

// benchNotes are 2,000 notes with 50,000 published excerpts and 200 tags.
func benchNotes() model.Content {
	var notes []model.Note
	var excerpts []model.Excerpt
	var tags []model.Tag
	text := strings.Repeat("We heard that openness matters in our town. ", 60)
	for i := range 2000 {
		notes = append(notes, model.Note{ID: fmt.Sprintf("n%d", i), Title: "Meeting", Text: text})
		for j := range 25 {
			start := j * 88
			excerpts = append(excerpts, model.Excerpt{
				ID: fmt.Sprintf("e%d-%d", i, j), Note: fmt.Sprintf("n%d", i), Start: start, End: start + 40, Text: text[start : start+40],
				Tags: []model.Tagging{{Tag: fmt.Sprintf("tag %d", (i+j)%200), Coder: "Kim"}},
			})
		}
	}
	for i := range 200 {
		tags = append(tags, model.Tag{Cluster: fmt.Sprint("cluster ", i/20), Name: fmt.Sprint("tag ", i), Mentions: 250})
	}
	return notesOf("meetings", notes, excerpts, tags)
}

// BenchmarkTagging is one tagging among 50,000 excerpts in 2,000 notes, until
// the new state is shown; it writes to the disk. BenchmarkMerge is a merge,
// which counts all of them anew.
func BenchmarkTagging(b *testing.B) {
	d, _, _ := withNotes(b, benchNotes())
	for i := 0; b.Loop(); i++ {
		do(b, d.TagExcerpt(model.Ref(fmt.Sprintf("meetings:e%d-%d", i%2000, i/2000%25)), fmt.Sprint("tag ", (i+7)%200), 1-i/50000%2))
	}
}

func BenchmarkMark(b *testing.B) {
	d, _, _ := withNotes(b, benchNotes())
	for i := 0; b.Loop(); i++ {
		_, err := d.Mark(model.Ref(fmt.Sprintf("meetings:n%d", i%2000)), i/2000, i/2000+5)
		do(b, err)
	}
}

func BenchmarkMerge(b *testing.B) {
	d, _, _ := withNotes(b, benchNotes())
	for b.Loop() {
		do(b, d.MergeTag("tag 1", "tag 2"))
		do(b, d.Undo())
	}
}

// A tag made by mistake goes with the passages it was set on, and Undo brings
// both back. What others, a publisher or a theme need stays.
func TestRemoveTag(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	ref := mark(t, d, "meetings:a", "We want fewer topics.")
	_, err := d.NewTag("Fewre", "Own", "")
	do(t, err)
	do(t, d.EditTag("Fewre", model.FieldColour, "#123456"))
	do(t, d.TagExcerpt(ref, "Fewre", 1))
	before := d.State()
	refuse := func(tag, says string) {
		t.Helper()
		if err := d.RemoveTag(tag); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("removing %s: got %v, want a refusal that says %q", tag, err, says)
		}
	}
	refuse("Focus", "published")
	refuse("Nowhere", "Nowhere")
	do(t, d.RemoveTag("Fewre"))
	if got := tagged(excerpt(t, d, ref)); got != "" || len(d.State().Codebook) != len(before.Codebook)-1 || d.State().Undo != "removed tag “Fewre”" {
		t.Errorf("removed: the excerpt has %q, Undo says %q", got, d.State().Undo)
	}
	if _, err := d.NewTag("Fewre", "", ""); err != nil {
		t.Errorf("the name of a removed tag is not free: %v", err)
	}
	do(t, d.Undo())
	do(t, d.Undo())
	if after := d.State(); !reflect.DeepEqual(before.Tags, after.Tags) || !reflect.DeepEqual(before.Excerpts, after.Excerpts) || !reflect.DeepEqual(before.Codebook, after.Codebook) {
		t.Errorf("undone: got %+v, want %+v", after.Codebook, before.Codebook)
	}
	theme, err := d.AddTheme("Topics", "Fewer topics")
	do(t, err)
	do(t, d.LinkStatement(theme, "meetings:Fewre", 1))
	refuse("Fewre", "The theme “Topics” rests on")
	do(t, d.Undo())
	_, err = d.NewTag("Other", "", "")
	do(t, err)
	do(t, d.MergeTag("Other", "Fewre"))
	if got := d.State().Undo; got != "merging of “Other”" {
		t.Errorf("Undo says %q", got)
	}
	refuse("Fewre", "merged")
	do(t, d.Undo())
	do(t, d.SetMember("Bo"))
	do(t, d.TagExcerpt(ref, "Fewre", 0))
	refuse("Fewre", "Amina made or changed")
}

// Undo names what was translated by its words.
func TestUndoNamesTheTranslated(t *testing.T) {
	d, _, _ := withNotes(t, twoNotes())
	ref := mark(t, d, "meetings:a", "We want fewer topics.")
	do(t, d.Translate(ref, "fr", "Nous voulons moins de thèmes."))
	if got, want := d.State().Undo, "translation on “We want fewer topics.”"; got != want {
		t.Errorf("Undo says %q, want %q", got, want)
	}
}
