package decode

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"consilience/model"
)

// loomioRow is one record of a group's export, as far as it is read. People's
// names and addresses stand in other tables, of which only names are read.
type loomioRow struct {
	ID           int64              `json:"id"`
	Title        string             `json:"title"`
	Name         string             `json:"name"`
	Icon         string             `json:"icon"`
	Details      string             `json:"details"`
	Description  string             `json:"description"`
	Body         string             `json:"body"`
	Statement    string             `json:"statement"`
	Reason       string             `json:"reason"`
	PollType     string             `json:"poll_type"`
	PollID       int64              `json:"poll_id"`
	DiscussionID int64              `json:"discussion_id"`
	TopicID      int64              `json:"topic_id"`
	TopicOf      string             `json:"topicable_type"`
	TopicOfID    int64              `json:"topicable_id"`
	ParentID     int64              `json:"parent_id"`
	ParentType   string             `json:"parent_type"`
	UserID       int64              `json:"user_id"`
	AuthorID     int64              `json:"author_id"`
	Participant  int64              `json:"participant_id"`
	StanceID     int64              `json:"stance_id"`
	OptionID     int64              `json:"poll_option_id"`
	Score        *float64           `json:"score"`
	Scores       map[string]float64 `json:"option_scores"`
	Latest       *bool              `json:"latest"`
	Anonymous    bool               `json:"anonymous"`
	CreatedAt    string             `json:"created_at"`
	CastAt       string             `json:"cast_at"`
	ClosedAt     string             `json:"closed_at"`
	RevokedAt    string             `json:"revoked_at"`
	DiscardedAt  string             `json:"discarded_at"`
	Email        string             `json:"email"`
	MinScore     *float64           `json:"min_score"`
	MaxScore     *float64           `json:"max_score"`

	line int
}

// loomio is an export being read: the records of each table that is used, in
// the order of the file.
type loomio struct {
	*job
	in      *input
	tables  map[string][]loomioRow
	names   map[int64]string
	emails  int
	firstAt int
	seen    map[string]int           // where a record stands
	other   map[string]int           // records of tables that are not used
	index   map[string]map[int64]int // places of records, by table and number
	secret  []loomioBallot           // ballots of which nobody knows whose they are, and their choices
}

// loomioTables are those that are used.
var loomioTables = []string{"groups", "users", "topics", "discussions", "comments", "polls", "poll_options", "stances", "stance_choices", "outcomes"}

var loomioLine = regexp.MustCompile(`^\s*\{\s*"(?:table"\s*:\s*"[a-z_]+"\s*,\s*"record"\s*:|record"\s*:\s*\{)`)

// recogniseLoomio knows records by their two keys, one a line or in a list, or
// tables of polls with options.
func recogniseLoomio(l *Look) (Kind, bool) {
	head := bytes.TrimLeft(l.Head, " \t\r\n[")
	if loomioLine.Match(head) && bytes.Contains(head, []byte(`"table"`)) {
		return Kind{Format: model.FormatLoomio}, true
	}
	keys := topKeys(l.Head)
	return Kind{Format: model.FormatLoomio}, slices.Contains(keys, "polls") && (slices.Contains(keys, "poll_options") || slices.Contains(keys, "stances"))
}

