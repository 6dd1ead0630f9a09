package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model/chart"
)

// scripts are sentences in writings of all kinds, by what a reader of the PDF
// must find of them.
var scripts = []struct{ lang, text string }{
	{"en", "Open government – “plain words”, café, naïve, Ω, ½, x² ≤ 10 € ✓"},
	{"es", "¿Quién participó? Lucía Fernández y el señor Núñez."},
	{"ru", "Открытое правительство для всех."},
	{"el", "Ανοιχτή διακυβέρνηση."},
	{"ar", "يجب أن تكون البيانات مفتوحة للجميع."},
	{"he", "ממשל פתוח לכולם (75%)."},
	{"zh", "开放政府伙伴关系应当更加开放,公民参与决策。"},
	{"ja", "オープンガバメントは、市民のための政府です。"},
	{"ko", "열린 정부는 모두를 위한 것입니다."},
	{"hi", "खुली सरकार सबके लिए है, प्रत्येक व्यक्ति।"},
	{"th", "รัฐบาลเปิดสำหรับทุกคน ที่นี่"},
	{"ta", "திறந்த அரசு அனைவருக்கும்"},
	{"bn", "উন্মুক্ত সরকার সবার জন্য"},
	{"am", "ክፍት መንግሥት ለሁሉም"},
	{"vi", "Chính phủ mở cho mọi người"},
}

