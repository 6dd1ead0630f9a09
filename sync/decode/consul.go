package decode

import (
	"bytes"
	"slices"
	"strings"

	"consilience/model"
)

// Proposals, debates and investments of a CONSUL site: what its administrators
// download, with heads in the site's language, and what sites publish as open
// data, with the heads of the database. Newer downloads repeat a proposal for
// each of its comments.
var consulTable = noteTable{what: "proposal", is: isConsul, markup: true, trail: true, columns: [nFields]column{
	nID:         {name: "id", needed: true},
	nText:       {name: "summary", synonyms: []string{"description", "resumen", "descripción", "résumé", "resumo", "descrição", "zusammenfassung", "beschreibung"}},
	nTitle:      {name: "title", synonyms: []string{"título", "titulo", "titre", "titel"}, needed: true},
	nAuthor:     {name: "author", synonyms: []string{"autor", "autora", "auteur", "author username", "nombre de usuario del autor", "autor/a", "nombre usuario autor", "benutzername des autors", "nom d'utilisateur de l'auteur"}},
	nDate:       {name: "created at", synonyms: []string{"fecha de creación", "creado el", "creada", "date de création", "créé le", "criado em", "erstellt am"}},
	nPlace:      {name: "geozone", synonyms: []string{"heading", "geozone/heading", "scope of operation", "ámbito de actuación", "partida", "partida/ámbito"}},
	nSupports:   {name: "supports", synonyms: []string{"apoyos", "soutiens", "total votes", "cached votes up"}},
	nObjections: {name: "cached votes down"},
}, drop: []string{"admin", "administrator", "valuator", "valuation group", "administrador", "evaluador", "grupo evaluador", "grupos evaluadores", "administrateur", "évaluateur"}, row: consulRow}

// Comments of a CONSUL site, as open data and as JSON.
var consulComments = noteTable{what: "comment", is: isConsulComments, markup: true, columns: [nFields]column{
	nID:         {name: "id", needed: true},
	nText:       {name: "body", needed: true},
	nDate:       {name: "created at"},
	nPassage:    {name: "commentable id", needed: true},
	nReplyTo:    {name: "ancestry"},
	nSupports:   {name: "cached votes up"},
	nObjections: {name: "cached votes down"},
}, row: consulCommentRow}

func consulRow(_ *noteReader, n *model.Note) {
	if long := n.Attributes["description"]; long != "" { // beside the summary
		if delete(n.Attributes, "description"); strings.ContainsAny(long, "<&") {
			long = plainHTML(long)
		}
		n.Text = strings.TrimSpace(n.Text + "\n" + long)
	}
	if n.Text == "" {
		n.Text = n.Title // the table of investments has nothing else
	}
}

// consulCommentRow says what a comment is on, and which one it answers: the
// last of those above it.
func consulCommentRow(_ *noteReader, n *model.Note) {
	if on := n.Attributes["commentable_type"]; on != "" {
		n.Passage = strings.ToLower(on) + " " + n.Passage
		delete(n.Attributes, "commentable_type")
	}
	n.ReplyTo = n.ReplyTo[strings.LastIndexByte(n.ReplyTo, '/')+1:]
}

// recogniseConsul claims a table whose first heads are the id and the title of
// proposals, and which has what a site of CONSUL alone writes beside them; and
// comments that name what they are on as its database does.
func recogniseConsul(l *Look) (Kind, bool) {
	if k, ok := consulComments.recognise(l, model.FormatConsul); ok {
		return k, ok
	}
	return consulTable.recognise(l, model.FormatConsul)
}

func isConsul(heads [][]byte, at []int) bool {
	if at[nID] != 0 || at[nTitle] != 1 {
		return false
	}
	if at[nAuthor] < 0 {
		return hasHead(heads, "cached votes up") // as open data
	}
	return at[nText] >= 0 && at[nDate] >= 0 || at[nSupports] >= 0 || trailOf(heads) > 0 ||
		at[nText] >= 0 && hasHead(heads, "feasibility", "viabilidad", "viabilidade", "faisabilité", "machbarkeit")
}

func isConsulComments(heads [][]byte, _ []int) bool {
	return hasHead(heads, "commentable type") && !hasHead(heads, "root commentable url", "locale", "alignment", "depth")
}

// hasHead says whether a header has one of the words.
func hasHead(heads [][]byte, words ...string) bool {
	return slices.ContainsFunc(heads, func(h []byte) bool { return slices.Contains(words, headerWord(string(h))) })
}

// Where a comment's columns stand, from the first of them.
const (
	trailID = iota
	trailAuthor
	trailText
	trailParent
	trailDate
	trailColumns
)

// trailOf finds the last five columns, of a comment, that newer tables of
// CONSUL have: their heads begin with one word, "Comment" in the site's
// language, and the first goes on with "ID". 0 is none.
func trailOf(heads [][]byte) int {
	first := len(heads) - trailColumns
	if first < 3 {
		return 0
	}
	word, rest, _ := strings.Cut(headerWord(string(heads[first])), " ")
	if word == "" || rest != "id" && rest != "identifiant" {
		return 0
	}
	for _, h := range heads[first+1:] {
		if !strings.HasPrefix(headerWord(string(h)), word+" ") {
			return 0
		}
	}
	return first
}

// trailCell gives a column of the comment at a row's end.
func (r *noteReader) trailCell(c int) []byte {
	if c += r.trail; c < len(r.row) {
		return bytes.TrimSpace(r.row[c])
	}
	return nil
}

// trails says whether the row ends with a comment.
func (r *noteReader) trails() bool {
	return len(r.trailCell(trailID)) > 0 || len(r.trailCell(trailText)) > 0
}

// repeats says whether the row has a proposal that stands above, for another of
// its comments.
func (r *noteReader) repeats(proposal string) bool {
	if r.trail == 0 || !r.trails() {
		return false
	}
	_, twice := r.seen.before(proposal)
	return twice
}

// trailing reads the comment at a row's end, as an answer to its proposal or to
// another comment. Its id is told apart from those of proposals.
func (r *noteReader) trailing(proposal string) {
	if !r.trails() {
		return
	}
	if bytes.IndexByte(r.trailCell(trailAuthor), '@') >= 0 {
		if r.addresses++; r.addresses == 1 {
			r.firstMail = r.line
		}
	}
	number, text := r.clean(r.trailCell(trailID)), r.plain(r.trailCell(trailText))
	id := "comment-" + number
	switch before, twice := r.seen.before(id); {
	case number == "" || text == "":
		r.problems.add(r.line, model.ProblemLeftOut, "", "The comment %s of %s was not used: it has no number or no text.", r.onLine(r.line), r.Path)
		return
	case twice:
		r.problems.add(r.line, model.ProblemLeftOut, "", "The comment %s of %s was not used: it stands already %s.", r.onLine(r.line), r.Path, r.onLine(before))
		return
	}
	r.seen.add(id, r.line)
	n := add(&r.j.content.Notes, r.input)
	*n = model.Note{Source: r.j.source(), ID: id, Text: text, Date: r.clean(r.trailCell(trailDate)), ReplyTo: proposal, Language: r.j.content.Snapshot.Language, File: r.Path, Line: int(r.line)}
	if parent := r.clean(r.trailCell(trailParent)); parent != "" {
		n.ReplyTo = "comment-" + parent
	}
}