// readLoomio reads a group's polls and words.
func readLoomio(j *job) error {
	seen := map[string]int{}
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			l := &loomio{job: j, in: in, seen: seen, tables: map[string][]loomioRow{}, names: map[int64]string{}, other: map[string]int{}}
			if err := l.records(); err != nil {
				return err
			}
			l.people()
			l.topics()
			l.words()
			l.polls()
			l.say()
			return in.mustHold("record")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// loomioRecord is a line of the export.
type loomioRecord struct {
	Table  string          `json:"table"`
	Record json.RawMessage `json:"record"`
}

// records reads one record a line, or a JSON document of them.
func (l *loomio) records() error {
	first := bytes.TrimLeft(trimBOM(l.in.head), " \t\r\n")
	if !loomioLine.Match(first) {
		return l.document(len(first) > 0 && first[0] == '[')
	}
	r := bufio.NewReaderSize(l.in, 64<<10)
	for n := 1; ; n++ {
		line, err := longLine(r)
		if errors.Is(err, errLongRecord) {
			return wrong(model.ProblemTooLarge, l.in.Path, "", "%s is not used: line %d is longer than 16 MiB. Nothing was changed.", l.in.Path, n)
		}
		if err != nil && err != io.EOF {
			return err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			l.line(line, n)
		}
		if err == io.EOF {
			return nil
		}
	}
}

// longLine reads a line, up to the longest that is read.
func longLine(r *bufio.Reader) (line []byte, err error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxRecord {
			return nil, errLongRecord
		}
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

func (l *loomio) line(line []byte, n int) {
	if !utf8.Valid(line) {
		if l.in.notText == nil {
			l.in.notText = notText(l.in.Path, n)
		}
		return
	}
	var r loomioRecord
	if json.Unmarshal(line, &r) != nil || r.Table == "" {
		l.in.skip(uint32(n), "it is not a record with its table")
		return
	}
	l.record(r.Table, r.Record, n)
}

// document reads records in a list, or tables of records.
func (l *loomio) document(list bool) error {
	if list {
		var records []loomioRecord
		if err := l.in.json(&records); err != nil {
			return err
		}
		for n, r := range records {
			l.record(r.Table, r.Record, n+1)
		}
		return nil
	}
	var tables map[string]json.RawMessage
	if err := l.in.json(&tables); err != nil {
		return err
	}
	n := 0
	for _, name := range slices.Concat(loomioTables, secretTables) {
		var records []json.RawMessage
		if tables[name] != nil && json.Unmarshal(tables[name], &records) != nil {
			l.in.leftOut("export", l.source(), "the table %q, which is no list", name)
		}
		for _, r := range records {
			n++
			l.record(name, r, n)
		}
		delete(tables, name)
	}
	for name := range tables {
		l.other[name]++
	}
	return nil
}

// record keeps a record of a table that is used.
func (l *loomio) record(table string, raw json.RawMessage, n int) {
	if slices.Contains(secretTables, table) {
		l.ballot(table, raw, n)
		return
	}
	if !slices.Contains(loomioTables, table) {
		l.in.RowsRead++
		l.other[table]++
		return
	}
	var r loomioRow
	if err := json.Unmarshal(raw, &r); err != nil || r.ID == 0 && table != "stance_choices" {
		l.in.skip(uint32(n), "its record of %s is not written as Loomio writes it", table)
		return
	}
	l.in.RowsRead++
	if k := table + key("", r.ID); table != "stance_choices" {
		if before, twice := l.seen[k]; twice {
			l.in.RowsRead--
			l.in.skip(uint32(n), "record %d of %s stands already on line %d", r.ID, table, before)
			return
		}
		l.seen[k] = n
	}
	r.line = n
	l.tables[table] = append(l.tables[table], r)
}

// people learns names. An address is never kept, and no name that is one.
func (l *loomio) people() {
	for _, u := range l.tables["users"] {
		if u.Email != "" || strings.Contains(u.Name, "@") {
			if l.emails++; l.emails == 1 {
				l.firstAt = u.line
			}
		}
		if !strings.Contains(u.Name, "@") {
			l.names[u.ID] = u.Name
		}
	}
	if g := l.tables["groups"]; len(g) > 0 && g[0].Name != "" {
		if s := &l.content.Snapshot.Source; s.Title == "" || s.Title == s.ID {
			s.Title = g[0].Name
		}
	}
}

// say tells what was not kept.
func (l *loomio) say() {
	if l.emails > 0 {
		l.in.problems.add(uint32(l.firstAt), model.ProblemLeftOut, "",
			"%d people of %s are listed with an e-mail address. Addresses are personal data and were not kept.", l.emails, l.in.Path)
	}
	var rest []string
	for name, n := range l.other {
		rest = append(rest, name+" ("+strconv.Itoa(n)+")")
	}
	if slices.Sort(rest); len(rest) > 0 {
		l.in.problems.add(0, model.ProblemLeftOut, "", "%s has records that say nothing of what people think, and were not kept: %s.", l.in.Path, strings.Join(rest, ", "))
	}
}

// words makes notes of discussions, comments, polls' details and outcomes.
func (l *loomio) words() {
	for _, d := range l.tables["discussions"] {
		l.note(d, "discussion", model.Note{Title: d.Title, Text: firstOf(d.Description, d.Title), Author: l.names[d.AuthorID], Consultation: key("discussion", d.ID)})
	}
	for _, c := range l.tables["comments"] {
		n := model.Note{Text: c.Body, Author: l.names[either(c.UserID, c.AuthorID)]}
		if c.DiscussionID != 0 {
			n.ReplyTo, n.Consultation = key("discussion", c.DiscussionID), key("discussion", c.DiscussionID)
		}
		if of := l.parent(c); of != "" {
			n.ReplyTo = of
		}
		if d := l.discussion(c, 0); d != 0 {
			n.Consultation = key("discussion", d)
		}
		l.note(c, "comment", n)
	}
	for _, p := range l.tables["polls"] {
		if p.Details != "" {
			n := model.Note{Title: p.Title, Text: p.Details, Author: l.names[p.AuthorID]}
			if p.DiscussionID != 0 {
				n.Consultation = key("discussion", p.DiscussionID)
			}
			l.note(p, "poll", n)
		}
	}
	for _, o := range l.tables["outcomes"] {
		l.note(o, "outcome", model.Note{Title: l.pollTitle(o.PollID), Text: o.Statement, Author: l.names[o.AuthorID], Attributes: map[string]string{"kind": "outcome"}})
	}
}

func key(what string, id int64) string { return what + "-" + strconv.FormatInt(id, 10) }

func either(a, b int64) int64 {
	if a != 0 {
		return a
	}
	return b
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

func (l *loomio) pollTitle(id int64) string {
	for _, p := range l.tables["polls"] {
		if p.ID == id {
			return p.Title
		}
	}
	return ""
}

// note adds a note, unless it has no words or its writer took it back.
func (l *loomio) note(r loomioRow, what string, n model.Note) {
	if n.Text = strings.TrimSpace(n.Text); strings.ContainsAny(n.Text, "<&") {
		n.Text = plainHTML(n.Text)
	}
	if n.Text == "" || r.DiscardedAt != "" {
		return
	}
	n.Source, n.ID, n.Date, n.File, n.Line = l.source(), key(what, r.ID), firstOf(r.CastAt, r.CreatedAt), l.in.Path, r.line
	n.Language = l.content.Snapshot.Language
	l.content.Notes = append(l.content.Notes, n)
}
