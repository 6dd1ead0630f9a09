package out

import (
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/paper"
	"consilience/model/text"
)

// HTML writes a paper as one file that needs nothing else: style, charts and
// attachments are in it, and it runs no script. It prints on A4. Headings,
// lists, tables with heads, figures with words for who cannot see them, and
// the languages are marked, so that a screen reader finds its way.
func HTML(w io.Writer, d paper.Document) error {
	fonts, err := picture.NewFonts()
	if err != nil {
		return err
	}
	h := &page{d: d, names: titles(d), fonts: fonts}
	h.head()
	for i := 0; i < len(d.Blocks); {
		i += h.blocks(d.Blocks[i:])
	}
	h.notes()
	h.files()
	h.write("</main>\n</body>\n</html>\n")
	if h.err != nil {
		return h.err
	}
	_, err = io.WriteString(w, h.b.String())
	return err
}

type page struct {
	b       strings.Builder
	d       paper.Document
	names   map[string]string
	fonts   *picture.Fonts
	feet    []string
	figures int
	err     error
}

func (h *page) write(format string, args ...any) { fmt.Fprintf(&h.b, format, args...) }

// esc makes words safe within HTML.
func esc(s string) string { return html.EscapeString(text.Clean(s)) }

// accent is the document's colour for headings and rules, if it is one.
func (h *page) accent() string {
	a := h.d.Accent
	if len(a) == 7 && a[0] == '#' && strings.Trim(strings.ToLower(a[1:]), "0123456789abcdef") == "" {
		return a
	}
	return "#16375c"
}

func (h *page) head() {
	d := h.d
	h.write("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", esc(language(d)))
	h.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n")
	h.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n", esc(d.Title), strings.ReplaceAll(style, "ACCENT", h.accent()))
	h.write("<header>\n")
	if d.Organisation != "" || d.Classification != "" {
		h.write("<p class=\"run\"><span>%s</span><strong>%s</strong></p>\n", esc(d.Organisation), esc(d.Classification))
	}
	if kind := imageKind(d.Logo); kind != "" {
		h.write("<img class=\"logo\" alt=\"%s\" src=\"data:%s;base64,%s\">\n", esc(d.Organisation), kind, base64.StdEncoding.EncodeToString(d.Logo))
	}
	h.write("<h1 dir=\"auto\">%s</h1>\n<p class=\"facts\">%s</p>\n", esc(d.Title), esc(strings.Join(masthead(d), " · ")))
	if d.About != "" {
		h.write("<p class=\"about\" dir=\"auto\">%s</p>\n", esc(d.About))
	}
	for _, warning := range d.Warnings {
		h.write("<p class=\"warning\" role=\"note\">%s</p>\n", esc(warning))
	}
	h.write("</header>\n")
	h.contents()
	h.write("<main>\n")
}

// imageKind is the media type of a PNG or JPEG; empty for anything else.
func imageKind(b []byte) string {
	switch {
	case strings.HasPrefix(string(b), "\x89PNG\r\n"):
		return "image/png"
	case strings.HasPrefix(string(b), "\xff\xd8\xff"):
		return "image/jpeg"
	}
	return ""
}

