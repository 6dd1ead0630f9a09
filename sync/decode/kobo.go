package decode

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// koboMeta are KoboToolbox's own columns that are no answers; those that name
// the person or device are personal.
var koboMeta = []string{"start", "end", "today", "_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "__version__", "_tags", "_index",
	"_parent_table_name", "_parent_index", "_submission__id", "_submission__uuid", "_submission__submission_time", "_submission__validation_status", "_submission__notes",
	"_submission__status", "_submission___version__", "_submission__tags", "meta/instanceID", "meta/instanceName", "meta/rootUuid", "formhub/uuid", "_attachments", "_geolocation", "audit", "_xform_id_string"}

var koboPersonal = []string{"deviceid", "username", "phonenumber", "simserial", "subscriberid", "imei", "email", "_submitted_by", "_submission__submitted_by"}

// isKoboHeader wants one of the columns that only KoboToolbox writes, or a
// header that begins with start and end.
func isKoboHeader(row []string) bool {
	own := 0
	for _, head := range row {
		switch head {
		case "_uuid", "_submission_time", "_index", "_submission__id", "_validation_status", "meta/instanceID":
			own++
		}
	}
	return own > 0 && len(row) > own && !slices.Contains(row, "_parent_index") || len(row) > 2 && row[0] == "start" && row[1] == "end"
}

func recogniseKobo(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		if t.headerBelowTitle(isKoboHeader) >= 0 {
			return Kind{Format: model.FormatKobo}, true
		}
	}
	return Kind{}, false
}

// koboSheet is a sheet being read; the rows of one that repeats belong to rows
// of another.
type koboSheet struct {
	name    string
	index   int // columns
	parents int
	alone   bool // it is the only one
	title   int
	row     int
	places  map[string]uint32 // _index to response
	repeats int
	orphans int
}

// kobo is one file being read.
type kobo struct {
	f       *form
	sheets  []*koboSheet
	geo     []string
	tagged  bool
	refused int
}

