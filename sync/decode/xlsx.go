package decode

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"consilience/model"
)

// The limits of a workbook, beside those of every packed file.
const (
	maxSheets       = 1000
	maxSheetColumns = 16_384     // as many as a spreadsheet program has
	maxSheetRows    = 1 << 20    // as many as a spreadsheet program has
	maxCells        = 50_000_000 // places of one sheet, blank ones before the last of a row included
	maxShared       = 256 << 20  // bytes of the texts that cells share
	maxSmallPart    = 16 << 20   // bytes of the list of sheets, of the styles
)

// Errors of a workbook's sheets.
var (
	errManyCells  = errors.New("a sheet has more than 50 million cells")
	errBadCell    = errors.New("a cell stands where no spreadsheet has one")
	errManyTexts  = errors.New("its texts have more than 256 MB")
	errManySheets = errors.New("it has more than 1,000 sheets")
	errLargePart  = errors.New("its list of sheets or styles has more than 16 MB")
)

// workbook is an XLSX file: its sheets in order, with what their cells share.
type workbook struct {
	packed *packed
	sheets []sheetPart
	from04 bool   // dates count from 1904
	dates  []bool // by style: the number is a date
	texts  []byte // the shared texts, one behind the other
	ends   []int  // their ends in texts
}

// sheetPart is a sheet: its name and where it lies.
type sheetPart struct{ name, path string }

// isWorkbook says whether a packed file is an XLSX.
func (p *packed) isWorkbook() bool { return p.find("xl/workbook.xml") != nil }

// openWorkbook reads everything but the sheets. The error is a *model.Problem,
// or the context's.
func openWorkbook(p *packed) (*workbook, error) {
	w := &workbook{packed: p}
	for _, read := range []func() error{w.readSheets, w.readStyles, w.readTexts} {
		if err := read(); err != nil {
			return nil, w.failed(err)
		}
	}
	if len(w.sheets) == 0 {
		return nil, w.failed(errBadMarkup)
	}
	return w, nil
}

// failed words an error met in a workbook.
func (w *workbook) failed(err error) error {
	if p := (*model.Problem)(nil); errors.As(err, &p) {
		return p
	}
	name := path.Base(w.packed.name)
	for _, large := range []error{errManyCells, errManyTexts, errManySheets, errLargePart, errLongMarkup} {
		if errors.Is(err, large) {
			return w.packed.tooLarge("%v", err)
		}
	}
	for _, bad := range []error{errBadCell, errBadMarkup, errCutMarkup} {
		if errors.Is(err, bad) {
			return wrong(model.ProblemTruncated, w.packed.name, "Open it in a spreadsheet program and save it again as .xlsx, or ask the publisher for the file again.",
				"%s is a workbook that is damaged: %v. It was not used.", name, err)
		}
	}
	return err
}

// small reads a small part whole with encoding/xml; false if there is none.
func (w *workbook) small(name string, into any) (bool, error) {
	f := w.packed.find(name)
	if f == nil {
		return false, nil
	}
	r, err := w.packed.open(f)
	if err != nil {
		return false, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxSmallPart+1))
	if err != nil {
		return false, err
	}
	if len(b) > maxSmallPart {
		return false, errLargePart
	}
	if err := xml.Unmarshal(b, into); err != nil {
		return false, fmt.Errorf("%w: %w", errBadMarkup, err)
	}
	return true, nil
}