// contents lists the sections, with links.
func (h *page) contents() {
	if !h.d.Contents {
		return
	}
	h.write("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">%s</h2>\n<ol>\n", esc(word(h.d, "contents")))
	for i, b := range h.d.Blocks {
		if b.Kind == paper.Heading && b.Level <= 1 {
			h.write("<li dir=\"auto\"><a href=\"#%s\">%s</a></li>\n", headingID(i, b), esc(plain(b.Spans)))
		}
	}
	h.write("</ol>\n</nav>\n")
}

// headingID names a heading that has no anchor by its place.
func headingID(i int, b paper.Block) string {
	if b.Anchor != "" {
		return attribute(b.Anchor)
	}
	return "s-" + strconv.Itoa(i)
}

// blocks writes the first block of a list, or all items of a list of points,
// and says how many it wrote.
func (h *page) blocks(list []paper.Block) int {
	b := list[0]
	if b.Kind != paper.Bullet && b.Kind != paper.Ordered {
		h.block(len(h.d.Blocks)-len(list), b)
		return 1
	}
	tag, n := "ul", 0
	if b.Kind == paper.Ordered {
		tag = "ol"
	}
	h.write("<%s>\n", tag)
	for ; n < len(list) && list[n].Kind == b.Kind; n++ {
		value := ""
		if b.Kind == paper.Ordered && list[n].Number > 0 {
			value = fmt.Sprintf(" value=\"%d\"", list[n].Number)
		}
		h.write("<li%s%s>%s</li>\n", value, h.marks(list[n], ""), h.spans(list[n].Spans))
	}
	h.write("</%s>\n", tag)
	return n
}

// marks are a block's id, class, language and direction as attributes.
func (h *page) marks(b paper.Block, class string) string {
	var s string
	if b.Anchor != "" && b.Kind != paper.Heading {
		s += ` id="` + attribute(b.Anchor) + `"`
	}
	if b.NewPage {
		class = strings.TrimSpace(class + " new")
	}
	if class != "" {
		s += ` class="` + class + `"`
	}
	if b.Language != "" {
		s += ` lang="` + esc(b.Language) + `"`
	}
	return s + ` dir="auto"`
}

func (h *page) block(i int, b paper.Block) {
	switch b.Kind {
	case paper.Heading:
		level := 1 + max(1, min(b.Level, 5))
		h.write("<h%d id=\"%s\"%s>%s</h%d>\n", level, headingID(i, b), h.marks(b, ""), h.spans(b.Spans), level)
	case paper.Box:
		h.write("<section%s><p class=\"label\">%s</p><p dir=\"auto\">%s</p></section>\n", h.marks(b, "box"), esc(b.Label), h.lines(b.Spans))
	case paper.Quote:
		h.write("<blockquote%s><p dir=\"auto\">%s</p>", h.marks(b, ""), h.lines(b.Spans))
		if len(b.Note) > 0 {
			h.write("<footer dir=\"auto\">%s</footer>", h.spans(b.Note))
		}
		h.write("</blockquote>\n")
	case paper.TableOf:
		h.table(b)
	case paper.Figure:
		h.figure(b)
	case paper.Signature:
		h.write("<p%s>%s</p>\n", h.marks(b, "sign"), esc(b.Label))
	default:
		number := ""
		if b.Number > 0 {
			number = fmt.Sprintf("<span class=\"n\">%d</span> ", b.Number)
		}
		h.write("<p%s>%s%s</p>\n", h.marks(b, map[bool]string{true: "para"}[b.Number > 0]), number, h.lines(b.Spans))
	}
}

func (h *page) table(b paper.Block) {
	if b.Table == nil {
		return
	}
	class := "t"
	if b.Table.Small {
		class += " small"
	}
	if b.Table.Facing {
		class += " facing"
	}
	h.write("<div%s><table>\n", h.marks(b, class))
	if len(b.Spans) > 0 {
		h.write("<caption dir=\"auto\">%s</caption>\n", h.spans(b.Spans))
	}
	heads := false
	var cols strings.Builder
	for _, c := range b.Table.Columns {
		heads = heads || c.Head != ""
		fmt.Fprintf(&cols, "<col style=\"width:%.1f%%\">", c.Width*100)
	}
	h.write("<colgroup>%s</colgroup>\n", cols.String())
	if heads {
		h.write("<thead><tr>")
		for _, c := range b.Table.Columns {
			h.write("<th scope=\"col\"%s>%s</th>", right(c.Right), esc(c.Head))
		}
		h.write("</tr></thead>\n")
	}
	h.write("<tbody>\n")
	for _, r := range b.Table.Rows {
		h.row(r, b.Table.Columns)
	}
	h.write("</tbody></table>\n")
	if len(b.Note) > 0 {
		h.write("<p class=\"note\" dir=\"auto\">%s</p>\n", h.spans(b.Note))
	}
	h.write("</div>\n")
}

func (h *page) row(r paper.Row, columns []paper.Column) {
	mark := ""
	if r.Anchor != "" {
		mark = ` id="` + attribute(r.Anchor) + `"`
	}
	if r.Strong {
		mark += ` class="strong"`
	}
	h.write("<tr%s>", mark)
	for i, cell := range r.Cells {
		var parts []string
		for _, p := range cell {
			parts = append(parts, "<p dir=\"auto\">"+h.lines(p)+"</p>")
		}
		h.write("<td%s>%s</td>", right(i < len(columns) && columns[i].Right), strings.Join(parts, ""))
	}
	h.write("</tr>\n")
}

func right(yes bool) string {
	if yes {
		return ` class="r"`
	}
	return ""
}

// figure is a chart as a drawing, with its figures as a table that opens.
func (h *page) figure(b paper.Block) {
	if b.Scene == nil || !(b.Scene.W > 0) || !(b.Scene.H > 0) {
		return
	}
	h.figures++
	scene := *b.Scene
	scene.Alt = alt(b)
	if scene.Title == "" {
		scene.Title = plain(b.Spans)
	}
	h.write("<figure%s>\n", h.marks(b, ""))
	if len(b.Spans) > 0 {
		h.write("<figcaption dir=\"auto\">%s</figcaption>\n", h.spans(b.Spans))
	}
	if err := h.fonts.BareSVG(&h.b, scene, language(h.d), "figure-"+strconv.Itoa(h.figures)); err != nil {
		h.err = err
	}
	if len(b.Note) > 0 {
		h.write("<p class=\"note\" dir=\"auto\">%s</p>\n", h.spans(b.Note))
	}
	if f := scene.Figures; f != nil && len(f.Rows) > 0 {
		h.scene(f)
	}
	h.write("</figure>\n")
}

func (h *page) scene(f *chart.Figures) {
	h.write("<details><summary>%s</summary><div class=\"t small\"><table><thead><tr>", esc(word(h.d, "figures")))
	for i, head := range f.Heads {
		h.write("<th scope=\"col\"%s>%s</th>", right(i < len(f.Right) && f.Right[i]), esc(head))
	}
	h.write("</tr></thead><tbody>\n")
	for _, r := range f.Rows {
		h.write("<tr>")
		for i, c := range r {
			h.write("<td dir=\"auto\"%s>%s</td>", right(i < len(f.Right) && f.Right[i]), esc(c))
		}
		h.write("</tr>\n")
	}
	h.write("</tbody></table></div></details>\n")
}

// lines is spans with their line breaks kept.
func (h *page) lines(spans []paper.Span) string {
	return strings.ReplaceAll(h.spans(spans), "\n", "<br>\n")
}

// spans writes text with its styles, links and footnotes.
func (h *page) spans(spans []paper.Span) string {
	var b strings.Builder
	for _, s := range unpaged(spans, h.names) {
		if len(s.Foot) > 0 {
			h.feet = append(h.feet, "")
			n := len(h.feet)
			h.feet[n-1] = h.spans(s.Foot)
			fmt.Fprintf(&b, `<sup><a id="r-%[1]d" href="#f-%[1]d" role="doc-noteref">%[1]d</a></sup>`, n)
			continue
		}
		said := html.EscapeString(printed(s))
		if s.Language != "" {
			said = `<span lang="` + esc(s.Language) + `">` + said + "</span>"
		}
		if s.Italic {
			said = "<em>" + said + "</em>"
		}
		if s.Bold {
			said = "<strong>" + said + "</strong>"
		}
		if s.Quiet {
			said = `<span class="q">` + said + "</span>"
		}
		switch {
		case s.Address != "" && safeAddress(s.Address):
			said = `<a href="` + html.EscapeString(s.Address) + `" rel="noreferrer">` + said + "</a>"
		case s.To != "":
			said = `<a href="#` + attribute(s.To) + `">` + said + "</a>"
		}
		b.WriteString(said)
	}
	return b.String()
}

func (h *page) notes() {
	if len(h.feet) == 0 {
		return
	}
	h.write("<section role=\"doc-endnotes\"><h2>%s</h2>\n<ol class=\"feet\">\n", esc(word(h.d, "notes")))
	for i, f := range h.feet {
		h.write("<li id=\"f-%[1]d\" dir=\"auto\">%[2]s <a href=\"#r-%[1]d\" role=\"doc-backlink\" aria-label=\"%[1]d\">↩</a></li>\n", i+1, f)
	}
	h.write("</ol></section>\n")
}

// files are the attachments, to be saved from the page.
func (h *page) files() {
	if len(h.d.Attachments) == 0 {
		return
	}
	h.write("<section><h2>%s</h2>\n<ul>\n", esc(word(h.d, "files")))
	for _, a := range h.d.Attachments {
		kind := a.MIME
		if kind == "" {
			kind = "application/octet-stream"
		}
		h.write("<li><a download=\"%s\" href=\"data:%s;base64,%s\">%s</a> <span class=\"q\">%s</span></li>\n",
			esc(a.Name), html.EscapeString(kind), base64.StdEncoding.EncodeToString(a.Content), esc(a.Name), esc(a.Description))
	}
	h.write("</ul></section>\n")
}
