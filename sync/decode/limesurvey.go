package decode

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
)

// limeMeta are LimeSurvey's own columns: by code, and as the full heads of
// exports in English, Spanish, French, German, Portuguese, Italian and Dutch
// say them.
var limeMeta = map[string][]string{
	"id":            {"response id", "id de respuesta", "id de la respuesta", "id de la réponse", "antwort id", "id da resposta", "id risposta", "id della risposta", "antwoord id", "reactie id"},
	"submitdate":    {"date submitted", "fecha de envío", "date de soumission", "datum abgeschickt", "data de envio", "data invio", "data di invio", "datum verzonden", "datum ingezonden"},
	"lastpage":      {"last page", "última página", "dernière page", "letzte seite", "ultima pagina", "laatste pagina"},
	"startlanguage": {"start language", "lenguaje inicial", "idioma inicial", "langue de départ", "start sprache", "startsprache", "língua inicial", "lingua iniziale", "lingua di partenza", "starttaal", "begintaal"},
	"seed":          {"seed", "semilla", "graine", "tête de série", "zufallsstartwert", "semente", "seme"},
	"startdate":     {"date started", "fecha de inicio", "date de lancement", "datum gestartet", "data de início", "data inizio", "data di inizio", "datum gestart"},
	"datestamp":     {"date last action", "fecha de la última acción", "date de la dernière action", "datum letzte aktivität", "data da última ação", "data ultima azione", "data dell ultima azione", "datum laatste actie"},
	"token":         {"access code", "código de acceso", "code d accès", "code d invitation", "zugangscode", "zugangsschlüssel", "código de acesso", "codice di accesso", "toegangscode"},
	"ipaddr":        {"ip address", "dirección ip", "adresse ip", "ip adresse", "endereço ip", "indirizzo ip", "ip adres"},
	"refurl":        {"referrer url", "url de referencia", "url référente", "verweis url", "weiterleitungs url", "url de referência", "url di provenienza"},
}

// limeMetaOf finds which of its own columns a head is; empty for a question.
func limeMetaOf(head string) string {
	code, _, _ := strings.Cut(head, ". ")
	if _, ok := limeMeta[code]; ok {
		return code
	}
	word := headerWord(head)
	for code, words := range limeMeta {
		if slices.Contains(words, word) && code != "seed" {
			return code
		}
	}
	return ""
}

// limeMetaAt is limeMetaOf for a column of a header. The seed, whose words may
// be a question's too, and a date of submission in a language that is not known
// are told by where they stand.
func limeMetaAt(heads []string, c int) string {
	at := func(i int, code string) bool { return i >= 0 && i < len(heads) && limeMetaOf(heads[i]) == code }
	meta := limeMetaOf(heads[c])
	switch {
	case meta != "":
	case at(c-1, "startlanguage") && slices.Contains(limeMeta["seed"], headerWord(heads[c])):
		return "seed"
	case at(c-1, "id") && at(c+1, "lastpage") && at(c+2, "startlanguage"):
		return "submitdate"
	}
	return meta
}

// isLimeHeader wants the columns id and submitdate and one more of LimeSurvey's
// own; or, where an export has few of them, those that it alone has; or the id
// as its full heads call it, before heads of questions with parts.
func isLimeHeader(row []string) bool {
	found := map[string]bool{}
	parts := 0
	for _, head := range row {
		if code := limeMetaOf(head); code != "" {
			found[code] = true
		} else if strings.HasSuffix(strings.TrimSpace(head), "]") {
			parts++
		}
	}
	switch {
	case found["id"] && found["submitdate"]:
		return len(found) > 2
	case found["lastpage"] && found["startlanguage"]:
		return found["id"] || found["submitdate"]
	}
	return parts > 2 && limeMetaOf(row[0]) == "id" && headerWord(row[0]) != "id"
}

func recogniseLime(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		if t.header(isLimeHeader) >= 0 {
			return Kind{Format: model.FormatLimeSurvey}, true
		}
	}
	return Kind{}, false
}

