package decode

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"consilience/model"
)

// Rich Text Format (RTF 1.9.1, Microsoft 2008), of which the text is read:
// paragraphs, cells and line breaks, Unicode and the code page of each font.
// Pictures, headers, styles, and what is hidden or was deleted are no text.

// rtfDeep is how deep groups may stand in each other.
const rtfDeep = 1000

var (
	errRTFDeep = errors.New("its groups stand too deep in each other")
	errRTFEnd  = errors.New("it ends in the middle of a group")
)

// rtfPages are code pages by their number.
var rtfPages = map[int]encoding.Encoding{
	437: charmap.CodePage437, 850: charmap.CodePage850, 852: charmap.CodePage852, 866: charmap.CodePage866, 874: charmap.Windows874,
	932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5, 10000: charmap.Macintosh,
	1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
	1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258,
}

// rtfCharsets are the code pages of fonts' character sets.
var rtfCharsets = map[int]int{
	0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

// rtfSilent are the groups that hold no text of the document.
var rtfSilent = map[string]bool{
	"fonttbl": true, "colortbl": true, "stylesheet": true, "info": true, "pict": true, "objdata": true, "fldinst": true, "header": true, "headerl": true, "headerr": true, "headerf": true,
	"footer": true, "footerl": true, "footerr": true, "footerf": true, "sp": true, "listtable": true, "listoverridetable": true, "rsidtbl": true, "generator": true, "themedata": true,
	"datastore": true, "latentstyles": true, "xmlnstbl": true, "mmathPr": true, "filetbl": true, "revtbl": true, "annotation": true, "atnid": true, "atnauthor": true, "atndate": true, "bkmkstart": true, "bkmkend": true, "nonshppict": true,
}

// rtfSigns are words that stand for characters.
var rtfSigns = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "column": "\n", "row": "\n", "cell": "\t", "nestcell": "\t", "nestrow": "\n", "tab": "\t",
	"emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
	"rtlmark": "\u200f", "ltrmark": "\u200e", "zwj": "\u200d", "zwnj": "\u200c",
}

// rtfGroup is what holds within braces.
type rtfGroup struct {
	silent, hidden, fonts bool
	after                 int // characters that stand for one of Unicode
	font                  int
}

// rtf is a document being read.
type rtf struct {
	b     []byte
	at    int
	now   rtfGroup
	outer []rtfGroup
	page  int
	sets  map[int]int // character sets by font
	raw   []byte      // bytes in the code page of raws
	raws  encoding.Encoding
	units []uint16 // Unicode, half a character at times
	skip  int      // characters behind one of Unicode
	text  strings.Builder
}

// rtfText gives the text of a document.
func rtfText(b []byte) (string, error) {
	r := &rtf{b: b, page: 1252, sets: map[int]int{}, now: rtfGroup{after: 1}}
	for r.at < len(r.b) {
		c := r.b[r.at]
		r.at++
		switch {
		case c == '{':
			if r.flush(); len(r.outer) == rtfDeep {
				return "", errRTFDeep
			}
			r.outer, r.skip = append(r.outer, r.now), 0
		case c == '}':
			if r.flush(); len(r.outer) == 0 {
				continue
			}
			r.now, r.skip = r.outer[len(r.outer)-1], 0
			if r.outer = r.outer[:len(r.outer)-1]; len(r.outer) == 0 {
				return r.text.String(), nil // what stands behind is no text
			}
		case c == '\\':
			r.control()
		case c == '\r' || c == '\n' || c == 0:
		default:
			r.byte(c)
		}
	}
	r.flush()
	return r.text.String(), errRTFEnd
}

// flush writes what was gathered of characters.
func (r *rtf) flush() {
	if len(r.units) > 0 {
		r.text.WriteString(string(utf16.Decode(r.units)))
		r.units = r.units[:0]
	}
	if len(r.raw) > 0 {
		if s, err := r.raws.NewDecoder().Bytes(r.raw); err == nil {
			r.text.Write(s)
		}
		r.raw = r.raw[:0]
	}
}

func (r *rtf) silent() bool { return r.now.silent || r.now.hidden }

