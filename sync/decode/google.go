package decode

import (
	"regexp"
	"slices"

	"consilience/model"
)

// timestampHeads are what a form's first column is called, by the language of
// who made it.
var timestampHeads = []string{
	"timestamp", "marca temporal", "sello temporal", "horodateur", "zeitstempel", "informazioni cronologiche", "carimbo de data hora", "carimbo de data/hora",
	"tijdstempel", "sygnatura czasowa", "отметка времени", "mốc thời gian", "stempel waktu", "zaman damgası", "時間戳記", "时间戳记", "タイムスタンプ", "타임스탬프", "طابع زمني",
	"marca de temps", "tidstämpel", "tidsstempel", "tidsmerke", "aikaleima", "časová značka", "časová pečiatka", "časová pečať", "időbélyeg", "χρονική σήμανση", "marcaj de timp", "marcă temporală",
	"позначка часу", "клеймо за време", "времево клеймо", "חותמת זמן", "ประทับเวลา", "vremenska oznaka", "временска ознака", "časovni žig", "laiko žyma", "laika zīmogs", "ajatempel", "cap waktu", "cap masa", "時間戳",
}

// stamp matches a time as forms write it in the places of the world: numbers of
// a day with whatever stands between them, and a time behind.
var stamp = regexp.MustCompile(`^\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}\D.*?\d{1,2}[:.h]\d{2}`)

// serial matches a time as a spreadsheet counts it, in days since 1900; those
// of this century.
var serial = regexp.MustCompile(`^[3-6]\d{4}[.,]\d+$`)

func isStamp(s string) bool {
	return isDay(s) || len(s) <= 60 && (stamp.MatchString(s) || serial.MatchString(s))
}

func isGoogleHeader(row []string) bool {
	return len(row) > 1 && slices.ContainsFunc(timestampHeads, func(h string) bool { return headerWord(h) == headerWord(row[0]) })
}

// recogniseGoogle wants a header that begins with the time, and times below it.
func recogniseGoogle(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		head := t.header(isGoogleHeader)
		if head < 0 {
			continue
		}
		times, below := 0, t.rows[head+1:]
		for _, r := range below {
			if isStamp(r.texts[0]) {
				times++
			}
		}
		if 5*times >= 4*len(below) {
			return Kind{Format: model.FormatGoogleForms}, true
		}
	}
	return Kind{}, false
}

// readGoogle reads the responses of a form: a time, perhaps an e-mail address,
// and a column for each question. A row of a grid is a column "Question
// [Row]"; several answers stand in one cell, with ";" between them in
// downloads and ", " in spreadsheets.
func readGoogle(j *job) error {
	return j.surveySheets(isGoogleHeader, "the column “Timestamp” and the questions", func(f *form, g *grid) *layout {
		l := newLayout(g)
		l.submitted = 0
		for c := 1; c < len(l.heads); c++ {
			head := l.heads[c]
			switch {
			case head == "":
			case isPersonal(head):
				f.personal = append(f.personal, head)
			default:
				q := model.Question{Text: head}
				if block, part, ok := gridHead(head); ok {
					q.Block, q.Part, q.Text = block, part, block+" — "+part
				}
				a := l.ask(f, c, q)
				a.separators = []string{";", ", "}
			}
		}
		return l
	})
}

// surveySheets reads every file of a source, and in a workbook the first sheet
// whose header fits; other sheets are named as left out.
func (j *job) surveySheets(isHeader func([]string) bool, wants string, lay func(f *form, g *grid) *layout) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			var unread []string
			done := false
			for n, name := range b.sheets() {
				if done {
					unread = append(unread, name)
					continue
				}
				var err error
				if done, err = j.surveySheet(b, n, isHeader, lay); err != nil {
					return err
				}
				if !done {
					unread = append(unread, name)
				}
			}
			if !done {
				return wrong(model.ProblemUnrecognised, b.Path, "Compare the file's first row with what the README says of the format, or map its columns.",
					"%s has no header with %s. It was not used.", b.Path, wants)
			}
			b.sheetsLeft(unread)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (j *job) surveySheet(b *book, n int, isHeader func([]string) bool, lay func(f *form, g *grid) *layout) (bool, error) {
	g, err := b.open(n)
	if err != nil {
		return false, err
	}
	defer g.close()
	ok, err := g.headed(isHeader)
	if err != nil || !ok {
		return false, err
	}
	f := newForm(j, b.input)
	l := lay(f, g)
	if err := f.read(g, l); err != nil {
		return false, err
	}
	return true, f.finish()
}

// sheetsLeft says which sheets were not read.
func (b *book) sheetsLeft(names []string) {
	if len(names) > 0 {
		b.problems.add(0, model.ProblemLeftOut, "If they belong to the consultation, save each as a file of its own.", "%s has sheets that were not read: %s.", b.Path, inQuotes(names, 12))
	}
}