var (
	// limeCode matches a head by code: Q1, Q1[SQ001], Q1[SQ001][SQ002], Q1[1][comment], with the text
	// behind a point if it is there too.
	limeCode = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9]*)((?:\[[^\[\]]{1,40}\])*)(?:\. (.*))?$`)
	// limeTiming matches the columns of how long people took.
	limeTiming = regexp.MustCompile(`^(?:(?:interviewtime|groupTime\d+|[A-Za-z0-9]*\dTime)(?:\. .*)?|Total time|Group time: .*|Question time: .*)$`)
)

// limeColumn is a head taken apart.
type limeColumn struct{ code, sub, text string }

// limeHead takes a head of a question apart, in any of LimeSurvey's ways.
func limeHead(head string) limeColumn {
	head = strings.Join(strings.Fields(html.UnescapeString(head)), " ")
	if m := limeCode.FindStringSubmatch(head); m != nil {
		return limeColumn{m[1], strings.Trim(strings.ReplaceAll(m[2], "][", "/"), "[]"), m[3]}
	}
	if code, sub, ok := strings.Cut(head, "_"); ok && limeCode.MatchString(code) && !strings.Contains(sub, " ") && sub != "" {
		return limeColumn{code, sub, ""}
	}
	if question, part, ok := gridHead(head); ok {
		return limeColumn{"", part, question}
	}
	return limeColumn{"", "", head}
}

// limeComment matches the part of a column with what people wrote beside an
// option, by code and as full heads say it.
var limeComment = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:comment|comentario|commentaire|kommentar|comentário|commento|opmerking)$|comment$`)

// extra says that the column is the text beside a list of options.
func (c limeColumn) extra() bool { return c.sub == "other" || limeComment.MatchString(c.sub) }

// question names what the columns of one question have in common.
func (c limeColumn) question() string {
	if c.code != "" {
		return c.code
	}
	return c.text
}

// readLime reads responses exported from LimeSurvey. A blank submitdate is a
// response that did not come to the end; 1980-01-01 is a date that was not
// kept. Texts write line breaks as \n.
func readLime(j *job) error {
	return j.surveySheets(isLimeHeader, "LimeSurvey's columns id and submitdate", func(f *form, g *grid) *layout {
		lime := &limeSurvey{f: f, l: newLayout(g)}
		lime.lay()
		return lime.l
	})
}

// limeSurvey is one export being read.
type limeSurvey struct {
	f       *form
	l       *layout
	parts   []limeColumn // by column
	submit  int
	undated int
	timings []string
	uploads []string
}

func (s *limeSurvey) lay() {
	l := s.l
	s.parts = make([]limeColumn, len(l.heads))
	s.submit = -1
	var network []string
	columns := map[string][]int{} // by question
	var order []string
	for c, head := range l.heads {
		switch meta := limeMetaAt(l.heads, c); {
		case meta == "id":
			l.id = c
		case meta == "submitdate":
			s.submit, l.submitted = c, c
		case meta == "startlanguage":
			l.language = c
		case meta == "token", meta == "ipaddr", isPersonal(head):
			s.f.personal = append(s.f.personal, head)
		case meta == "refurl":
			network = append(network, head)
		case meta != "", head == "":
		case limeTiming.MatchString(head):
			s.timings = append(s.timings, head)
		default:
			s.parts[c] = limeHead(head)
			key := s.parts[c].question()
			if columns[key] == nil {
				order = append(order, key)
			}
			columns[key] = append(columns[key], c)
		}
	}
	for _, key := range s.joined(order, columns) {
		s.ask(key, columns[key])
	}
	l.plain = limePlain
	l.when = func(at string) string {
		if strings.HasPrefix(at, "1980-01-01") {
			s.undated++
			return ""
		}
		return at
	}
	if s.submit >= 0 {
		l.complete = func(g *grid) bool { return len(g.clean(g.field(s.submit))) > 0 }
	}
	l.end = func() { s.tell(network) }
}

// joined puts a column such as Q2comment to its question Q2.
func (s *limeSurvey) joined(order []string, columns map[string][]int) []string {
	var out []string
	for _, key := range order {
		base, ok := strings.CutSuffix(key, "comment")
		if ok && base != "" && len(columns[base]) > 0 && len(columns[key]) == 1 {
			c := columns[key][0]
			s.parts[c] = limeColumn{base, "comment", s.parts[c].text}
			columns[base] = append(columns[base], c)
			continue
		}
		out = append(out, key)
	}
	return out
}

// ask makes questions of the columns of one question.
func (s *limeSurvey) ask(key string, columns []int) {
	bySub := map[string]int{}
	for _, c := range columns {
		bySub[s.parts[c].sub] = c
	}
	if count, ok := bySub["filecount"]; ok {
		s.uploads = append(s.uploads, s.l.heads[count])
		return
	}
	otherAt, hasOther := bySub["other"]
	first, single := bySub[""]
	for i, c := range columns {
		p := s.parts[c]
		text := p.text
		if text == "" {
			text = key
		}
		q := model.Question{ID: p.code, Text: text}
		switch {
		case p.sub == "other" && single:
			continue
		case p.sub != "":
			q.Block, q.Part = key, p.sub
			if question, part, ok := gridHead(text); ok && p.code != "" {
				q.Text = question
				if !p.extra() {
					q.Part = part
				}
			}
			if p.code == "" && p.extra() && i > 0 { // beside the option before it
				q.Part = s.parts[columns[i-1]].sub + ", " + q.Part
			}
			q.Text += " — " + q.Part
			if p.code != "" {
				q.ID = fmt.Sprintf("%s[%s]", p.code, p.sub)
			}
		}
		if p.extra() {
			q.Kind = model.QuestionOpen
		}
		if p.sub == "" && hasOther {
			q.Kind = model.QuestionChoice // only lists of options have an "other"
		}
		s.l.ask(s.f, c, q)
	}
	if hasOther && single {
		s.l.others = append(s.l.others, other{column: otherAt, of: first, asked: s.l.asked[first]})
	}
}

