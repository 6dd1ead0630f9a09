package compose_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

var (
	update = flag.Bool("update", false, "write the golden files anew")
	keep   = flag.String("keep", "", "write the sample's papers into this folder, for looking at")
)

// memos are papers on the embedded sample, by name.
func memos(t testing.TB) map[string]compose.Material {
	c := sample(t)
	out := map[string]compose.Material{"tradeoff-breadth": c.breadth(), "theme-with-tradeoff": c.theme("narrow-focus")}
	related := c.breadth().TradeOff
	m := out["theme-with-tradeoff"]
	m.Related = []compose.Related{{TradeOff: related}}
	out["theme-with-tradeoff"] = m
	for id := range c.themes {
		out["theme-"+id] = c.theme(id)
	}
	return out
}

func composed(t testing.TB, m compose.Material) paper.Document {
	t.Helper()
	d, err := compose.Compose(m)
	if err != nil {
		t.Fatalf("compose: %v (%v)", err, errors.Unwrap(err))
	}
	return d
}

func write(t testing.TB, d paper.Document) (paper.Printed, []byte) {
	t.Helper()
	var b bytes.Buffer
	p, err := paper.Write(&b, d)
	if err != nil {
		t.Fatalf("write: %v (%v)", err, errors.Unwrap(err))
	}
	return p, b.Bytes()
}

// The words of two memos, as golden text.
func TestComposeGolden(t *testing.T) {
	all := memos(t)
	for _, name := range []string{"tradeoff-breadth", "theme-narrow-focus"} {
		t.Run(name, func(t *testing.T) {
			got := dump(composed(t, all[name]))
			file := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v (go test ./model/paper -update writes it)", err)
			}
			if got != string(want) {
				t.Errorf("%s differs; first difference: %s", file, firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			other := "(end)"
			if i < len(w) {
				other = w[i]
			}
			return fmt.Sprintf("line %d: got %q, want %q", i+1, g[i], other)
		}
	}
	return fmt.Sprintf("got %d lines, want %d", len(g), len(w))
}

// dump is a document as text: the outline, then the blocks.
func dump(d paper.Document) string {
	var b strings.Builder
	for _, e := range d.Outline() {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", e.Level), e.Text)
	}
	fmt.Fprintf(&b, "\n%s, %s, %s, %s, %s\n%s\n%s\n", d.Kind, d.Status, d.Consultation, d.Owner, d.Date.Format("2006-01-02 15:04"), d.About, strings.Join(d.Warnings, "\n"))
	for _, bl := range d.Blocks {
		fmt.Fprintf(&b, "\n[%s", bl.Kind)
		if bl.Number > 0 {
			fmt.Fprintf(&b, " %d", bl.Number)
		}
		fmt.Fprintf(&b, "] %s\n", strings.TrimSpace(bl.Label+" "+plain(bl.Spans)))
		if bl.Table != nil {
			for _, c := range bl.Table.Columns {
				fmt.Fprintf(&b, "| %s ", c.Head)
			}
			b.WriteString("\n")
			for _, r := range bl.Table.Rows {
				for _, c := range r.Cells {
					var paras []string
					for _, spans := range c {
						paras = append(paras, plain(spans))
					}
					fmt.Fprintf(&b, "| %s ", strings.Join(paras, " / "))
				}
				b.WriteString("\n")
			}
		}
		if len(bl.Note) > 0 {
			fmt.Fprintf(&b, "(%s)\n", plain(bl.Note))
		}
	}
	return b.String()
}

// plain marks computed figures with braces, so that what is traced is seen.
func plain(spans []paper.Span) string {
	var s string
	for _, sp := range spans {
		switch {
		case sp.Number != nil:
			s += "{" + sp.Number.String() + "}"
		case sp.Page != "":
			s += "{page of " + sp.Page + "}"
		default:
			s += sp.Text
		}
	}
	return s
}

// Every computed figure names a method that exists, a subject and a snapshot.
func TestFiguresAreTraced(t *testing.T) {
	for name, m := range memos(t) {
		figures := 0
		for _, n := range numbers(composed(t, m)) {
			figures++
			for _, k := range n.Measures {
				if _, ok := analysis.MethodOf(k.Method); !ok || k.Subject == "" || k.Snapshot == "" {
					t.Errorf("%s: the figure %s cannot be traced: %+v", name, n, k)
				}
			}
		}
		p, _ := write(t, composed(t, m))
		if p.Figures != figures {
			t.Errorf("%s: got %d printed figures, want %d", name, p.Figures, figures)
		}
	}
}

func numbers(d paper.Document) []paper.Number {
	var out []paper.Number
	add := func(spans []paper.Span) {
		for _, s := range spans {
			if s.Number != nil {
				out = append(out, *s.Number)
			}
		}
	}
	for _, b := range d.Blocks {
		add(b.Spans)
		add(b.Note)
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				for _, c := range r.Cells {
					for _, spans := range c {
						add(spans)
					}
				}
			}
		}
	}
	return out
}

