package out

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	"consilience/model/chart"
	"consilience/model/paper"
	"consilience/model/text"
)

// Markdown writes a paper as Markdown with tables and footnotes (as GitHub and
// Pandoc read them). Evidence ids lead to their rows. A chart is its caption,
// its table and what it shows in words.
func Markdown(w io.Writer, d paper.Document) error {
	m := markdown{names: titles(d), d: d}
	m.line("# " + escapeMarkdown(d.Title))
	m.line("")
	if d.Organisation != "" || d.Classification != "" {
		m.line(escapeMarkdown(strings.Trim(d.Organisation+" · "+d.Classification, " ·")))
		m.line("")
	}
	m.line("*" + escapeMarkdown(strings.Join(masthead(d), " · ")) + "*")
	m.line("")
	if d.About != "" {
		m.line(escapeMarkdown(d.About))
		m.line("")
	}
	for _, warning := range d.Warnings {
		m.line("> **" + escapeMarkdown(warning) + "**")
		m.line("")
	}
	for i, b := range d.Blocks {
		m.block(b, i+1 < len(d.Blocks) && d.Blocks[i+1].Kind == b.Kind)
	}
	for _, f := range m.feet {
		m.line(f)
		m.line("")
	}
	_, err := io.WriteString(w, strings.TrimRight(m.b.String(), "\n")+"\n")
	return err
}

type markdown struct {
	b     strings.Builder
	d     paper.Document
	names map[string]string
	feet  []string
}

func (m *markdown) line(s string) { m.b.WriteString(s + "\n") }

// block writes a block; more says that the next is of the same kind, so that
// items of a list stand together.
func (m *markdown) block(b paper.Block, more bool) {
	if b.Anchor != "" {
		m.line(`<a id="` + attribute(b.Anchor) + `"></a>`)
		if b.Kind == paper.Heading {
			m.line("")
		}
	}
	said := m.spans(b.Spans)
	switch b.Kind {
	case paper.Heading:
		m.line(strings.Repeat("#", 1+max(1, min(b.Level, 5))) + " " + said)
	case paper.Bullet:
		m.line("- " + indented(said, "  "))
		if more {
			return
		}
	case paper.Ordered:
		m.line(strconv.Itoa(b.Number) + ". " + indented(said, "   "))
		if more {
			return
		}
	case paper.Box:
		m.quote("**" + escapeMarkdown(b.Label) + "**\n\n" + said)
	case paper.Quote:
		if note := m.spans(b.Note); note != "" {
			said += "\n\n— " + note
		}
		m.quote(said)
	case paper.TableOf, paper.Figure:
		m.captioned(b, said)
	case paper.Signature:
		m.line("\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_  ")
		m.line(escapeMarkdown(b.Label))
	default:
		if b.Number > 0 {
			said = strconv.Itoa(b.Number) + "\\. " + said
		}
		m.line(said)
	}
	m.line("")
}

func (m *markdown) quote(s string) {
	for _, l := range strings.Split(s, "\n") {
		m.line(strings.TrimRight("> "+l, " "))
	}
}

// captioned writes a table or a figure: caption, rows, note.
func (m *markdown) captioned(b paper.Block, caption string) {
	if caption != "" {
		m.line("**" + strings.ReplaceAll(caption, "**", "") + "**")
		m.line("")
	}
	switch {
	case b.Table != nil:
		m.table(*b.Table)
	case b.Scene != nil && b.Scene.Figures != nil && len(b.Scene.Figures.Rows) > 0:
		m.figures(b.Scene.Figures)
	default:
		m.line("*" + escapeMarkdown(alt(b)) + "*")
	}
	if note := m.spans(b.Note); note != "" {
		m.line("")
		m.line("<small>" + note + "</small>")
	}
}

