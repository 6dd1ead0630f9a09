package decode

import (
	"bytes"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"consilience/model"
)

// column is what a table may hold: its own name, other words for it in
// published headers, and whether the table is nothing without it. Words are
// compared in lower case, with runs of other characters than letters, digits
// and % as one space.
type column struct {
	name     string
	synonyms []string
	needed   bool
}

// headerWithin is in how many of the first records the header is looked for.
const headerWithin = 20

// table reads a file with a header row, column by name.
type table struct {
	*input
	records *records // nil where the rows are a sheet's
	at      []int    // position in a row of each wanted column; -1 if it is not there
	row     [][]byte
	line    uint32
	numbers slab[int]
	scratch []byte   // where a row's id is put together
	last    []string // the texts that alike gave last, by column
}

// sniff finds the delimiter with which the wanted columns stand in one of the
// first records.
func sniff(head []byte, want []column) (comma byte, ok bool) {
	for _, comma := range []byte{',', ';', '\t', '|'} {
		r := newRecords(bytes.NewReader(head), comma)
		for range headerWithin {
			row, err := r.next()
			if err != nil {
				break
			}
			if match(row, want) != nil {
				return comma, true
			}
		}
	}
	return 0, false
}

// match gives the position of each wanted column, or nil if a needed one is
// missing.
func match(row [][]byte, want []column) []int {
	names := make([]string, len(row))
	for i, field := range row {
		if len(field) < 100 {
			names[i] = headerWord(string(field))
		}
	}
	at := make([]int, len(want))
	for i, c := range want {
		at[i] = -1
		for _, word := range append([]string{c.name}, c.synonyms...) {
			if word == "" {
				continue // a format without this column
			}
			if at[i] = slices.Index(names, headerWord(word)); at[i] >= 0 {
				break
			}
		}
		if at[i] < 0 && c.needed {
			return nil
		}
	}
	return at
}

func headerWord(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%'
	})
	return strings.Join(words, " ")
}

// openTable finds the header and stands before the first row.
func openTable(in *input, want []column) (*table, error) {
	t, err := openInPlace(in, want)
	if err == nil {
		in.cutAhead()
	}
	return t, err
}

// openInPlace is openTable where the reader cuts lines itself.
func openInPlace(in *input, want []column) (*table, error) {
	if in.sheet != nil {
		return openSheet(in, want)
	}
	comma, ok := sniff(trimBOM(in.head), want)
	if !ok {
		var needed []string
		for _, c := range want {
			if c.needed {
				needed = append(needed, c.name)
			}
		}
		return nil, wrong(model.ProblemUnrecognised, in.Path, "Compare the file's first line with the columns that the README lists.",
			"%s has no header with the columns %s. It was not used.", in.Path, strings.Join(needed, ", "))
	}
	t := &table{input: in, records: newRecords(in, comma)}
	in.rows = t.records
	for t.at == nil {
		row, err := t.records.next()
		if err != nil {
			return nil, t.failed(err)
		}
		t.row, t.at = row, match(row, want)
	}
	return t, nil
}

// openSheet is openTable for a sheet of a workbook.
func openSheet(in *input, want []column) (*table, error) {
	t := &table{input: in}
	for range headerWithin {
		ok, err := in.sheet.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		if t.at = match(in.sheet.row, want); t.at != nil {
			t.row = in.sheet.row
			return t, nil
		}
	}
	return nil, wrong(model.ProblemUnrecognised, in.Path, "Compare the sheet's first row with the columns that the README lists.",
		"The sheet “%s” of %s has no header with the columns that belong there. It was not used.", in.sheet.sheet, in.Path)
}

// next moves to the next row; false with a nil error at the end. A row that
// the file's end cuts off inside a quote is skipped.
func (t *table) next() (bool, error) {
	if t.sheet != nil {
		ok, err := t.sheet.next()
		t.row, t.line = t.sheet.row, t.sheet.line
		return ok, err
	}
	row, err := t.records.next()
	if err == io.EOF {
		return false, nil
	}
	if err != nil {
		return false, t.failed(err)
	}
	t.row, t.line = row, t.records.line
	if t.records.unclosed {
		t.skip(t.line, "a quotation mark is opened there and never closed, so the file may be cut off")
		return t.next()
	}
	return true, nil
}

// failed words an error of the records reader.
func (t *table) failed(err error) error {
	if errors.Is(err, errLongRecord) || errors.Is(err, errWideRecord) || errors.Is(err, errManyRecords) {
		return wrong(model.ProblemTooLarge, t.Path, "Ask the publisher for the file again; it may be damaged.",
			"%s is not used: %v. Nothing was changed.", t.Path, err)
	}
	return err
}

// field gives the bytes of a wanted column; nil if the row or table has none.
func (t *table) field(c int) []byte {
	if i := t.at[c]; i >= 0 && i < len(t.row) {
		return t.row[i]
	}
	return nil
}

// text gives a wanted column as text without white space around it. Bytes that
// are no UTF-8 become U+FFFD, and the file is refused when it has been read.
func (t *table) text(c int) string { return t.clean(t.field(c)) }

func (t *table) clean(field []byte) string { return t.kept.string(t.bytes(field)) }

