package decode

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// The columns of a table of free texts, whoever publishes it. A format gives
// each its heads; one that it does not have has no name.
const (
	nID = iota
	nText
	nTitle
	nAuthor
	nDate
	nPlace
	nPassage
	nReplyTo
	nReply
	nSupports
	nObjections
	nAddress
	nLanguage
	nConsultation
	nFields
)

// noteTable says how a publisher writes free texts.
type noteTable struct {
	columns [nFields]column
	// byLanguage are the heads, before a "/", of columns that stand once for
	// each language: "title/en", "body/es". The first is the title, the
	// others are the text.
	byLanguage [3]string
	markup     bool // texts are HTML
	trail      bool // a row may end with a comment on what it holds
	drop       []string
	what       string // what a row is called
	// is tells by a header with the columns whether the table is this
	// publisher's.
	is func(heads [][]byte, at []int) bool
	// learnt sees the header, row finishes the note of a row; each may be nil.
	learnt func(r *noteReader)
	row    func(r *noteReader, n *model.Note)
}

// noteReader is a table of free texts being read.
type noteReader struct {
	*table
	j      *job
	how    *noteTable
	heads  []string
	wanted []int        // the columns of the format that the table has
	extra  []int        // columns that become attributes
	trail  int          // the first column of a comment at the row's end; 0 if there is none
	title  []inLanguage // columns of titles and texts
	body   []inLanguage
	seen   *firsts
	// Of a workbook of which several sheets are read: what the earlier ones
	// hold, by id, and the ids that this one's have where both use the same.
	earlier map[string]int
	renamed map[string]string
	// addresses counts e-mail addresses that were not kept as authors.
	addresses int
	firstMail uint32
}

// recognise claims a table whose heads are this publisher's.
func (how *noteTable) recognise(l *Look, f model.Format) (Kind, bool) {
	return Kind{Format: f}, slices.ContainsFunc(headsOf(l, how.columns[:]), how.fits)
}

func (how *noteTable) fits(heads [][]byte) bool { return how.is(heads, match(heads, how.columns[:])) }

// readNoteTables reads free texts, one a row. A publisher may write them in
// several ways; the first is that of a table which is none of the others.
func readNoteTables(hows ...*noteTable) func(*job) error {
	return func(j *job) error {
		seen := newFirsts(nil)
		for i := range j.content.Snapshot.Files {
			err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
				how := b.which(hows)
				r := &noteReader{j: j, how: how, seen: &seen}
				if b.work != nil {
					return r.sheets(b)
				}
				if isJSON(b.head) {
					var err error
					if b.sheet, err = b.objects(); err != nil {
						return err
					}
				}
				if err := r.rows(b.input); err != nil {
					return err
				}
				return b.mustHold(how.what)
			})
			if err != nil {
				return err
			}
		}
		answered(j)
		return nil
	}
}

// rows reads one table.
func (r *noteReader) rows(in *input) (err error) {
	if r.table, err = openTable(in, r.how.columns[:]); err != nil {
		return err
	}
	r.learn()
	return r.all()
}

// learn looks at the heads that no format fixes.
func (r *noteReader) learn() {
	r.heads, r.wanted, r.extra = nil, nil, nil
	r.title, r.body = nil, nil
	if r.trail = 0; r.how.trail {
		r.trail = trailOf(r.table.row)
	}
	used := map[int]bool{}
	for c, i := range r.at {
		if used[i] = true; i >= 0 {
			r.wanted = append(r.wanted, c)
		}
	}
	for i, f := range r.table.row {
		head := strings.ToValidUTF8(strings.TrimSpace(string(f)), "\uFFFD")
		r.heads = append(r.heads, head)
		before, after, ok := strings.Cut(head, "/")
		lang := languageOf(after)
		switch {
		case ok && lang != "" && before != "" && before == r.how.byLanguage[0]:
			r.title = append(r.title, inLanguage{i, lang})
		case ok && lang != "" && before != "" && slices.Contains(r.how.byLanguage[1:], before):
			r.body = append(r.body, inLanguage{i, lang})
		case used[i] || head == "" || r.trail > 0 && i >= r.trail || r.dropped(head):
		default:
			r.extra = append(r.extra, i)
		}
	}
	if r.how.learnt != nil {
		r.how.learnt(r)
	}
}

