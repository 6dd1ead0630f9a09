package decode

import (
	"slices"
	"strings"

	"consilience/model"
)

// The columns of Go Vocal's export of inputs, in English, Spanish, French,
// German and Dutch, and by the names of older exports. They are looked for by
// name, as the form's own fields stand among them.
const (
	gID = iota
	gTitle
	gBody
	gLatitude
	gLongitude
	gAuthor
	gMail
	gAuthorID
	gSubmitted
	gPublished
	gComments
	gLikes
	gDislikes
	gUnsure
	gURL
	gProject
	gStatus
	gAssignee
	gAssigneeMail
	gParticipants
	gPicks
	gVotes
	gOffline
	gBudget
	gProposed
	gCost
	gLocation
	gTags
	gAreas
	gAttachments
	gAttached
	gCosponsors
	gPublication
)

var goVocalColumns = []column{
	gID:           {name: "id", synonyms: []string{"input id", "id de la contribución", "id de la contribution", "id del aporte"}},
	gTitle:        {name: "title", synonyms: []string{"título", "titre", "titel"}},
	gBody:         {name: "description", synonyms: []string{"body", "descripción", "text", "beschreibung", "beschrijving"}},
	gLatitude:     {name: "latitude", synonyms: []string{"latitud", "breitengrad", "breedtegraad"}},
	gLongitude:    {name: "longitude", synonyms: []string{"longitud", "längengrad", "lengtegraad"}},
	gAuthor:       {name: "author name", synonyms: []string{"author", "author fullname", "nombre del autor", "nom de l'auteur", "name des autors / der autorin", "naam auteur"}},
	gMail:         {name: "author email", synonyms: []string{"author e-mail", "correo electrónico del autor", "e-mail de l'auteur", "email de l'auteur", "e-mail-adresse des autors / der autorin", "email auteur"}},
	gAuthorID:     {name: "author id", synonyms: []string{"id del autor", "identificación del autor", "id de l'auteur", "id des autors / der autorin", "id auteur"}},
	gSubmitted:    {name: "submitted at", synonyms: []string{"created_at", "created at", "enviado el", "enviado en", "presentado en", "creado el", "soumis le", "créé le", "eingereicht am", "ingediend om", "ingediend op"}},
	gPublished:    {name: "published at", synonyms: []string{"published_at", "publicado el", "publicado en", "publié le", "veröffentlicht am", "gepubliceerd om"}},
	gComments:     {name: "comments", synonyms: []string{"comments count", "comentarios", "respuestas", "commentaires", "kommentare", "reacties"}},
	gLikes:        {name: "likes", synonyms: []string{"likes count", "upvotes", "upvotes count", "me gusta", "j'aime", "nombre de likes", "votes pour"}},
	gDislikes:     {name: "dislikes", synonyms: []string{"dislikes count", "downvotes", "downvotes count", "no me gusta", "je n'aime pas", "nombre de dislikes", "votes contre"}},
	gUnsure:       {name: "unsure"},
	gURL:          {name: "url", synonyms: []string{"link", "enlace", "lien"}},
	gProject:      {name: "project", synonyms: []string{"proyecto", "projet", "projekt", "projekte"}},
	gStatus:       {name: "status", synonyms: []string{"estado", "statut", "initiative status"}},
	gAssignee:     {name: "assignee", synonyms: []string{"asignado a", "asignado", "responsable", "assigné à", "attribué", "zugewiesen an", "toegewezen aan"}},
	gAssigneeMail: {name: "assignee email", synonyms: []string{"assignee e-mail", "correo electrónico del beneficiario", "e-mails du destinataire", "e-mail-adresse des empfängers / der empfängerin", "e-mailadres toegewezen persoon"}},
	gParticipants: {name: "participants", synonyms: []string{"participantes", "teilnehmende", "deelnemers"}},
	gPicks:        {name: "picks", synonyms: []string{"baskets count", "recoge", "choix", "auswahl", "keuzes"}},
	gVotes:        {name: "votes", synonyms: []string{"votos", "stimmen", "stemmen"}},
	gOffline:      {name: "manual votes", synonyms: []string{"offline votes", "votes hors ligne"}},
	gBudget:       {name: "budget", synonyms: []string{"presupuesto", "begroting"}},
	gProposed:     {name: "proposed budget"},
	gCost:         {name: "cost", synonyms: []string{"coste", "coût", "kosten"}},
	gLocation:     {name: "location", synonyms: []string{"location description", "ubicación", "lieu", "localisation", "ort", "standort", "locatie"}},
	gTags:         {name: "tags", synonyms: []string{"topics", "etiquetas", "étiquettes", "temas", "thèmes", "themen", "themen-tags"}},
	gAreas:        {name: "areas"},
	gAttachments:  {name: "attachments", synonyms: []string{"attachmens", "adjuntos", "archivos adjuntos", "pièces jointes", "anhänge", "bijlagen"}},
	gAttached:     {name: "attachments count"},
	gCosponsors:   {name: "cosponsors"},
	gPublication:  {name: "publication status"},
}