// byte takes a character in the code page of the font.
func (r *rtf) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.silent() {
		return
	}
	page := r.page
	if set, ok := r.sets[r.now.font]; ok {
		page = set
	}
	e := rtfPages[page]
	if e == nil {
		e = charmap.Windows1252
	}
	if len(r.units) > 0 || r.raws != e {
		r.flush()
	}
	r.raws, r.raw = e, append(r.raw, c)
}

// sign writes characters that a word stands for.
func (r *rtf) sign(s string) {
	if r.skip > 0 {
		r.skip--
	} else if r.flush(); !r.silent() {
		r.text.WriteString(s)
	}
}

// control reads what stands behind a backslash.
func (r *rtf) control() {
	if r.at == len(r.b) {
		return
	}
	c := r.b[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		r.word(r.name())
		return
	}
	r.at++
	switch c {
	case '\'':
		if r.at+2 <= len(r.b) {
			if v, err := strconv.ParseUint(string(r.b[r.at:r.at+2]), 16, 8); err == nil {
				r.at += 2
				r.byte(byte(v))
			}
		}
	case '*':
		if !r.shape() {
			r.now.silent = true
		}
	case '~':
		r.sign("\u00a0")
	case '_':
		r.sign("\u2011")
	case '\r', '\n':
		r.sign("\n")
	case '\\', '{', '}':
		r.byte(c)
	}
}

// shape says whether a group that older programs may leave out is a drawing,
// which may hold a text.
func (r *rtf) shape() bool { return bytes.HasPrefix(r.b[r.at:], []byte(`\shpinst`)) }

// name reads a word and its number.
func (r *rtf) name() (name string, n int, stated bool) {
	from := r.at
	for r.at < len(r.b) && r.at-from < 32 && (r.b[r.at]|0x20 >= 'a' && r.b[r.at]|0x20 <= 'z') {
		r.at++
	}
	name = string(r.b[from:r.at])
	from = r.at
	if r.at < len(r.b) && r.b[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.b) && r.at-from < 11 && r.b[r.at] >= '0' && r.b[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.b[from:r.at]))
	if r.at < len(r.b) && r.b[r.at] == ' ' {
		r.at++
	}
	return name, n, err == nil
}

// word does what a word says.
func (r *rtf) word(name string, n int, stated bool) {
	if s, ok := rtfSigns[name]; ok {
		r.sign(s)
		return
	}
	switch name {
	case "u":
		if r.skip = 0; !r.silent() {
			if len(r.raw) > 0 {
				r.flush()
			}
			r.units = append(r.units, uint16(n))
		}
		r.skip = r.now.after
		return
	case "bin":
		r.at += max(0, min(n, len(r.b)-r.at))
	case "uc":
		r.now.after = max(0, min(n, 100))
	case "ansicpg":
		r.page = n
	case "mac":
		r.page = 10000
	case "f":
		r.now.font = n
	case "fcharset":
		if page, ok := rtfCharsets[n]; ok && r.now.fonts && n != 0 && len(r.sets) < 10_000 {
			r.sets[r.now.font] = page
		}
	case "plain":
		r.now.hidden = false
	case "v", "deleted":
		r.flush()
		r.now.hidden = !stated || n != 0
	case "fonttbl":
		r.now.fonts = true
	}
	if rtfSilent[name] {
		r.now.silent = true
	}
}

// rtfFile reads a note from a document in Rich Text Format.
func (r *noteReading) rtfFile(in *input) error {
	b, err := io.ReadAll(io.LimitReader(in, maxProse+1))
	if err != nil {
		return err
	}
	if len(b) > maxProse {
		return wrong(model.ProblemTooLarge, in.Path, "Divide it.", "%s has more than %d MB of text. It was not used.", in.Path, maxProse>>20)
	}
	text, err := rtfText(b)
	switch {
	case errors.Is(err, errRTFDeep):
		return wrong(model.ProblemTooLarge, in.Path, "Open it in a word processor, save it as DOCX, and open that.", "%s was not used: its groups stand too deep in each other.", in.Path)
	case err != nil:
		in.problems.add(0, model.ProblemTruncated, "Open it in a word processor, save it as DOCX, and open that.", "%s ends in the middle and may be cut off. What there is of it was read.", in.Path)
	}
	return r.note(in, strings.Split(text, "\n"))
}