// dropped says whether a column is not kept.
func (r *noteReader) dropped(head string) bool {
	word := headerWord(head)
	for _, d := range r.how.drop {
		if word == d {
			return true
		}
	}
	return false
}

func (r *noteReader) all() error {
	for {
		ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		r.note()
	}
	if r.addresses > 0 {
		r.problems.add(r.firstMail, model.ProblemLeftOut, "",
			"%d authors of %s are e-mail addresses, first %s. Addresses are personal data and were not kept; the texts were.", r.addresses, r.Path, r.onLine(r.firstMail))
		r.addresses = 0
	}
	return nil
}

// plain gives a text as the format writes it.
func (r *noteReader) plain(field []byte) string {
	if r.how.markup && bytes.IndexByte(field, '<') >= 0 || bytes.IndexByte(field, '&') >= 0 && r.how.markup {
		return plainHTML(r.clean(field))
	}
	return r.clean(field)
}

// note reads one row, into the place where its note stays if it is kept.
func (r *noteReader) note() {
	notes := &r.j.content.Notes
	n := add(notes, r.input)
	n.Source, n.File, n.Line = r.j.source(), r.Path, int(r.line)
	for _, c := range r.wanted {
		switch c {
		case nID:
			n.ID = r.text(c)
		case nTitle:
			n.Title = r.text(c)
		case nText:
			n.Text = r.plain(r.field(c))
		case nAuthor:
			n.Author = r.text(c)
		case nDate:
			n.Date = r.text(c)
		case nPlace:
			n.Place = r.text(c)
		case nPassage:
			n.Passage = r.text(c)
		case nReplyTo:
			n.ReplyTo = r.text(c)
		case nAddress:
			n.Address = r.text(c)
		case nLanguage:
			n.Language = r.text(c)
		case nConsultation:
			n.Consultation = r.text(c)
		}
	}
	r.languages(n)
	if n.Language == "" {
		n.Language = r.j.content.Snapshot.Language
	}
	for _, i := range r.extra {
		if i < len(r.row) && len(r.row[i]) > 0 {
			n.Attributes = with(n.Attributes, r.heads[i], r.clean(r.row[i]))
		}
	}
	if r.repeats(n.ID) {
		id := n.ID
		takeBack(notes)
		r.RowsRead++
		r.trailing(id)
		return
	}
	if strings.IndexByte(n.Author, '@') >= 0 {
		if r.addresses++; r.addresses == 1 {
			r.firstMail = r.line
		}
		n.Author = ""
	}
	if n.ID == "" && r.at[nID] < 0 {
		n.ID = strconv.Itoa(r.RowsRead + r.RowsSkipped + 1)
	}
	var okS, okO bool
	n.Supports, okS = r.count(nSupports)
	n.Objections, okO = r.count(nObjections)
	if r.how.row != nil {
		r.how.row(r, n)
	}
	if !r.fits(n, okS && okO) {
		takeBack(notes)
		return
	}
	r.seen.add(n.ID, r.line)
	r.RowsRead++
	if reply := r.text(nReply); reply != "" {
		if id, ok := r.renamed[reply]; ok {
			reply = id
		}
		// A word may be an id or an answer in full: answered decides.
		n.Attributes = with(n.Attributes, unsettled, reply)
	}
	if r.trail > 0 {
		r.trailing(n.ID)
	}
}