// goVocalAt gives the places of the columns in a header of inputs, or nil: its
// first column is an id, it has a time, and either how the input was received
// or, as of the answers to a survey, the author's id before the time or the
// project behind it; and none of the columns by which exports of other
// platforms, or the comments on inputs, are known.
func goVocalAt(row []string) []int {
	cells := asBytes(row)
	if hasHead(cells, "component id", "participatory space id", "parent", "parent comment id", "commentable id", "cached votes up") {
		return nil
	}
	at := match(cells, goVocalColumns)
	has := func(any ...int) bool { return slices.ContainsFunc(any, func(c int) bool { return at[c] >= 0 }) }
	if !has(gID) || !has(gSubmitted, gPublished) {
		return nil
	}
	switch when := at[gSubmitted]; {
	case has(gAuthorID, gMail) && has(gLikes, gDislikes, gVotes, gComments, gBudget, gStatus):
	case at[gID] == 0 && has(gLikes, gStatus) && has(gURL) && has(gProject, gComments, gTags):
	case at[gID] == 0 && when > 1 && headerWord(row[when]) != "created at" && (at[gAuthorID] == when-1 || at[gProject] == when+1):
	default:
		return nil
	}
	return at
}

func recogniseGoVocal(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		if t.header(func(row []string) bool { return goVocalAt(row) != nil }) >= 0 {
			return Kind{Format: model.FormatGoVocal}, true
		}
	}
	return Kind{}, false
}

// goVocal is one sheet being read.
type goVocal struct {
	j   *job
	f   *form
	at  []int
	l   *layout
	own []ownColumn
	// numbers are those of people who liked or disliked.
	numbers slab[int]
}

// ownColumn is a column with an attribute of the author.
type ownColumn struct {
	column    int
	attribute string
}

// goVocalFacts are what else is kept of an input.
var goVocalFacts = []struct {
	name   string
	column int
}{
	{"status", gStatus}, {"publication status", gPublication}, {"project", gProject}, {"tags", gTags}, {"areas", gAreas}, {"comments", gComments}, {"unsure", gUnsure}, {"votes", gVotes}, {"offline votes", gOffline},
	{"picks", gPicks}, {"participants", gParticipants}, {"budget", gBudget}, {"proposed budget", gProposed}, {"cost", gCost},
}