// limePlain gives a text with the line breaks that the export masks.
func limePlain(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 {
		return b
	}
	return bytes.ReplaceAll(b, []byte(`\n`), []byte("\n"))
}

func (s *limeSurvey) tell(network []string) {
	p, path := s.f.in.problems, s.f.in.Path
	if s.undated > 0 {
		p.add(0, model.ProblemAssumed, "", "%d responses in %s are dated 1980-01-01: the survey kept no dates. They are complete and have no date.", s.undated, path)
	}
	if len(s.timings) > 0 {
		p.add(0, model.ProblemLeftOut, "", "%d columns of %s say how long people took. They were not kept.", len(s.timings), path)
	}
	if len(s.uploads) > 0 {
		p.add(0, model.ProblemLeftOut, "", "Files that people uploaded are not in %s; their columns were not kept: %s.", path, inQuotes(s.uploads, 12))
	}
	if len(network) > 0 {
		p.add(0, model.ProblemLeftOut, "", "%s says from which web page people came. The column was not kept.", path)
	}
	s.multiple()
}

// multiple makes one question of the columns of a question with several
// answers: their only answer is Y, or, where there is an "other", yes and no.
func (s *limeSurvey) multiple() {
	blocks := map[string][]*asked{}
	for _, a := range s.f.columns {
		if a.Block != "" {
			blocks[a.Block] = append(blocks[a.Block], a)
		}
	}
	for i := 0; i < len(s.f.columns); i++ {
		a := s.f.columns[i]
		block := blocks[a.Block]
		if a.Block == "" || block[0] != a {
			continue
		}
		if one := s.several(block); one != nil {
			s.f.columns[i] = one
			s.f.columns = slices.DeleteFunc(s.f.columns, func(b *asked) bool {
				return slices.Contains(block, b) && !limeComment.MatchString(b.Part)
			})
			if i >= len(s.f.columns) || s.f.columns[i] != one { // a comment stood first
				i = slices.Index(s.f.columns, one)
			}
		}
	}
}

func (s *limeSurvey) several(block []*asked) *asked {
	var options []*asked
	var own *asked
	for _, a := range block {
		switch {
		case limeComment.MatchString(a.Part):
		case isOther(a.Part):
			own = a
		default:
			options = append(options, a)
		}
	}
	yes := false
	for _, a := range options {
		for code, n := range a.counts() {
			v := a.values[code]
			switch {
			case n == 0:
			case v == "Y" || own != nil && isYes(v):
				yes = true
			case own == nil || !isNo(v) && !strings.EqualFold(v, "n/a"): // of a question that was not asked
				return nil
			}
		}
	}
	if len(options) < 2 || !yes {
		return nil
	}
	first := options[0]
	q := first.Question
	q.Kind, q.Block, q.Part = model.QuestionMultiple, "", ""
	q.Text, _, _ = strings.Cut(first.Text, " — ")
	q.ID, _, _ = strings.Cut(first.ID, "[")
	one := &asked{Question: q, words: newWords(&s.f.in.kept), form: s.f}
	chosen := make([][]bool, len(options)) // whether an answer says so, by its code
	for k, a := range options {
		for _, v := range a.values {
			chosen[k] = append(chosen[k], isYes(v))
		}
		one.known = append(one.known, a.Part)
	}
	var text []byte
	for i := range s.f.responses {
		for k, a := range options {
			if chosen[k][a.codes[i]] {
				text = append(text[:0], a.Part...)
				one.answerOf(uint32(i), text)
			}
		}
		if own == nil || own.codes[i] == 0 {
			continue
		}
		switch v := own.values[own.codes[i]]; {
		case isNo(v) || strings.EqualFold(v, "n/a"):
		case isYes(v): // a box without words
			text = append(text[:0], own.Part...)
			one.answerOf(uint32(i), text)
		default:
			text = append(text[:0], v...)
			one.write(text)
			one.answerOf(uint32(i), text)
		}
	}
	return one
}