// A memo has two to four pages; one with a whole trade-off inside a theme may
// have one more. Printing twice gives the same bytes.
func TestWrite(t *testing.T) {
	for name, m := range memos(t) {
		t.Run(name, func(t *testing.T) {
			d := composed(t, m)
			p, first := write(t, d)
			most := 4
			if name == "theme-with-tradeoff" {
				most = 5
			}
			if p.Pages < 2 || p.Pages > most {
				t.Errorf("got %d pages, want 2 to %d", p.Pages, most)
			}
			if _, second := write(t, composed(t, m)); !bytes.Equal(first, second) {
				t.Error("two printings differ, want the same bytes")
			}
			check(t, first)
			if *keep != "" {
				if err := os.WriteFile(filepath.Join(*keep, name+".pdf"), first, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// check asks qpdf whether the file is sound.
func check(t *testing.T, pdf []byte) {
	t.Helper()
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Log("the file was not checked: qpdf is not here (Debian package qpdf)")
		return
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf --check: %v\n%s", err, out)
	}
}

// extract is the text that a reader of the PDF finds.
func extract(t *testing.T, pdf []byte) string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not here (Debian package poppler-utils)")
	}
	cmd := exec.Command(tool, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestTextIsFound(t *testing.T) {
	_, pdf := write(t, composed(t, sample(t).breadth()))
	got := extract(t, pdf)
	for _, want := range []string{
		"20 of 24 (83 %)", "64 to 93 %", "24 of 63", "137 votes", // figures of the report's annex, with base and interval
		"Page 1 of 4", "Page 4 of 4", "[E8]",
		"Grace Otieno", "acompañar mejor", "الاستجابة", "الأعضاء", // Spanish and Arabic as letters
		"One member dissents: page 2.", "short paraphrases",
	} {
		if !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), want) {
			t.Errorf("pdftotext does not find %q", want)
		}
	}
}

func TestComposeRefuses(t *testing.T) {
	good := sample(t).breadth()
	tests := []struct {
		name   string
		change func(*compose.Material)
	}{
		{"no date", func(m *compose.Material) { m.Paper.Date = "" }},
		{"not a date", func(m *compose.Material) { m.Paper.Date = "tomorrow" }},
		{"no subject", func(m *compose.Material) { m.TradeOff = nil }},
		{"theme without assessment", func(m *compose.Material) { m.TradeOff, m.Theme = nil, &model.Theme{} }},
		{"another kind", func(m *compose.Material) { m.Paper.Kind = "poster" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := good
			tt.change(&m)
			_, err := compose.Compose(m)
			var p *model.Problem
			if !errors.As(err, &p) || p.Say == "" || p.Do == "" {
				t.Errorf("got %v, want a Problem that says what to do", err)
			}
		})
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestWriteFails(t *testing.T) {
	_, err := paper.Write(broken{}, composed(t, sample(t).breadth()))
	var p *model.Problem
	if !errors.As(err, &p) || !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v, want a Problem with its cause", err)
	}
}

func BenchmarkMemo(b *testing.B) {
	m := sample(b).breadth()
	for b.Loop() {
		d, err := compose.Compose(m)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := paper.Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
