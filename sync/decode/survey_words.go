package decode

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"consilience/model"
)

// dimensions are the words of heads that ask for an attribute of the person,
// in English, Spanish and French, compared as headerWord gives them.
var dimensions = []struct {
	name  string
	words []string
}{
	{"sector", []string{"sector", "secteur", "secteur d activité", "stakeholder group", "stakeholder type", "type of organisation", "type of organization", "organisation type", "organization type",
		"tipo de organización", "type d organisation", "grupo de interés", "groupe de parties prenantes", "constituency",
		"sector de actividad", "sector al que pertenece", "tipo de actor", "tipo de entidad", "type d acteur", "domaine d activité", "secteur auquel vous appartenez"}},
	{"region", []string{"region", "región", "région", "world region", "continent", "continente", "región del mundo", "région du monde", "zona geográfica", "zone géographique"}},
	{"gender", []string{"gender", "gender identity", "género", "genre", "sex", "sexo", "sexe", "identidad de género", "identité de genre", "género con el que se identifica", "genre auquel vous vous identifiez", "sexo o género", "sexe ou genre"}},
	{"age", []string{"age", "age group", "age range", "edad", "grupo de edad", "rango de edad", "âge", "tranche d âge", "groupe d âge", "how old", "rango etario", "catégorie d âge", "cuántos años tiene", "quel âge avez vous"}},
	{"country", []string{"country", "country of residence", "país", "país de residencia", "pays", "pays de résidence", "país donde vive", "país en el que vive", "pays où vous vivez", "país donde reside", "pays où vous résidez"}},
	{"level", []string{"level", "level of government", "government level", "nivel", "nivel de gobierno", "niveau", "niveau de gouvernement", "niveau d administration", "ámbito de gobierno", "échelon de gouvernement"}},
}

var (
	// numbering matches what stands before a question: "3.", "Q3 -", "Q3:".
	numbering = regexp.MustCompile(`^(?:[qp]?\d+[a-z]?\s*[.):–-]+\s*)+`)
	// asking matches the words around the attribute in a short question.
	asking = regexp.MustCompile(`^(?:please )?(?:(?:what|which) (?:is|s|are) )?(?:select |choose |indicate |seleccione |elija |indique |indiquez )?(?:cuál es |cual es |quel est |quelle est )?(?:your |su |tu |votre |the |el |la |le |l )?|(?: you identify with| do you (?:work in|live in|belong to|come from|represent)| are you (?:in|from|based in))$`)
	// aboutYou matches a word by which the person is meant; in Spanish often the
	// verb alone.
	aboutYou = regexp.MustCompile(`(?:^| )(?:you|your|yourself|su|sus|tu|usted|vous|votre|vos|trabajas?|vives?|resides?|representas?|perteneces?|procedes?|te identificas|se identifica)(?: |$)`)
	// opinion matches a word that asks for more than who the person is.
	opinion = regexp.MustCompile(`(?:^| )(?:should|think|agree|important|importance|priorit\w*|believe|opinion|want|need|debe\w*|cree|opina|importan\w*|quiere|devrait|doit|pensez|accord|souhait\w*|ogp|agp|pgo)(?: |$)`)
)

// attributeOf finds the dimension that a question asks of the person: the head
// is the dimension's word, as in "Your sector", or a short question to the
// person that holds it and asks for no opinion. Empty if none, or if several.
func attributeOf(text string) string {
	head := headerWord(numbering.ReplaceAllString(strings.ToLower(strings.TrimSpace(text)), ""))
	if head == "" || len(head) > 120 {
		return ""
	}
	bare := strings.TrimSpace(asking.ReplaceAllString(head, ""))
	for _, d := range dimensions {
		if slices.Contains(d.words, head) || slices.Contains(d.words, bare) {
			return d.name
		}
	}
	if len(strings.Fields(head)) > 12 || !aboutYou.MatchString(head) || opinion.MatchString(head) {
		return ""
	}
	found := ""
	for _, d := range dimensions {
		for _, word := range d.words {
			if word == "level" || word == "nivel" || word == "niveau" || !strings.Contains(" "+head+" ", " "+word+" ") {
				continue
			}
			if found != "" && found != d.name {
				return ""
			}
			found = d.name
		}
	}
	return found
}

// personalHeads are heads of columns that name the person, as headerWord gives
// them.
var personalHeads = []string{
	"name", "your name", "full name", "first name", "last name", "surname", "family name", "given name", "respondent name", "participant name", "contact name", "username", "user name", "firstname", "lastname",
	"email", "e mail", "email address", "e mail address", "your email", "your email address", "mail", "contact email", "author email", "author name", "author id",
	"phone", "phone number", "telephone", "telephone number", "mobile", "phonenumber", "whatsapp",
	"ip", "ip address", "ipaddr", "ip addr", "token", "access code", "deviceid", "device id", "submitted by", "simserial", "subscriberid", "imei",
	"nombre", "nombre completo", "nombre y apellido", "nombre y apellidos", "apellido", "apellidos", "su nombre", "correo", "correo electrónico", "dirección de correo electrónico", "dirección de correo", "teléfono", "número de teléfono", "dirección ip", "código de acceso", "nombre de usuario", "nombre del autor", "correo electrónico del autor",
	"nom", "prénom", "nom complet", "nom et prénom", "prénom et nom", "nom de famille", "votre nom", "courriel", "adresse e mail", "adresse électronique", "adresse de courriel", "e mail professionnel", "téléphone", "numéro de téléphone", "adresse ip", "nom d utilisateur", "nom de l auteur",
	"vorname", "nachname", "ihr name", "vollständiger name", "e mail adresse", "telefon", "telefonnummer", "handynummer", "ip adresse", "benutzername",
	"nome", "nome completo", "seu nome", "sobrenome", "endereço de e mail", "telefone", "celular", "endereço ip", "cognome", "nome e cognome", "indirizzo email", "indirizzo e mail", "indirizzo ip",
	"naam", "voornaam", "achternaam", "e mailadres", "telefoonnummer", "ip adres",
}

