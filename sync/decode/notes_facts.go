package decode

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
)

// fact is one line of front matter.
type fact struct{ key, value string }

// factWords are the words for what a note's front matter says, in English,
// Spanish and French. Those of a mail's head are among them: who gets it is
// private and not kept.
var factWords = map[string]string{
	"date": "date", "fecha": "date", "sent": "date", "enviado": "date", "enviado el": "date", "envoyé": "date",
	"place": "place", "location": "place", "venue": "place", "lugar": "place", "lieu": "place", "city": "place", "ciudad": "place", "ville": "place",
	"participants": "participants", "attendees": "participants", "number of participants": "participants", "participantes": "participants", "attendance": "participants",
	"número de participantes": "participants", "asistentes": "participants", "nombre de participants": "participants", "no of participants": "participants",
	"consultation": "consultation", "meeting": "consultation", "event": "consultation", "conversation": "consultation", "consulta": "consultation",
	"reunión": "consultation", "evento": "consultation", "conversación": "consultation", "réunion": "consultation", "événement": "consultation",
	"language": "language", "lang": "language", "idioma": "language", "langue": "language",
	"title": "title", "título": "title", "titre": "title", "subject": "title", "asunto": "title", "objet": "title",
	"author": "author", "autor": "author", "autora": "author", "auteur": "author", "rapporteur": "author", "from": "author", "de": "author",
	"to": "private", "cc": "private", "bcc": "private", "para": "private", "à": "private", "cco": "private", "cci": "private", "reply-to": "private",
	"email": "private", "e-mail": "private", "phone": "private", "telephone": "private", "correo": "private", "teléfono": "private", "courriel": "private", "téléphone": "private",
	"region": "region", "región": "region", "région": "region", "country": "country", "país": "country", "pays": "country", "sector": "sector", "secteur": "sector",
	"gender": "gender", "género": "gender", "genre": "gender", "age": "age", "edad": "age", "âge": "age", "level": "level", "nivel": "level", "niveau": "level",
}

// languageWords are names of languages, for those who do not write tags.
var languageWords = map[string]string{
	"english": "en", "inglés": "en", "anglais": "en", "spanish": "es", "español": "es", "espagnol": "es", "castellano": "es", "french": "fr", "francés": "fr", "français": "fr",
	"portuguese": "pt", "portugués": "pt", "português": "pt", "portugais": "pt", "arabic": "ar", "árabe": "ar", "arabe": "ar", "russian": "ru", "ruso": "ru", "russe": "ru",
	"german": "de", "alemán": "de", "allemand": "de", "ukrainian": "uk", "ucraniano": "uk", "ukrainien": "uk", "chinese": "zh", "chino": "zh", "chinois": "zh",
}

var factLine = regexp.MustCompile(`^(\p{L}[\p{L}\d _-]{0,40}?)\s*:\s*(.*)$`)

// frontMatter reads what stands before the text: a block between lines of
// three hyphens, or lines "Key: value" of which at least two say something
// known. It gives the facts and how many lines they take; nil if there is none.
func frontMatter(lines []string) ([]fact, int) {
	at := 0
	for at < len(lines) && strings.TrimSpace(lines[at]) == "" {
		at++
	}
	fenced := at < len(lines) && strings.TrimRight(lines[at], " \t\r") == "---"
	if fenced {
		at++
	}
	var facts []fact
	known := 0
	for ; at < len(lines); at++ {
		line := strings.TrimRight(lines[at], " \t\r")
		if fenced && (line == "---" || line == "...") {
			at++
			break
		}
		m := factLine.FindStringSubmatch(line)
		item, isItem := strings.CutPrefix(strings.TrimSpace(line), "- ")
		switch {
		case m != nil:
			key := strings.ToLower(m[1])
			if word, ok := factWords[key]; ok {
				key = word
				known++
			}
			facts = append(facts, fact{key, strings.Trim(m[2], `"'`)})
			continue
		case fenced && isItem && len(facts) > 0:
			last := &facts[len(facts)-1]
			if last.value != "" {
				last.value += ", "
			}
			last.value += item
			continue
		case len(facts) > 0 && (facts[len(facts)-1].key == "private" || facts[len(facts)-1].key == "title") && line != "" && (line[0] == ' ' || line[0] == '\t'):
			facts[len(facts)-1].value += " " + strings.TrimSpace(line) // the line before goes on, as in the head of a mail
			continue
		case fenced && line == "":
			continue
		case fenced:
			return nil, 0 // a rule, and no front matter
		}
		break
	}
	if known == 0 || !fenced && known < 2 {
		return nil, 0
	}
	return facts, at
}

