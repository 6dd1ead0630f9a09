package refi

import (
	"bufio"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"

	"consilience/model"
)

// order is how elements follow one another inside others, after Project.xsd;
// it holds inside all but the root.
var order = rank("Description", "PlainTextContent", "TextDescription", "Transcript", "SyncPoint",
	"PlainTextSelection", "PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "TranscriptSelection",
	"Representation", "Coding", "CodeRef", "NoteRef", "VariableRef", "VariableValue", "SourceRef", "SelectionRef", "Code",
	"MemberCode", "MemberSource", "MemberNote", "Vertex", "Edge")

// rootOrder is the order inside a project.
var rootOrder = rank("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef")

func rank(names ...string) map[string]int {
	m := map[string]int{}
	for i, n := range names {
		m[n] = i + 1
	}
	return m
}

// writeXML writes a document. Attributes stand in order of their names,
// elements in the schema's.
func writeXML(w io.Writer, root model.Kept, namespace string) error {
	b := bufio.NewWriter(w)
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
	if root.Attributes == nil {
		root.Attributes = map[string]string{}
	}
	root.Attributes["xmlns"] = namespace
	writeElement(b, root, rootOrder, 0)
	b.WriteByte('\n')
	return b.Flush()
}

func writeElement(b *bufio.Writer, k model.Kept, by map[string]int, depth int) {
	indent := strings.Repeat("  ", depth)
	b.WriteString(indent + "<" + k.Name)
	for _, name := range slices.Sorted(maps.Keys(k.Attributes)) {
		value, ok := allowed(name, k.Attributes[name])
		if !ok {
			continue
		}
		b.WriteString(" " + name + "=\"")
		_ = xml.EscapeText(b, []byte(value)) // the buffer keeps its error
		b.WriteByte('"')
	}
	switch {
	case len(k.Inside) > 0:
		b.WriteString(">\n")
		inside := slices.Clone(k.Inside)
		slices.SortStableFunc(inside, func(x, y model.Kept) int { return place(by, x.Name) - place(by, y.Name) })
		for _, in := range inside {
			writeElement(b, in, order, depth+1)
			b.WriteByte('\n')
		}
		b.WriteString(indent + "</" + k.Name + ">")
	case k.Text != "":
		b.WriteByte('>')
		_ = xml.EscapeText(b, []byte(k.Text))
		b.WriteString("</" + k.Name + ">")
	default:
		b.WriteString("/>")
	}
}

// place is where an element stands; values of variables stand last.
func place(by map[string]int, name string) int {
	if n := by[name]; n > 0 {
		return n
	}
	return len(by) + 1
}

// allowed gives an attribute as the schema allows it, or leaves it out.
func allowed(name, value string) (string, bool) {
	switch {
	case guidAttributes[name]:
		g := Plain(value)
		return g, g != ""
	case strings.HasSuffix(name, "DateTime"):
		return Date(value), isDate(Date(value))
	case name == "color":
		return value, (len(value) == 7 || len(value) == 4) && value[0] == '#' && strings.Trim(value[1:], "0123456789abcdefABCDEF") == ""
	}
	return value, true
}

// inlined says whether XML can hold a text as it is.
func inlined(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return r < 0x20 && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff
	})
}