// nameOf matches a head that asks for the name of a person of some part.
var nameOf = regexp.MustCompile(`(?:^| )(?:(?:member|person|respondent|participant|contact|interviewer|enumerator|child|head)(?: s)? name|name of (?:the )?(?:member|person|respondent|participant|interviewer|enumerator)|nombre (?:de la persona|del participante|del encuestado)|nom (?:de la personne|du participant|du répondant))$`)

// isPersonal says whether a column's head asks who the person is.
func isPersonal(head string) bool {
	word := headerWord(numbering.ReplaceAllString(strings.ToLower(html.UnescapeString(head)), ""))
	return slices.Contains(personalHeads, word) || nameOf.MatchString(word) || allNames(word)
}

// nameWords are words of heads that ask for a name in several ways or
// languages at once, such as "Nom & prénom / First name and surname"; those of
// joining are true.
var nameWords = map[string]bool{
	"and": true, "or": true, "y": true, "e": true, "et": true, "ou": true, "o": true, "und": true, "post": true, "full": true, "first": true, "last": true, "family": true, "your": true, "votre": true, "su": true, "de": true, "complet": true, "completo": true,
	"name": false, "names": false, "surname": false, "firstname": false, "lastname": false, "nom": false, "noms": false, "prénom": false, "prénoms": false, "nombre": false, "nombres": false, "apellido": false, "apellidos": false,
	"vorname": false, "nachname": false, "nome": false, "sobrenome": false, "cognome": false,
}

// allNames says whether a head has at least two words for names and none that
// is not about them.
func allNames(word string) bool {
	names := 0
	for w := range strings.FieldsSeq(word) {
		joining, known := nameWords[w]
		if !known {
			return false
		}
		if !joining {
			names++
		}
	}
	return names > 1
}

// mailbox matches a text that is an e-mail address and nothing else.
var mailbox = regexp.MustCompile(`^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$`)

// dropPersonalAnswers takes away questions whose answers are mostly e-mail
// addresses, whatever they are called.
func (f *form) dropPersonalAnswers() {
	f.columns = slices.DeleteFunc(f.columns, func(a *asked) bool {
		if a.Kind != "" && a.Kind != model.QuestionOpen {
			return false
		}
		n, mails := 0, 0
		for code, count := range a.counts() {
			if count > 0 {
				n += count
				if v := a.values[code]; strings.IndexByte(v, '@') > 0 && mailbox.MatchString(v) {
					mails += count
				}
			}
		}
		if mails == 0 || 2*mails < n {
			return false
		}
		f.personal = append(f.personal, a.Text)
		return true
	})
}

// agreements are answers in their order from least to most, in English, Spanish
// and French, in lower case.
var agreements = [][]string{
	{"strongly disagree", "disagree", "somewhat disagree", "slightly disagree", "neither agree nor disagree", "neutral", "undecided", "slightly agree", "somewhat agree", "agree", "strongly agree"},
	{"muy en desacuerdo", "totalmente en desacuerdo", "en desacuerdo", "algo en desacuerdo", "ni de acuerdo ni en desacuerdo", "neutral", "algo de acuerdo", "de acuerdo", "muy de acuerdo", "totalmente de acuerdo"},
	{"pas du tout d'accord", "tout à fait en désaccord", "fortement en désaccord", "pas d'accord", "en désaccord", "plutôt pas d'accord", "ni d'accord ni en désaccord", "neutre", "plutôt d'accord", "d'accord", "tout à fait d'accord", "fortement d'accord"},
	{"no", "maybe", "not sure", "don't know", "yes"}, {"no", "tal vez", "no sé", "sí"}, {"non", "peut-être", "ne sait pas", "oui"},
	{"never", "rarely", "sometimes", "often", "always"}, {"nunca", "rara vez", "a veces", "a menudo", "siempre"}, {"jamais", "rarement", "parfois", "souvent", "toujours"},
	{"not at all important", "not important", "slightly important", "moderately important", "somewhat important", "important", "very important", "extremely important"},
	{"very poor", "poor", "fair", "good", "very good", "excellent"},
	{"very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"},
	{"very unlikely", "unlikely", "neutral", "likely", "very likely"},
	{"false", "true"},
}

func plainAnswer(s string) string { return strings.ReplaceAll(strings.ToLower(s), "’", "'") }

// isAgreement says whether an answer is one of agreements.
func isAgreement(s string) bool {
	if len(s) > 60 {
		return false
	}
	s = plainAnswer(s)
	return slices.ContainsFunc(agreements, func(list []string) bool { return slices.Contains(list, s) })
}

// sortAgreement puts options that all stand in one of agreements in its order.
func sortAgreement(options []string) {
	for _, list := range agreements {
		place := func(s string) int { return slices.Index(list, plainAnswer(s)) }
		if !slices.ContainsFunc(options, func(s string) bool { return place(s) < 0 }) {
			slices.SortStableFunc(options, func(a, b string) int { return place(a) - place(b) })
			return
		}
	}
}