// peopleWords matches a number of participants as people write it.
var peopleWords = regexp.MustCompile(`(?i)^(\d[\d,. ’\x{a0}\x{202f}]*?)\s*(people|persons?|participants?|attendees|personas?|participantes|asistentes|personnes?)?\s*(\(.*\))?\.?$`)

// mailAddress matches an e-mail address, with the marks around it.
var mailAddress = regexp.MustCompile(`\s*[<(\[]?(?:mailto:)?[^\s<>()\[\],;:"]+@[^\s<>()\[\],;:"]+[>)\]]?`)

// fact puts what is said of a meeting where it belongs. Of a list of names, how
// many there are is kept, the names are not.
func (j *job) fact(in *input, line uint32, n *model.Note, f fact) {
	switch f.key {
	case "date":
		n.Date = f.value
	case "place":
		n.Place = f.value
	case "consultation":
		n.Consultation = f.value
	case "language":
		n.Language = cmp.Or(languageWords[strings.ToLower(f.value)], f.value)
	case "title":
		n.Title = f.value
	case "author":
		n.Author = strings.Trim(mailAddress.ReplaceAllString(f.value, ""), ` "'`)
		if strings.Contains(f.value, "@") {
			in.problems.add(line, model.ProblemLeftOut, "", "The author of line %d of %s is given with an e-mail address, which is personal data and was not kept.", line, in.Path)
		}
	case "private":
		if f.value != "" {
			in.private(line)
		}
	case "participants":
		j.people(in, line, n, f.value)
	default:
		value := f.value
		if strings.Contains(value, "@") {
			if value = strings.TrimSpace(mailAddress.ReplaceAllString(value, "")); value != f.value {
				in.private(line)
			}
		}
		n.Attributes = with(n.Attributes, f.key, value)
	}
}

// private says, once a line, that addresses were not kept.
func (in *input) private(line uint32) {
	say := fmt.Sprintf("%s says to whom it was sent or how to reach somebody, which is personal data and was not kept.", in.Path)
	if !slices.ContainsFunc(in.problems.list, func(p model.Problem) bool { return p.Say == say && p.Line == int(line) }) {
		in.problems.add(line, model.ProblemLeftOut, "", "%s", say)
	}
}

// people reads how many took part: a number, or names that are counted. What
// is neither, such as “about 30”, is kept as it is written.
func (j *job) people(in *input, line uint32, n *model.Note, value string) {
	if value == "" {
		return
	}
	if m := peopleWords.FindStringSubmatch(value); m != nil {
		if people, ok := count(strings.TrimSpace(m[1])); ok {
			n.Participants = people
			return
		}
	}
	if strings.ContainsAny(value, "0123456789") {
		n.Attributes = with(n.Attributes, "participants", value)
		in.problems.add(line, model.ProblemUnreadableRow, "State one number.", "Line %d of %s gives the participants as “%s”, which is not one number. It was kept as it is written and not counted.", line, in.Path, short(value, 80))
		return
	}
	names := strings.FieldsFunc(strings.Trim(value, "[]"), func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
	number := len(names)
	n.Participants = &number
	in.problems.add(line, model.ProblemLeftOut, "", "Line %d of %s names its participants. They were counted (%d) and their names were not kept.", line, in.Path, number)
}
