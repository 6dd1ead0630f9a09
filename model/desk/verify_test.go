package desk_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/paper"
	"consilience/model/paper/proof"
)

func exported(t *testing.T, about string) (file string, raw []byte) {
	t.Helper()
	d := withSample(t)
	p, err := d.SavePaper(d.NewMemo(about))
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "paper.pdf")
	if _, err := d.ExportNow(p.ID, file, desk.ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	raw, err = os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return file, raw
}

func verified(t *testing.T, file string) model.Verification {
	t.Helper()
	r, err := openDesk(t, t.TempDir(), nil).Verify(context.Background(), file, func(model.Progress) {})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A paper that was printed holds. One whose pages say something else than the
// inputs does not, even where a counterfeiter sealed it anew with the program.
func TestVerifyFindsCounterfeit(t *testing.T) {
	file, raw := exported(t, "theme/participation")
	if r := verified(t, file); !r.Holds() || r.Figures == 0 || r.Recomputed != r.Figures || r.Classes != 1 {
		t.Fatalf("as printed: %+v", r)
	}
	read, err := paper.Read(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	// The same evidence round other words: figure n1 is made to say 100 %.
	e, _, err := proof.Open(read)
	if err != nil {
		t.Fatal(err)
	}
	m := e.Figures[0].Terms[0].Measure
	m.Value, m.Count = 1, m.N
	forged := paper.Document{Kind: "Decision memo", Title: read.Title, Attachments: read.Attachments}
	forged.Blocks = []paper.Block{{Kind: paper.Paragraph, Number: 1, Spans: []paper.Span{{Number: &paper.Number{Form: e.Figures[0].Form, Measures: []model.Measure{m}}}}}}
	var b bytes.Buffer
	if _, err := paper.Write(&b, forged); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "forged.pdf")
	if err := os.WriteFile(other, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := verified(t, other)
	if len(r.Differ) != 1 || r.Differ[0].ID != "n1" || r.Differ[0].Printed == r.Differ[0].Now {
		t.Errorf("a forged figure: differ %+v, want n1", r.Differ)
	}
	if len(r.Missing) != len(e.Figures)-1 {
		t.Errorf("%d figures that no page shows, want %d", len(r.Missing), len(e.Figures)-1)
	}
}

// An attachment that was exchanged is named, also where the file was sealed
// anew: the manifest has its digest.
func TestVerifyFindsAlteredAttachment(t *testing.T) {
	_, raw := exported(t, "tradeoff/breadth")
	read, err := paper.Read(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	doc := paper.Document{Kind: "Decision memo", Title: read.Title, Attachments: read.Attachments}
	for i, a := range doc.Attachments {
		if a.Name == proof.EvidenceCSV {
			doc.Attachments[i].Content = bytes.Replace(a.Content, []byte("mentions"), []byte("Mentions"), 1)
		}
	}
	var b bytes.Buffer
	if _, err := paper.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "altered.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := verified(t, file)
	if len(r.Altered) != 1 || r.Altered[0].Name != proof.EvidenceCSV || r.Holds() {
		t.Errorf("altered: %+v, want %s", r.Altered, proof.EvidenceCSV)
	}
}

// A byte of the file that is another is noticed.
func TestVerifyFindsAlteredFile(t *testing.T) {
	file, raw := exported(t, "theme/norms")
	at := bytes.Index(raw, []byte("/CreationDate (D:2026")) // a metadata field nobody reads
	if at < 0 {
		at = bytes.Index(raw, []byte("/Creator")) // wherever the writer puts it
	}
	if at < 0 {
		t.Fatal("no field to alter")
	}
	changed := bytes.Clone(raw)
	changed[at+len("/CreationDate (D:202")]++
	if err := os.WriteFile(file, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	r := verified(t, file)
	if len(r.Altered) == 0 || r.Altered[0].Part != "file" || r.Holds() {
		t.Errorf("altered: %+v, want the file", r.Altered)
	}
}

// What was frozen in a decision stays when the members move on.
func TestDecisionIsFrozen(t *testing.T) {
	d := withSample(t)
	if err := d.TakePosition("breadth", "a", "Amina", "Members own what they chose."); err != nil {
		t.Fatal(err)
	}
	x, err := d.Decide(model.Decision{About: []string{"tradeoff/breadth", "theme/narrow-focus"}, Question: "How broad?", Decision: "Few topics.", Reasons: "Scarce support."})
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Evidence) == 0 || len(x.Classes) != 1 || x.Classes[0].Class != theme(t, d, "narrow-focus").Assessment.Class {
		t.Fatalf("frozen: %d measures, classes %+v", len(x.Evidence), x.Classes)
	}
	if err := d.TakePosition("breadth", "b", "Amina", "I was convinced."); err != nil {
		t.Fatal(err)
	}
	x.Reasons, x.Positions = "Scarce support, as the notes say.", nil
	if _, err := d.Decide(x); err != nil {
		t.Fatal(err)
	}
	list := d.State().Decisions
	if len(list) != 1 || len(list[0].Positions) != 1 || list[0].Positions[0].Reason != "Members own what they chose." || !strings.HasSuffix(list[0].Reasons, "say.") {
		t.Errorf("the log: %+v", list)
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Decisions[0].Reasons; got != "Scarce support." {
		t.Errorf("after undo the reasons are %q", got)
	}
}