// readSheets reads the list of sheets and where each lies.
func (w *workbook) readSheets() error {
	var book struct {
		Properties struct {
			From04 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name       string     `xml:"name,attr"`
			Attributes []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if _, err := w.small("xl/workbook.xml", &book); err != nil {
		return err
	}
	if _, err := w.small("xl/_rels/workbook.xml.rels", &relations); err != nil {
		return err
	}
	if len(book.Sheets) > maxSheets {
		return errManySheets
	}
	w.from04 = book.Properties.From04 == "1" || strings.EqualFold(book.Properties.From04, "true")
	for _, s := range book.Sheets {
		id := ""
		for _, a := range s.Attributes {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		for _, r := range relations.List {
			if r.ID != id || !strings.HasSuffix(r.Type, "/worksheet") {
				continue // chart sheets hold no cells
			}
			target := path.Join("xl", r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = path.Clean(r.Target[1:])
			}
			w.sheets = append(w.sheets, sheetPart{s.Name, target})
		}
	}
	return nil
}

// readStyles finds out in which styles a number is a date.
func (w *workbook) readStyles() error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if _, err := w.small("xl/styles.xml", &styles); err != nil {
		return err
	}
	own := map[int]bool{}
	for _, f := range styles.Formats {
		own[f.ID] = dateCode(f.Code)
	}
	for _, c := range styles.Cells {
		date, stated := own[c.Format]
		w.dates = append(w.dates, date || !stated && dateFormat(c.Format))
	}
	return nil
}

// dateFormat says whether a number format that needs no code shows a date or a
// time of day (ECMA-376 part 1, 18.8.30, with those of East Asian versions).
func dateFormat(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// dateCode says whether a number format's code shows a date or a time of day:
// it has a letter for one, outside quotes and brackets.
func dateCode(code string) bool {
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := byte('"')
			if c == '[' {
				end = ']'
			}
			n := strings.IndexByte(code[i+1:], end)
			if n < 0 {
				return false
			}
			i += n + 1
		case 'y', 'Y', 'd', 'D', 'm', 'M', 'h', 'H', 's', 'S':
			return true
		case ';':
			return false // the first section is for positive numbers
		case 'G', 'g':
			if strings.EqualFold(code[i:min(len(code), i+7)], "general") {
				return false
			}
		}
	}
	return false
}

// readTexts reads the texts that cells share.
func (w *workbook) readTexts() error {
	f := w.packed.find("xl/sharedStrings.xml")
	if f == nil {
		return nil
	}
	r, err := w.packed.open(f)
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(r)
	in, phonetic := false, false
	for {
		switch err := m.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		switch {
		case m.name == nil:
			if in && !phonetic {
				w.texts = unescape(w.texts, m.text)
			}
		case string(m.name) == "t":
			in = !m.closing && !m.empty
		case string(m.name) == "rPh": // how to pronounce it
			phonetic = !m.closing && !m.empty
		case string(m.name) == "si" && (m.closing || m.empty):
			w.texts = w.unmask(w.texts)
			w.ends = append(w.ends, len(w.texts))
		}
		if len(w.texts)+8*len(w.ends) > maxShared {
			return errManyTexts
		}
	}
}

// unmask resolves _x000D_ and the like in the text added last.
func (w *workbook) unmask(texts []byte) []byte {
	from := 0
	if n := len(w.ends); n > 0 {
		from = w.ends[n-1]
	}
	return append(texts[:from], unmasked(texts[from:])...)
}

// unmasked gives a cell's text with the control characters that XLSX writes as
// _xHHHH_ put back, in place.
func unmasked(text []byte) []byte {
	at := bytes.Index(text, []byte("_x"))
	if at < 0 {
		return text
	}
	out := text[:at]
	for i := at; i < len(text); i++ {
		if rest := text[i:]; len(rest) >= 7 && rest[0] == '_' && rest[1] == 'x' && rest[6] == '_' {
			if r, ok := reference("#x" + string(rest[2:6])); ok && (r < 0x20 || r == '_') {
				out = append(out, byte(r))
				i += 6
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}

// text gives a shared text by its number.
func (w *workbook) text(n int) ([]byte, bool) {
	if n < 0 || n >= len(w.ends) {
		return nil, false
	}
	from := 0
	if n > 0 {
		from = w.ends[n-1]
	}
	return w.texts[from:w.ends[n]:w.ends[n]], true
}