// readGoVocal reads inputs as notes with how often each was liked and disliked.
// Fields of the form that are no text of the input are questions.
func readGoVocal(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			var others []int
			first := len(j.content.Notes)
			for n := range b.sheets() {
				read, err := j.goVocalSheet(b, n)
				if err != nil {
					return err
				}
				if !read {
					others = append(others, n)
				}
			}
			if len(others) == len(b.sheets()) {
				return wrong(model.ProblemUnrecognised, b.Path, "Compare the file's first row with what the README says of the format, or map its columns.",
					"%s has no header of Go Vocal's inputs. It was not used.", b.Path)
			}
			left, err := j.goVocalComments(b, others, first)
			if err != nil {
				return err
			}
			b.sheetsLeft(left)
			return b.mustHold("input")
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (j *job) goVocalSheet(b *book, n int) (bool, error) {
	g, err := b.open(n)
	if err != nil {
		return false, err
	}
	defer g.close()
	ok, err := g.headed(func(row []string) bool { return goVocalAt(row) != nil })
	if err != nil || !ok {
		return false, err
	}
	v := &goVocal{j: j, f: newForm(j, b.input), l: newLayout(g)}
	v.at = goVocalAt(v.l.heads)
	v.lay()
	v.l.id = v.at[gID]
	if v.l.submitted = v.at[gSubmitted]; v.l.submitted < 0 {
		v.l.submitted = v.at[gPublished]
	}
	v.l.after = func(g *grid, _ uint32) { v.note(g) }
	if err := v.f.read(g, v.l); err != nil {
		return false, err
	}
	if len(v.f.responses) > 0 && len(v.f.columns) > len(v.own) {
		return true, v.f.finish()
	}
	v.f.columns, v.f.responses = nil, nil
	v.f.tell()
	return true, nil
}

// lay sorts the columns that are not the platform's own: attributes of the
// author, and fields of the form.
func (v *goVocal) lay() {
	for c, head := range v.l.heads {
		if head == "" || slices.Contains(v.at, c) {
			continue
		}
		if isPersonal(head) {
			v.f.personal = append(v.f.personal, head)
			continue
		}
		q := model.Question{Text: head}
		if block, part, ok := gridHead(head); ok {
			q.Block, q.Part, q.Text = block, part, block+" — "+part
		}
		a := v.l.ask(v.f, c, q)
		a.separators = []string{";", ", "}
		if a.Attribute != "" {
			v.own = append(v.own, ownColumn{c, attributeOf(head)})
		}
	}
	for _, c := range []int{gAuthor, gMail, gAuthorID, gAssignee, gAssigneeMail, gCosponsors, gLatitude, gLongitude, gLocation} {
		if at := v.at[c]; at >= 0 {
			v.f.personal = append(v.f.personal, v.l.heads[at])
		}
	}
}

// note makes a note of the row.
func (v *goVocal) note(g *grid) {
	text := func(c int) string {
		if v.at[c] < 0 {
			return ""
		}
		s := g.alike(v.at[c])
		if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@", s[1]) >= 0 {
			s = s[1:] // a mask against formulas
		}
		return s
	}
	body, title := text(gBody), text(gTitle)
	if body == "" {
		body = title
	}
	if body == "" {
		if len(v.f.columns) == len(v.own) {
			g.RowsRead--
			g.skip(g.line, "it has no text")
		}
		return // a survey's response has no text of its own
	}
	n := add(&v.j.content.Notes, g.input)
	n.Source, n.ID, n.Title, n.Text, n.Address = v.j.source(), v.f.responses[len(v.f.responses)-1].ID, title, body, text(gURL)
	n.Language, n.File, n.Line = v.j.content.Snapshot.Language, g.Path, int(g.line)
	if n.Date = text(gPublished); n.Date == "" {
		n.Date = text(gSubmitted)
	}
	likes := func(c int) *int {
		k, _ := count(text(c))
		if k == nil {
			return nil
		}
		return v.numbers.keep(*k)
	}
	n.Supports, n.Objections = likes(gLikes), likes(gDislikes)
	for _, fact := range goVocalFacts {
		n.Attributes = with(n.Attributes, fact.name, text(fact.column))
	}
	for _, own := range v.own {
		n.Attributes = with(n.Attributes, own.attribute, g.alike(own.column))
	}
}
