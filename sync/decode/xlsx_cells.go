package decode

import (
	"bytes"
	"io"
	"math"
	"strconv"
	"time"
)

// sheetRows reads the rows of a sheet. Cells are text as a person would read
// them: dates as 2006-01-02 with the time of day if there is one, TRUE and
// FALSE, numbers with at most 15 digits; a formula that was never computed is
// its own text, with the sign = in front.
type sheetRows struct {
	book *workbook
	part io.ReadCloser
	m    *markup

	row    int // number of the row being read
	last   int // of the row handed out last
	cells  int
	fields [][]byte
	own    []byte // texts of the row's cells that are not shared
	at     []cellAt
	// faults counts cells with an error such as #N/A, which are blank; fault is
	// the place of the first.
	faults             int
	faultRow, faultCol int
}

// cellAt is where a cell's text lies: in the row's own, or shared.
type cellAt struct {
	column, from, to int
	shared           []byte
}

// open stands before the first row of a sheet.
func (w *workbook) open(i int) (*sheetRows, error) {
	f := w.packed.find(w.sheets[i].path)
	if f == nil {
		return nil, w.failed(errCutMarkup)
	}
	r, err := w.packed.open(f)
	if err != nil {
		return nil, err
	}
	return &sheetRows{book: w, part: r, m: newMarkup(r)}, nil
}

func (s *sheetRows) close() { _ = s.part.Close() } // only read from

// next gives the next row that has a cell and its number, counted from 1. The
// fields are valid until the next call.
func (s *sheetRows) next() ([][]byte, uint32, error) {
	for {
		switch err := s.m.next(); {
		case err == io.EOF:
			return nil, 0, io.EOF
		case err != nil:
			return nil, 0, s.book.failed(err)
		}
		switch {
		case s.m.name == nil:
		case string(s.m.name) == "row" && !s.m.closing:
			if err := s.startRow(); err != nil {
				return nil, 0, s.book.failed(err)
			}
		case string(s.m.name) == "row":
			if len(s.at) > 0 {
				fields, err := s.finish()
				if err != nil {
					return nil, 0, s.book.failed(err)
				}
				return fields, uint32(s.row), nil
			}
		case string(s.m.name) == "c" && !s.m.closing:
			if err := s.cell(); err != nil {
				return nil, 0, s.book.failed(err)
			}
		}
	}
}

func (s *sheetRows) startRow() error {
	s.row = s.last + 1
	if r := s.m.attribute("r"); r != nil {
		n, err := strconv.Atoi(string(r))
		if err != nil || n <= s.last || n > maxSheetRows {
			return errBadCell
		}
		s.row = n
	}
	if s.row > maxSheetRows {
		return errBadCell
	}
	s.last = s.row
	s.own, s.at = s.own[:0], s.at[:0]
	return nil
}

// cell reads a cell to its end.
func (s *sheetRows) cell() error {
	column := 0
	if n := len(s.at); n > 0 {
		column = s.at[n-1].column + 1
	}
	if r := s.m.attribute("r"); r != nil {
		if c := columnOf(r); c >= column {
			column = c
		} else {
			return errBadCell
		}
	}
	if column >= maxSheetColumns {
		return errBadCell
	}
	kind := string(s.m.attribute("t"))
	style := 0
	if kind == "" || kind == "n" {
		style, _ = strconv.Atoi(string(s.m.attribute("s")))
	}
	at := cellAt{column: column, from: len(s.own), to: len(s.own)}
	if !s.m.empty {
		formula, err := s.content(kind == "inlineStr")
		if err != nil {
			return err
		}
		at = s.value(at, kind, style, formula)
	}
	s.at = append(s.at, at)
	return nil
}

// content appends a cell's value to s.own, and gives the formula behind it.
func (s *sheetRows) content(inline bool) (formula []byte, err error) {
	in, inFormula, phonetic := false, false, false
	for {
		switch err := s.m.next(); {
		case err == io.EOF:
			return nil, errCutMarkup
		case err != nil:
			return nil, err
		}
		switch {
		case s.m.name == nil:
			switch {
			case in && !phonetic:
				s.own = unescape(s.own, s.m.text)
			case inFormula:
				formula = unescape(formula, s.m.text)
			}
		case string(s.m.name) == "c" && s.m.closing:
			return formula, nil
		case string(s.m.name) == "v", string(s.m.name) == "t" && inline:
			in = !s.m.closing && !s.m.empty
		case string(s.m.name) == "f":
			inFormula = !s.m.closing && !s.m.empty
		case string(s.m.name) == "rPh":
			phonetic = !s.m.closing && !s.m.empty
		case string(s.m.name) == "row", string(s.m.name) == "c":
			return nil, errBadMarkup
		}
	}
}

