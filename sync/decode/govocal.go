package decode

import (
	"slices"
	"strings"

	"consilience/model"
)

// The columns of Go Vocal's export of inputs, in English, Spanish and French.
// They are looked for by name, as the form's own fields stand among them.
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
	gURL
	gProject
	gStatus
	gAssignee
	gAssigneeMail
	gParticipants
	gVotes
	gBudget
	gLocation
	gTags
	gAttachments
)

var goVocalColumns = []column{
	gID:           {name: "id", synonyms: []string{"input id", "id de la contribución", "id de la contribution", "id del aporte"}},
	gTitle:        {name: "title", synonyms: []string{"título", "titre"}},
	gBody:         {name: "description", synonyms: []string{"body", "descripción", "text"}},
	gLatitude:     {name: "latitude", synonyms: []string{"latitud"}},
	gLongitude:    {name: "longitude", synonyms: []string{"longitud"}},
	gAuthor:       {name: "author name", synonyms: []string{"author", "author fullname", "nombre del autor", "nom de l'auteur"}},
	gMail:         {name: "author email", synonyms: []string{"author e-mail", "correo electrónico del autor", "e-mail de l'auteur", "email de l'auteur"}},
	gAuthorID:     {name: "author id", synonyms: []string{"id del autor", "id de l'auteur"}},
	gSubmitted:    {name: "submitted at", synonyms: []string{"created_at", "created at", "enviado el", "creado el", "soumis le", "créé le"}},
	gPublished:    {name: "published at", synonyms: []string{"published_at", "publicado el", "publié le"}},
	gComments:     {name: "comments", synonyms: []string{"comments count", "comentarios", "commentaires"}},
	gLikes:        {name: "likes", synonyms: []string{"upvotes", "me gusta", "j'aime", "votes pour"}},
	gDislikes:     {name: "dislikes", synonyms: []string{"downvotes", "no me gusta", "je n'aime pas", "votes contre"}},
	gURL:          {name: "url", synonyms: []string{"link", "enlace", "lien"}},
	gProject:      {name: "project", synonyms: []string{"proyecto", "projet"}},
	gStatus:       {name: "status", synonyms: []string{"estado", "statut"}},
	gAssignee:     {name: "assignee", synonyms: []string{"asignado a", "responsable", "assigné à"}},
	gAssigneeMail: {name: "assignee email", synonyms: []string{"assignee e-mail"}},
	gParticipants: {name: "participants", synonyms: []string{"participantes"}},
	gVotes:        {name: "votes", synonyms: []string{"votos"}},
	gBudget:       {name: "budget", synonyms: []string{"presupuesto"}},
	gLocation:     {name: "location", synonyms: []string{"location description", "ubicación", "lieu"}},
	gTags:         {name: "tags", synonyms: []string{"topics", "etiquetas", "étiquettes"}},
	gAttachments:  {name: "attachments", synonyms: []string{"adjuntos", "pièces jointes"}},
}

// goVocalAt gives the places of the columns in a header of inputs, or nil: it
// has an id, an author's id or address, a time, and how the input was received,
// and none of the columns by which an export of Decidim is known.
func goVocalAt(row []string) []int {
	cells := make([][]byte, len(row))
	for i, s := range row {
		cells[i] = []byte(s)
		if word := headerWord(s); word == "component id" || word == "participatory space id" {
			return nil
		}
	}
	at := match(cells, goVocalColumns)
	has := func(any ...int) bool { return slices.ContainsFunc(any, func(c int) bool { return at[c] >= 0 }) }
	if has(gID) && has(gAuthorID, gMail) && has(gSubmitted, gPublished) && has(gLikes, gDislikes, gVotes, gComments, gBudget, gStatus) {
		return at
	}
	return nil
}

func recogniseGoVocal(l *Look) (Kind, bool) {
	for _, t := range l.tables() {
		if len(t.rows) > 0 && goVocalAt(t.rows[0].texts) != nil {
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
}{{"status", gStatus}, {"project", gProject}, {"tags", gTags}, {"comments", gComments}, {"votes", gVotes}, {"participants", gParticipants}, {"budget", gBudget}}

// readGoVocal reads inputs as notes with how often each was liked and disliked.
// Fields of the form that are no text of the input are questions.
func readGoVocal(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.book(&j.content.Snapshot.Files[i], func(b *book) error {
			var left []string
			for n, name := range b.sheets() {
				read, err := j.goVocalSheet(b, n)
				if err != nil {
					return err
				}
				if !read {
					left = append(left, name)
				}
			}
			if len(left) == len(b.sheets()) {
				return wrong(model.ProblemUnrecognised, b.Path, "Compare the file's first row with what the README says of the format, or map its columns.",
					"%s has no header of Go Vocal's inputs. It was not used.", b.Path)
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
	for _, c := range []int{gAuthor, gMail, gAuthorID, gAssignee, gAssigneeMail, gLatitude, gLongitude, gLocation} {
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