// everything is a paper with every kind of block and every setting.
func everything() Document {
	d := sealedPaper()
	d.Language, d.Contents, d.Organisation, d.Classification, d.Accent = "en", true, "Open Government Partnership", "For the Committee only", "#7a2f12"
	d.Consultation, d.Owner, d.About = "OGP strategy consultation", "Secretariat", "What was heard"
	logo := image.NewRGBA(image.Rect(0, 0, 120, 60))
	draw.Draw(logo, logo.Bounds(), image.NewUniform(color.RGBA{0, 120, 90, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	_ = png.Encode(&b, logo)
	d.Logo = b.Bytes()
	d.Blocks = append(d.Blocks, Block{Kind: Heading, Level: 1, Spans: say("Every script")})
	for i, s := range scripts {
		d.Blocks = append(d.Blocks, Block{Kind: Ordered, Number: i + 1, Spans: say(s.text), Language: s.lang})
	}
	d.Blocks = append(d.Blocks,
		Block{Kind: Box, Label: "The Committee is invited to", Spans: []Span{word("agree, as "), {Text: "the address", Address: "https://example.org/a?b=ü"}, word(" says"), {Foot: say("A note that is not short. " + strings.Repeat("It goes on. ", 30))}, word(".")}},
		Block{Kind: Bullet, Spans: say("first")}, Block{Kind: Bullet, Spans: say("second 👍 🇰🇪 👩‍👩‍👧")},
		Block{Kind: Quote, Spans: say("We asked, you said; " + strings.Repeat("and so it was. ", 20)), Note: say("— A member")},
		Block{Kind: Figure, Alt: "Bars that grow", Spans: say("Figure 1. Bars grow"), Note: say("Source: none."),
			Scene: &chart.Scene{W: 100, H: 20, Shapes: []chart.Shape{{Kind: chart.Rect, Role: chart.Disagree, Points: []chart.Point{{X: 0, Y: 0}, {X: 50, Y: 9}}}, {Kind: chart.Circle, Role: chart.Agree, Radius: 4, Points: []chart.Point{{X: 70, Y: 10}}, Alpha: 0.5},
				{Kind: chart.Line, Role: chart.Threshold, Stroke: 0.3, Dashed: true, Points: []chart.Point{{X: 0, Y: 15}, {X: 90, Y: 15}}}}, Labels: []chart.Label{{At: chart.Point{X: 2, Y: 19}, Text: "label", Size: 8, Role: chart.Ink}}}},
		Block{Kind: Signature, Label: "Chair of the Committee", Spans: say("Signed on behalf of the Committee")},
	)
	return d
}

// tool runs a program over a file, or says that it is not here.
func tool(t *testing.T, name string, args ...string) (string, bool) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Logf("%s is not here: not checked with it", name)
		return "", false
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %s: %v\n%.2000s", name, strings.Join(args, " "), err, out)
	}
	return string(out), true
}

// Other programs find the paper sound: qpdf its syntax, poppler its fonts, its
// structure, its text and its attachments, mupdf its pages.
func TestOtherProgramsReadIt(t *testing.T) {
	var b bytes.Buffer
	p, err := Write(&b, everything())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if k := os.Getenv("CONSILIENCE_KEEP"); k != "" {
		dir = k
	}
	file := filepath.Join(dir, "everything.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, "qpdf", "--check", file)
	if out, ok := tool(t, "pdffonts", file); ok {
		for _, l := range strings.Split(strings.TrimSpace(out), "\n")[2:] {
			if !strings.Contains(l, "yes yes yes") {
				t.Errorf("a font is not embedded, no subset or without its letters: %s", l)
			}
		}
	}
	if out, ok := tool(t, "pdfinfo", "-struct-text", file); ok {
		for _, want := range []string{"H1", "H2", "H3", "Table", "TR", "TH:", "TD", "L (block)", "LI", "LBody", "Figure", "Caption", "Note", "TOC", "TOCI", "Link", "BlockQuote", "/Scope /Column", "Object"} {
			if !strings.Contains(out, want) {
				t.Errorf("the structure has no %s", want)
			}
		}
		for _, bad := range []string{"Syntax Error", "Syntax Warning", "Page 1 of"} {
			if strings.Contains(out, bad) {
				t.Errorf("the structure has %q", bad)
			}
		}
	}
	if out, ok := tool(t, "pdftotext", file, "-"); ok {
		found(t, out, p.Missing)
	}
	if _, ok := tool(t, "pdfdetach", "-saveall", "-o", dir, file); ok {
		got, err := os.ReadFile(filepath.Join(dir, "evidence.json"))
		if err != nil || string(got) != `{"a":1}` {
			t.Errorf("pdfdetach gives back %q (%v)", got, err)
		}
	}
	if out, ok := tool(t, "mutool", "draw", "-F", "txt", "-o", filepath.Join(dir, "mu.txt"), file); ok && strings.Contains(out, "error") {
		t.Errorf("mutool: %s", out)
	}
}

// found looks for each script's sentence, unless no font here has it.
func found(t *testing.T, out string, missing []string) {
	t.Helper()
	flat := strings.Join(strings.Fields(out), " ")
	for _, s := range scripts {
		if s.lang == "ar" || s.lang == "he" {
			continue // readers order these lines in their own ways; their words are looked for in TestTextIsFound
		}
		for _, r := range s.text {
			if slices.Contains(missing, scriptName(r)) {
				continue // no font here
			}
			if r != ' ' && !strings.ContainsRune(flat, r) {
				t.Errorf("%s: %q is not found", s.lang, r)
			}
		}
		if !slices.ContainsFunc([]rune(s.text), func(r rune) bool { return slices.Contains(missing, scriptName(r)) }) && !strings.Contains(flat, s.text) {
			t.Errorf("%s: not found in one piece: %s", s.lang, s.text)
		}
	}
}

// A paper that another program wrote anew, with plain streams, is still read;
// what it says is the same, and that the file is not as printed is said.
func TestReadAfterAnotherProgram(t *testing.T) {
	d := sealedPaper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.pdf"), filepath.Join(dir, "out.pdf")
	if err := os.WriteFile(in, printed(t, d), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := tool(t, "qpdf", "--qdf", "--object-streams=disable", "--normalize-content=n", in, out); !ok {
		t.Skip("nothing wrote the file anew")
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	f, err := readBytes(b)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Attachments) != len(d.Attachments) || len(f.Figures) != len(d.Figures()) || f.Title != d.Title {
		t.Errorf("got %d attachments, %d figures, title %q", len(f.Attachments), len(f.Figures), f.Title)
	}
	if len(f.Altered) != 1 || f.Altered[0].Part != AlteredFile {
		t.Errorf("got %+v, want the file as a whole and nothing in it", f.Altered)
	}
}