// value turns what stands in s.own into text.
func (s *sheetRows) value(at cellAt, kind string, style int, formula []byte) cellAt {
	raw := s.own[at.from:]
	switch kind {
	case "s":
		n, err := strconv.Atoi(string(bytes.TrimSpace(raw)))
		s.own = s.own[:at.from]
		if text, ok := s.book.text(n); err == nil && ok {
			at.shared = text
			return at
		}
		s.fault(at)
		return at
	case "e":
		s.own = s.own[:at.from]
		s.fault(at)
		return at
	case "b":
		s.own = append(s.own[:at.from], map[bool]string{true: "TRUE", false: "FALSE"}[string(raw) == "1" || string(raw) == "true"]...)
	case "str", "inlineStr":
		s.own = append(s.own[:at.from], unmasked(raw)...)
	case "d":
	default:
		s.own = append(s.own[:at.from], s.book.figure(raw, style)...)
	}
	if len(s.own) == at.from && len(formula) > 0 {
		s.own = append(append(s.own, '='), formula...)
	}
	at.to = len(s.own)
	return at
}

// fault notes a cell that holds an error.
func (s *sheetRows) fault(at cellAt) {
	if s.faults++; s.faults == 1 {
		s.faultRow, s.faultCol = s.row, at.column
	}
}

// finish gives the row, with blanks where there is no cell.
func (s *sheetRows) finish() ([][]byte, error) {
	width := s.at[len(s.at)-1].column + 1
	if s.cells += width; s.cells > maxCells {
		return nil, errManyCells
	}
	if cap(s.fields) < width {
		s.fields = make([][]byte, width)
	}
	s.fields = s.fields[:width]
	clear(s.fields)
	for _, at := range s.at {
		s.fields[at.column] = at.shared
		if at.shared == nil {
			s.fields[at.column] = s.own[at.from:at.to:at.to]
		}
	}
	s.at = s.at[:0]
	return s.fields, nil
}

// columnOf reads the letters of a cell's place, such as C12: A is 0. -1 is no
// place.
func columnOf(place []byte) int {
	n := 0
	for _, c := range place {
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if n = 26*n + int(c-'A') + 1; n > maxSheetColumns {
			return -1
		}
	}
	return n - 1
}

// columnName is columnOf backwards.
func columnName(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// figure gives a number as a person would read it.
func (w *workbook) figure(raw []byte, style int) []byte {
	raw = bytes.TrimSpace(raw)
	date := style >= 0 && style < len(w.dates) && w.dates[style]
	if !date && len(raw) <= 15 && bytes.IndexByte(raw, 'E') < 0 {
		return bytes.Clone(raw)
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return bytes.Clone(raw)
	}
	if date && v >= 0 && v < 2958466 { // up to the year 9999
		return w.date(v)
	}
	// Spreadsheets show 15 digits: 0.30000000000000004 was typed as 0.3.
	short := strconv.FormatFloat(v, 'g', 15, 64)
	if v, err = strconv.ParseFloat(short, 64); err == nil && math.Abs(v) < 1e21 {
		return strconv.AppendFloat(nil, v, 'f', -1, 64)
	}
	return []byte(short)
}

// date gives a number of days as a date, a time of day or both. The calendar of
// spreadsheets has a 29 February 1900, which is day 60.
func (w *workbook) date(v float64) []byte {
	day := math.Floor(v)
	seconds := math.Round((v - day) * 86400)
	if day == 0 && !w.from04 && seconds > 0 {
		return time.Unix(int64(seconds), 0).UTC().AppendFormat(nil, "15:04:05")
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case w.from04:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 60:
		first = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	at := first.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	if seconds == 0 {
		return at.AppendFormat(nil, "2006-01-02")
	}
	return at.AppendFormat(nil, "2006-01-02 15:04:05")
}