// bytes is clean for bytes; they are valid as long as the row is.
func (t *table) bytes(field []byte) []byte {
	return t.trimmed(field, t.line, t.records != nil && t.records.valid)
}

// trimmed gives a field without white space around it. Bytes that are no UTF-8
// become U+FFFD, and the file is refused when it has been read. valid says that
// the whole row is known to be UTF-8.
func (in *input) trimmed(field []byte, line uint32, valid bool) []byte {
	if !valid && !utf8.Valid(field) {
		if in.notText == nil {
			in.notText = notText(in.Path, int(line))
		}
		field = bytes.ToValidUTF8(field, []byte("\uFFFD"))
	}
	return trim(field)
}

// trim gives a field without white space around it.
func trim(field []byte) []byte {
	if n := len(field); n == 0 || field[0] > ' ' && field[0] < utf8.RuneSelf && field[n-1] > ' ' && field[n-1] < utf8.RuneSelf {
		return field
	}
	return bytes.TrimSpace(field)
}

// notText is the problem of a file in another encoding, or a damaged one.
func notText(path string, line int) *model.Problem {
	p := wrong(model.ProblemUnreadableRow, path, "Save it again in UTF-8, or ask the publisher for the file in UTF-8.",
		"%s is not written in UTF-8: line %d holds bytes that are not text. It was not used.", path, line)
	p.Line = line
	return p
}

// alike is text for a column that often says the same in row after row: the
// text of the row before is then given again. field is what the row has there.
func (t *table) alike(c int, field []byte) string {
	if len(field) == 0 {
		return ""
	}
	if t.last == nil {
		t.last = make([]string, len(t.at))
	}
	if t.last[c] != string(field) {
		t.last[c] = t.kept.string(field)
	}
	return t.last[c]
}

// textAlike is text of a column that often says the same in row after row.
func (t *table) textAlike(c int) string { return t.alike(c, t.bytes(t.field(c))) }

// empty says whether every field of the row is blank.
func (t *table) empty() bool {
	for _, f := range t.row {
		if len(bytes.TrimSpace(f)) > 0 {
			return false
		}
	}
	return true
}

// maxCount is the largest count that a table may state.
const maxCount = 1_000_000_000

// grouped matches a count whose thousands are set apart, and not by a point,
// which might be a decimal point.
var grouped = regexp.MustCompile("^[0-9]{1,3}(?:[ ,'’\u00a0\u202f][0-9]{3})+$")

// count reads a whole number from 0 to one thousand million, as people and
// programs write it: 1234, 1,234, 1 234, 1234.0. Blank is nil.
func count(s string) (*int, bool) {
	if s == "" {
		return nil, true
	}
	if n, ok := parseInt([]byte(s)); ok && n <= maxCount {
		v := int(n)
		return &v, true
	}
	if grouped.MatchString(s) {
		s = strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	s = strings.TrimSuffix(s, ".0")
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > maxCount {
		return nil, false
	}
	return &n, true
}

// count is count of a wanted column.
func (t *table) count(c int) (*int, bool) { return t.countIn(t.field(c)) }

// countIn is count of a field.
func (t *table) countIn(field []byte) (*int, bool) {
	n, stated, ok := t.number(field)
	if !ok || !stated {
		return nil, ok
	}
	return t.numbers.keep(n), true
}

// number is count of a field as a value; stated is false of a blank one.
func (t *table) number(field []byte) (n int, stated, ok bool) {
	if field = t.bytes(field); len(field) == 0 {
		return 0, false, true
	}
	if n, ok := parseInt(field); ok && n <= maxCount {
		return int(n), true, true
	}
	v, ok := count(string(field))
	if v == nil {
		return 0, false, ok
	}
	return *v, true, ok
}

// number reads a plain decimal number, with a point or a comma.
func number(s string) (float64, bool) {
	if v, ok := plainNumber(s); ok {
		return v, true
	}
	if strings.Trim(s, "-+0123456789.,") != "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// plainNumber is number for up to 15 digits with or without a point. Both parts
// of the division are then exact, so that the quotient is the nearest float64.
func plainNumber(s string) (float64, bool) {
	digits, after := 0, -1
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits = 10*digits + int(c-'0')
		case (c == '.' || c == ',') && after < 0 && i > 0:
			after = i
		default:
			return 0, false
		}
	}
	if len(s) == 0 || len(s) > 15 {
		return 0, false
	}
	if after < 0 {
		return float64(digits), true
	}
	return float64(digits) / tens[len(s)-after-1], true
}

// tens are powers of ten that a float64 holds exactly.
var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14}

// section says whether the row is a heading of the rows below it, as documents
// have them over a table's whole width.
func (t *table) section() bool { return t.sheet != nil && t.sheet.section }

// place says where the row is, where its line alone does not.
func (t *table) place() string {
	if t.sheet == nil {
		return ""
	}
	return t.sheet.place
}

// heading gives the words of a heading among the rows, and says what they were
// taken for.
func (t *table) heading(what string) []string {
	for _, f := range t.row {
		if s := t.clean(f); s != "" {
			t.problems.add(t.line, model.ProblemAssumed, "", "%s of %s, “%s”, stands over the table's whole width. It was read as the %s.", t.input.at(t.line), t.Path, short(s, 80), what)
			return []string{s}
		}
	}
	return []string{""}
}