// readKobo reads submissions from KoboToolbox: a CSV, or a workbook in which
// every group that repeats has a sheet of its own, whose rows name the
// submission they belong to.
func readKobo(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			k := &kobo{f: newForm(j, b.input)}
			var left []string
			for n, name := range b.sheets() {
				read, err := k.sheet(b, n, name)
				if err != nil {
					return err
				}
				if !read {
					left = append(left, name)
				}
			}
			if len(k.sheets) == 0 {
				return wrong(model.ProblemUnrecognised, b.Path, "Ask the publisher for the file again.", "%s has no submissions. It was not used.", b.Path)
			}
			b.sheetsLeft(left)
			k.loneOptions()
			k.loneSummaries()
			k.tell()
			return k.f.finish()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sheet reads the first sheet as responses and those with _parent_index as
// what repeats in them.
func (k *kobo) sheet(b *book, n int, name string) (bool, error) {
	g, err := b.open(n)
	if err != nil {
		return false, err
	}
	defer g.close()
	ok, err := g.headed(func(row []string) bool { return isKoboHeader(row) || !isTitle(row) })
	if err != nil || !ok {
		return false, err
	}
	l := newLayout(g)
	at := func(head string) int { return slices.Index(l.heads, head) }
	s := &koboSheet{name: name, index: at("_index"), parents: at("_parent_index"), title: at("_parent_table_name"), places: map[string]uint32{}, alone: len(b.sheets()) < 2}
	repeats := s.parents >= 0
	if len(k.sheets) == 0 && repeats || len(k.sheets) > 0 && !repeats {
		return false, nil
	}
	k.lay(l, s)
	l.pass = func(g *grid) bool {
		if !k.tagged && int(g.line) <= l.line+2 && tagRow(g) {
			k.tagged = true
			return true
		}
		return false
	}
	k.sheets = append(k.sheets, s)
	if repeats {
		return true, k.repeated(g, l, s)
	}
	l.id, l.submitted = at("_uuid"), at("_submission_time")
	if l.id < 0 {
		l.id = at("_id")
	}
	if l.submitted < 0 {
		l.submitted = at("end")
	}
	status := at("_validation_status")
	l.after = func(g *grid, place uint32) {
		s.row++
		s.note(g, place)
		if status >= 0 && strings.Contains(strings.ToLower(g.alike(status)), "not_approved") || status >= 0 && strings.EqualFold(g.alike(status), "not approved") {
			k.refused++
		}
	}
	return true, k.f.read(g, l)
}

// note keeps which response a row's number stands for; without numbers rows
// count from 1.
func (s *koboSheet) note(g *grid, place uint32) {
	if s.alone {
		return // no other sheet can name its rows
	}
	index := strconv.Itoa(s.row)
	if s.index >= 0 {
		index = g.text(s.index)
	}
	s.places[index] = place
}

// tagRow says whether a row holds HXL tags, which is a second header.
func tagRow(g *grid) bool {
	tags := 0
	for _, f := range g.row {
		if f = bytes.TrimSpace(f); len(f) > 0 {
			if f[0] != '#' || len(f) < 2 {
				return false
			}
			tags++
		}
	}
	return tags > 0
}

// lay finds out what the columns are.
func (k *kobo) lay(l *layout, s *koboSheet) {
	options := map[string][]int{} // by select-multiple question
	for c, head := range l.heads {
		if i := strings.LastIndexByte(head, '/'); i > 0 && slices.Contains(l.heads, head[:i]) {
			options[head[:i]] = append(options[head[:i]], c)
		}
	}
	done := map[int]bool{}
	for _, columns := range options {
		for _, c := range columns {
			done[c] = true
		}
	}
	for c, head := range l.heads {
		base, isOther := strings.CutSuffix(head, "_other")
		switch {
		case head == "" || done[c] || slices.Contains(koboMeta, head):
		case slices.Contains(koboPersonal, head) || isPersonal(lastOf(head)):
			k.f.personal = append(k.f.personal, head)
		case isPlace(l.heads, head):
			k.geo = append(k.geo, head)
		case options[head] != nil:
			k.several(l, s, c, options[head])
		case isOther && slices.Contains(l.heads, base) && options[base] == nil && s.parents < 0:
			if of := slices.Index(l.heads, base); l.asked[of] != nil {
				l.asked[of].Kind = model.QuestionChoice // only lists of options have an "other"
				l.others = append(l.others, other{column: c, of: of, asked: l.asked[of]})
			} else {
				k.ask(l, s, c, model.Question{})
			}
		case isOther && options[base] != nil && s.parents < 0:
			for _, t := range l.ticks {
				if t.asked.Question.ID == base {
					l.others = append(l.others, other{column: c, of: -1, asked: t.asked})
					break
				}
			}
		default:
			k.ask(l, s, c, model.Question{})
		}
	}
}

func lastOf(head string) string {
	return head[strings.LastIndexByte(head, '/')+1:]
}

// isPlace says whether a column is a place on the map, which would tell where
// the person was: Kobo writes its parts beside it.
func isPlace(heads []string, head string) bool {
	for _, part := range []string{"_latitude", "_longitude", "_altitude", "_precision"} {
		if strings.HasPrefix(head, "_") && strings.HasSuffix(head, part) || slices.Contains(heads, "_"+lastOf(head)+part) || slices.Contains(heads, "_"+head+part) {
			return true
		}
	}
	return false
}

func (k *kobo) ask(l *layout, s *koboSheet, c int, q model.Question) *asked {
	q.ID, q.Text = l.heads[c], strings.ReplaceAll(lastOf(l.heads[c]), "_", " ")
	if s.parents >= 0 {
		q.Block, q.Part = s.name, q.Text
	}
	a := l.ask(k.f, c, q)
	if s.parents >= 0 {
		a.rows, a.alone, a.Attribute = []uint32{}, true, ""
	}
	return a
}

// several makes one question of a summary and its columns of options.
func (k *kobo) several(l *layout, s *koboSheet, c int, columns []int) {
	a := k.ask(l, s, c, model.Question{Kind: model.QuestionMultiple})
	l.asked[c] = nil
	a.rows = []uint32{}
	for _, column := range columns {
		option := strings.TrimPrefix(l.heads[column], l.heads[c]+"/")
		a.known = append(a.known, option)
		l.ticks = append(l.ticks, tick{column, a, []byte(option)})
	}
}

// repeated reads the rows of a sheet that repeats.
func (k *kobo) repeated(g *grid, l *layout, s *koboSheet) error {
	answers := l.answers()
	for {
		ok, err := g.next()
		if err != nil || !ok {
			return err
		}
		if l.pass(g) {
			continue
		}
		s.row++
		place, known := k.parentOf(s, g.text(s.title)).places[g.text(s.parents)]
		if !known {
			s.orphans++
			g.skip(g.line, "no submission has the number %q that it belongs to", g.text(s.parents))
			continue
		}
		s.repeats++
		k.f.in.RowsRead++
		s.note(g, place)
		row := answers.row(g, place)
		for i := range answers.list {
			q := &answers.list[i]
			if q.column >= 0 {
				q.asked.answerOf(place, l.cell(row.cells, q.column))
			}
			l.mark(q, row)
		}
	}
}

// parentOf finds the sheet that rows belong to by its whole title: the sheet's
// name may be cut to 28 characters and has other signs for []*?:\/. A title
// that no sheet which repeats has is that of the first.
func (k *kobo) parentOf(s *koboSheet, title string) *koboSheet {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]*?:\/`, r) {
			return '_'
		}
		return r
	}, title)
	for _, other := range k.sheets[1:] {
		if other == s {
			break
		}
		name := strings.TrimSuffix(other.name, "...")
		if safe == other.name || strings.HasSuffix(other.name, "...") && strings.HasPrefix(safe, name) {
			return other
		}
	}
	return k.sheets[0]
}

func (k *kobo) tell() {
	p, path := k.f.in.problems, k.f.in.Path
	if k.tagged {
		p.add(0, model.ProblemAssumed, "", "%s has a second header of HXL tags. It is no response and was passed over.", path)
	}
	if len(k.geo) > 0 {
		p.add(0, model.ProblemLeftOut, "", "%s says where people were. These columns were not kept: %s.", path, inQuotes(k.geo, 12))
	}
	if k.refused > 0 {
		p.add(0, model.ProblemAssumed, "Ask the publisher whether they should count.", "%d submissions in %s are marked as not approved. They are counted.", k.refused, path)
	}
	for _, s := range k.sheets[1:] {
		p.add(0, model.ProblemAssumed, "", "The sheet “%s” of %s repeats within a submission: %d rows belong to %d submissions. A submission has as many answers to its questions as it has rows.",
			s.name, path, s.repeats, submissions(s.places))
	}
}

func submissions(places map[string]uint32) int {
	seen := map[uint32]bool{}
	for _, place := range places {
		seen[place] = true
	}
	return len(seen)
}