func (m *markdown) table(t paper.Table) {
	heads := make([]string, len(t.Columns))
	rule := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i], rule[i] = escapeCell(c.Head), "---"
		if c.Right {
			rule[i] = "---:"
		}
	}
	m.row(heads)
	m.row(rule)
	for _, r := range t.Rows {
		cells := make([]string, len(t.Columns))
		for i := range min(len(r.Cells), len(cells)) {
			var parts []string
			for _, p := range r.Cells[i] {
				parts = append(parts, strings.ReplaceAll(m.spans(p), "\n", "<br>"))
			}
			cells[i] = strings.Join(parts, "<br>")
			if r.Strong && cells[i] != "" && !strings.Contains(cells[i], "**") {
				cells[i] = "**" + cells[i] + "**"
			}
		}
		if r.Anchor != "" && len(cells) > 0 {
			cells[0] = `<a id="` + attribute(r.Anchor) + `"></a>` + cells[0]
		}
		m.row(cells)
	}
}

func (m *markdown) figures(f *chart.Figures) {
	heads, rule := make([]string, len(f.Heads)), make([]string, len(f.Heads))
	for i, h := range f.Heads {
		heads[i], rule[i] = escapeCell(h), "---"
		if i < len(f.Right) && f.Right[i] {
			rule[i] = "---:"
		}
	}
	m.row(heads)
	m.row(rule)
	for _, r := range f.Rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = escapeCell(c)
		}
		m.row(cells)
	}
}

func (m *markdown) row(cells []string) { m.line("| " + strings.Join(cells, " | ") + " |") }

// spans writes text with its styles, links and footnotes.
func (m *markdown) spans(spans []paper.Span) string {
	var b strings.Builder
	for _, s := range unpaged(spans, m.names) {
		if len(s.Foot) > 0 {
			n := strconv.Itoa(len(m.feet) + 1)
			m.feet = append(m.feet, "") // its place, before footnotes within it
			m.feet[len(m.feet)-1] = "[^" + n + "]: " + indented(m.spans(s.Foot), "    ")
			b.WriteString("[^" + n + "]")
			continue
		}
		said := printed(s)
		core := strings.Trim(said, " \n\u00a0\u202f")
		if core == "" {
			b.WriteString(said)
			continue
		}
		lead, tail, _ := strings.Cut(said, core)
		core = escapeMarkdown(core)
		switch {
		case s.Bold && s.Italic:
			core = "***" + core + "***"
		case s.Bold:
			core = "**" + core + "**"
		case s.Italic:
			core = "*" + core + "*"
		}
		switch {
		case s.Address != "" && safeAddress(s.Address):
			core = "[" + core + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "", " ", "%20").Replace(s.Address) + ">)"
		case s.To != "":
			core = "[" + core + "](#" + attribute(s.To) + ")"
		}
		b.WriteString(lead + core + tail)
	}
	return b.String()
}

// safeAddress says that an address leads to the web or to a mailbox, not to a
// program.
func safeAddress(a string) bool {
	a = strings.ToLower(strings.TrimSpace(a))
	return strings.HasPrefix(a, "https://") || strings.HasPrefix(a, "http://") || strings.HasPrefix(a, "mailto:")
}

func indented(s, by string) string { return strings.ReplaceAll(s, "\n", "\n"+by) }

var markdownSigns = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`, "~", `\~`)

// entity begins what Markdown would take for a character's name.
var entity = regexp.MustCompile(`&([A-Za-z#])`)

// escapeMarkdown makes words mean nothing but themselves.
func escapeMarkdown(s string) string {
	s = markdownSigns.Replace(entity.ReplaceAllString(text.Clean(s), "&amp;$1"))
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if t := strings.TrimLeft(l, " "); t != "" && strings.ContainsAny(t[:1], "-+=") {
			lines[i] = l[:len(l)-len(t)] + `\` + t
		}
	}
	return strings.Join(lines, "\n")
}

func escapeCell(s string) string { return strings.ReplaceAll(escapeMarkdown(s), "\n", "<br>") }

// attribute makes an anchor an identifier: letters, digits and hyphens.
func attribute(anchor string) string {
	var b strings.Builder
	for _, r := range anchor {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			b.WriteRune(r)
		default:
			b.WriteString("-" + strconv.FormatInt(int64(r), 16))
		}
	}
	return b.String()
}