// fits says whether the note of the row can be kept, and lists the row if not.
func (r *noteReader) fits(n *model.Note, counts bool) bool {
	same := r.elsewhere(n)
	switch before, twice := r.seen.before(n.ID); {
	case n.Text == "" && r.empty():
		r.skip(r.line, "it is blank")
	case n.ID == "":
		r.skip(r.line, "it has no id")
	case twice:
		r.skip(r.line, "%s %s stands already %s", r.how.what, n.ID, r.onLine(before))
	case same:
		r.skip(r.line, "%s %s stands already in another sheet, with the same words", r.how.what, n.ID)
	case n.Text == "":
		r.skip(r.line, "it has no text")
	case !counts:
		r.skip(r.line, "%q%s and %q%s are not numbers of people", r.text(nSupports), r.cell(nSupports), r.text(nObjections), r.cell(nObjections))
	default:
		return true
	}
	return false
}

// inLanguage is a column with titles or texts in one language.
type inLanguage struct {
	column   int
	language string
}

// languages reads columns that stand once for each language. The original is
// the text in the source's own language, else the first that is there and not
// made by a machine; the others become translations.
func (r *noteReader) languages(n *model.Note) {
	if len(r.body)+len(r.title) == 0 {
		return
	}
	best, bestAt := "", -1
	for _, c := range r.body {
		if len(r.cellOf(c)) == 0 {
			continue
		}
		source := r.j.content.Snapshot.Language // empty if nobody says
		if bestAt >= 0 && best == source {
			continue
		}
		if bestAt < 0 || c.language == source || strings.Contains(best, "-t-") && !strings.Contains(c.language, "-t-") {
			best, bestAt = c.language, c.column
		}
	}
	for _, c := range r.body {
		field := r.cellOf(c)
		if len(field) == 0 {
			continue
		}
		if text := r.plain(field); c.column == bestAt {
			n.Text, n.Language = text, c.language
		} else if text != "" {
			n.Translations = with(n.Translations, c.language, text)
		}
	}
	for _, c := range r.title {
		field := r.cellOf(c)
		if len(field) == 0 {
			continue
		}
		if title := r.plain(field); c.language == best || best == "" && n.Title == "" {
			n.Title = title
			if n.Language == "" {
				n.Language = c.language
			}
		} else if title != "" {
			n.Attributes = with(n.Attributes, r.heads[c.column], title)
		}
	}
}

// cellOf gives what the row has in a column; nil if it ends before.
func (r *noteReader) cellOf(c inLanguage) []byte {
	if c.column >= len(r.row) {
		return nil
	}
	return r.row[c.column]
}

func with(m map[string]string, key, value string) map[string]string {
	if value == "" {
		return m
	}
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

// unsettled marks what a column named "reply" holds until all ids are known.
const unsettled = "\x00reply"

// answered settles replies: the id of a note says which one is answered; all
// else is itself an answer, and becomes a note behind the one it answers.
func answered(j *job) {
	replies := 0
	for i := range j.content.Notes {
		if j.content.Notes[i].Attributes[unsettled] != "" {
			replies++
		}
	}
	if replies == 0 {
		return
	}
	ids := map[string]bool{}
	for i := range j.content.Notes {
		ids[j.content.Notes[i].ID] = true
	}
	list := make([]model.Note, 0, len(j.content.Notes)+replies)
	for _, n := range j.content.Notes {
		reply := n.Attributes[unsettled]
		delete(n.Attributes, unsettled)
		if len(n.Attributes) == 0 {
			n.Attributes = nil
		}
		if reply == "" || ids[reply] && reply != n.ID {
			if reply != "" {
				n.ReplyTo = reply
			}
			list = append(list, n)
			continue
		}
		id := n.ID + "-reply"
		for ids[id] {
			id += "+"
		}
		ids[id] = true
		list = append(list, n, model.Note{Source: n.Source, ID: id, Text: reply, Language: n.Language, Passage: n.Passage, ReplyTo: n.ID, File: n.File, Line: n.Line})
	}
	j.content.Notes = list
}
