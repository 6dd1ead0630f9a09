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
	// second the text.
	byLanguage [2]string
	markup     bool // texts are HTML
	drop       []string
	what       string // what a row is called
	// is tells by a header with the columns whether the table is this
	// publisher's.
	is func(heads [][]byte, at []int) bool
	// row finishes the note of a row; it may be nil.
	row func(r *noteReader, n *model.Note)
}

// noteReader is a table of free texts being read.
type noteReader struct {
	*table
	j     *job
	how   *noteTable
	heads []string
	extra []int          // columns that become attributes
	title map[int]string // columns of titles and texts, with their language
	body  map[int]string
	seen  *firsts
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

// readNoteTables reads free texts, one a row.
func readNoteTables(how *noteTable) func(*job) error {
	return func(j *job) error {
		seen := newFirsts(nil)
		for i := range j.content.Snapshot.Files {
			err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
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
	r.heads, r.extra = nil, nil
	r.title, r.body = map[int]string{}, map[int]string{}
	used := map[int]bool{}
	for _, i := range r.at {
		used[i] = true
	}
	for i, f := range r.table.row {
		head := strings.ToValidUTF8(strings.TrimSpace(string(f)), "\uFFFD")
		r.heads = append(r.heads, head)
		before, after, ok := strings.Cut(head, "/")
		lang := languageOf(after)
		switch {
		case ok && lang != "" && before != "" && before == r.how.byLanguage[0]:
			r.title[i] = lang
		case ok && lang != "" && before != "" && before == r.how.byLanguage[1]:
			r.body[i] = lang
		case used[i] || head == "" || r.dropped(head):
		default:
			r.extra = append(r.extra, i)
		}
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

// languageOf gives the BCP 47 tag that the rest of a head names: "en", "pt-BR",
// "machine_translations/es", which is "es-t-und": translated by a machine.
func languageOf(rest string) string {
	tag, machine := strings.CutPrefix(rest, "machine_translations/")
	if n := len(tag); n < 2 || n > 11 || strings.Trim(strings.ToLower(tag), "abcdefghijklmnopqrstuvwxyz-") != "" {
		return ""
	}
	if machine {
		return tag + "-t-und"
	}
	return tag
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

// note reads one row.
func (r *noteReader) note() {
	n := model.Note{
		Source: r.j.source(), ID: r.text(nID), Title: r.text(nTitle), Text: r.plain(r.field(nText)), Author: r.text(nAuthor),
		Date: r.text(nDate), Place: r.text(nPlace), Passage: r.text(nPassage), ReplyTo: r.text(nReplyTo), Address: r.text(nAddress),
		Language: r.text(nLanguage), Consultation: r.text(nConsultation), File: r.Path, Line: int(r.line),
	}
	r.languages(&n)
	if n.Language == "" {
		n.Language = r.j.content.Snapshot.Language
	}
	for _, i := range r.extra {
		if i < len(r.row) && len(r.row[i]) > 0 {
			n.Attributes = with(n.Attributes, r.heads[i], r.clean(r.row[i]))
		}
	}
	if strings.Contains(n.Author, "@") {
		if r.addresses++; r.addresses == 1 {
			r.firstMail = r.line
		}
		n.Author = ""
	}
	numbered := n.ID == "" && r.at[nID] < 0
	if numbered {
		n.ID = strconv.Itoa(r.RowsRead + r.RowsSkipped + 1)
	}
	supports, okS := r.count(nSupports)
	objections, okO := r.count(nObjections)
	n.Supports, n.Objections = supports, objections
	if r.how.row != nil {
		r.how.row(r, &n)
	}
	same := r.elsewhere(&n)
	switch before, twice := r.seen.before(n.ID); {
	case r.empty():
		r.skip(r.line, "it is blank")
	case n.ID == "":
		r.skip(r.line, "it has no id")
	case twice:
		r.skip(r.line, "%s %s stands already %s", r.how.what, n.ID, r.onLine(before))
	case same:
		r.skip(r.line, "%s %s stands already in another sheet, with the same words", r.how.what, n.ID)
	case n.Text == "":
		r.skip(r.line, "it has no text")
	case !okS || !okO:
		r.skip(r.line, "%q%s and %q%s are not numbers of people", r.text(nSupports), r.cell(nSupports), r.text(nObjections), r.cell(nObjections))
	default:
		r.seen.add(n.ID, r.line)
		r.RowsRead++
		r.j.content.Notes = append(room(r.j.content.Notes, r.input), n)
		if reply := r.text(nReply); reply != "" {
			if id, ok := r.renamed[reply]; ok {
				reply = id
			}
			// A word may be an id or an answer in full: answered decides.
			r.j.content.Notes[len(r.j.content.Notes)-1].Attributes = with(n.Attributes, unsettled, reply)
		}
	}
}

// languages reads columns that stand once for each language. The original is
// the text in the source's own language, else the first that is there and not
// made by a machine; the others become translations.
func (r *noteReader) languages(n *model.Note) {
	if len(r.body)+len(r.title) == 0 {
		return
	}
	best, bestAt := "", -1
	for i := range r.row {
		lang, ok := r.body[i]
		if !ok || len(r.row[i]) == 0 {
			continue
		}
		source := r.j.content.Snapshot.Language // empty if nobody says
		if bestAt >= 0 && best == source {
			continue
		}
		if bestAt < 0 || lang == source || strings.Contains(best, "-t-") && !strings.Contains(lang, "-t-") {
			best, bestAt = lang, i
		}
	}
	for i := range r.row {
		if len(r.row[i]) == 0 {
			continue
		}
		if lang, ok := r.body[i]; ok {
			if text := r.plain(r.row[i]); i == bestAt {
				n.Text, n.Language = text, lang
			} else if text != "" {
				n.Translations = with(n.Translations, lang, text)
			}
		}
		if lang, ok := r.title[i]; ok {
			if title := r.plain(r.row[i]); lang == best || best == "" && n.Title == "" {
				n.Title = title
				if n.Language == "" {
					n.Language = lang
				}
			} else if title != "" {
				n.Attributes = with(n.Attributes, r.heads[i], title)
			}
		}
	}
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
