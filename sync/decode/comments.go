package decode

import (
	"strings"

	"consilience/model"
)

// Comments on a published text: what they are on and what they answer.
var commentsTable = noteTable{what: "comment", is: isComments, columns: [nFields]column{
	nID:         {name: "comment_id", synonyms: []string{"id", "comment-id", "nr", "no", "number"}},
	nText:       {name: "comment", synonyms: []string{"comment_text", "comment-body", "text", "body", "comentario", "texto", "commentaire", "texte"}, needed: true},
	nTitle:      {name: "title", synonyms: []string{"subject", "título", "asunto", "titre", "objet"}},
	nAuthor:     {name: "author", synonyms: []string{"name", "commenter", "submitted by", "organisation", "organization", "autor", "nombre", "auteur", "nom"}},
	nDate:       {name: "date", synonyms: []string{"created at", "submitted", "timestamp", "fecha"}},
	nPlace:      {name: "place", synonyms: []string{"location", "country", "lugar", "país", "lieu", "pays"}},
	nPassage:    {name: "paragraph", synonyms: []string{"passage", "section", "paragraph number", "paragraph id", "article", "clause", "chapter", "anchor", "párrafo", "sección", "artículo", "paragraphe"}},
	nReplyTo:    {name: "reply_to", synonyms: []string{"in reply to", "parent", "parent id", "parent-id", "replies to", "en respuesta a", "en réponse à"}},
	nReply:      {name: "reply", synonyms: []string{"response", "answer", "respuesta", "réponse"}},
	nSupports:   {name: "supports", synonyms: []string{"likes", "votes up", "upvotes", "agree", "apoyos", "soutiens"}},
	nObjections: {name: "objections", synonyms: []string{"dislikes", "votes down", "downvotes", "disagree"}},
	nAddress:    {name: "url", synonyms: []string{"link", "address"}},
	nLanguage:   {name: "language", synonyms: []string{"lang", "locale", "idioma", "langue"}},
}, drop: []string{"email", "e mail", "email address", "phone", "ip", "ip address", "correo", "correo electrónico", "courriel", "teléfono"}}

// recogniseComments claims a table of comments that says what they are on or
// what they answer.
func recogniseComments(l *Look) (Kind, bool) {
	return commentsTable.recognise(l, model.FormatComments)
}

func isComments(_ [][]byte, at []int) bool {
	return at[nPassage] >= 0 || at[nReplyTo] >= 0
}

// Proposals of a Decidim site, present and older exports, and comments.
var decidimTable = noteTable{what: "proposal or comment", is: isDecidim, markup: true, byLanguage: [2]string{"title", "body"}, columns: [nFields]column{
	nID:       {name: "id", needed: true},
	nText:     {name: "body"},
	nTitle:    {name: "title"},
	nAuthor:   {name: "author/name", synonyms: []string{"author name"}},
	nDate:     {name: "published_at", synonyms: []string{"created_at"}},
	nPlace:    {name: "address"},
	nPassage:  {name: "root_commentable_url"},
	nReplyTo:  {name: "commentable_id"},
	nSupports: {name: "likes/total_count", synonyms: []string{"endorsements/total_count", "endorsements"}},
	nAddress:  {name: "url"},
	nLanguage: {name: "locale"},
}, drop: []string{"author id", "author url", "likes user endorsements", "endorsements user endorsements", "user group id"}, row: decidimRow}

func recogniseDecidim(l *Look) (Kind, bool) {
	return decidimTable.recognise(l, model.FormatDecidim)
}

func isDecidim(heads [][]byte, _ []int) bool {
	words := map[string]bool{}
	text := false
	for _, h := range heads {
		w := headerWord(string(h))
		words[w] = true
		text = text || w == "body" || strings.HasPrefix(string(h), "body/")
	}
	return text && (words["participatory space id"] || words["component id"] || words["commentable id"] && words["commentable type"])
}

// decidimRow reads what Decidim alone has: votes, which count before likes,
// what a comment is on, and the answer of the site's owners.
func decidimRow(r *noteReader, n *model.Note) {
	for _, i := range r.extra {
		if i >= len(r.row) || len(r.row[i]) == 0 {
			continue
		}
		switch head := r.heads[i]; head {
		case "commentable_type":
			if on := n.Attributes[head]; on == "" || strings.HasSuffix(on, "::Comment") {
				continue
			}
			// A comment on a proposal or the like answers no other comment.
			if n.Passage == "" {
				n.Passage = n.ReplyTo
			}
			n.ReplyTo = ""
		case "votes", "supports", "proposal_votes", "votes/total_count":
			if votes, _, ok := r.number(r.row[i]); ok && n.Attributes[head] != "" {
				n.Attributes = with(n.Attributes, "likes", r.text(nSupports))
				n.Supports = r.numbers.keep(votes)
				delete(n.Attributes, head)
			}
		default:
			if value := n.Attributes[head]; strings.HasPrefix(head, "answer") && strings.ContainsAny(value, "<&") {
				n.Attributes[head] = plainHTML(value)
			}
		}
	}
}

// Proposals and investments of a CONSUL site. Real heads are in the site's
// language.
var consulTable = noteTable{what: "proposal", is: isConsul, markup: true, columns: [nFields]column{
	nID:       {name: "id", needed: true},
	nText:     {name: "summary", synonyms: []string{"description", "resumen", "descripción", "résumé", "description", "resumo"}},
	nTitle:    {name: "title", synonyms: []string{"título", "titulo", "titre"}, needed: true},
	nAuthor:   {name: "author", synonyms: []string{"autor", "autora", "auteur", "author username", "nombre de usuario del autor", "autor/a"}},
	nDate:     {name: "created at", synonyms: []string{"fecha de creación", "creado el", "date de création", "créé le", "criado em"}},
	nPlace:    {name: "geozone", synonyms: []string{"heading", "geozone/heading", "ámbito de actuación", "partida", "partida/ámbito"}},
	nSupports: {name: "supports", synonyms: []string{"apoyos", "soutiens", "total votes", "cached votes up"}},
}, drop: []string{"admin", "valuator", "valuation group", "administrador", "evaluador", "grupo evaluador"}, row: consulRow}

func consulRow(_ *noteReader, n *model.Note) {
	if long := n.Attributes["description"]; long != "" { // in JSON, beside the summary
		if delete(n.Attributes, "description"); strings.ContainsAny(long, "<&") {
			long = plainHTML(long)
		}
		n.Text = strings.TrimSpace(n.Text + "\n" + long)
	}
	if n.Text == "" {
		n.Text = n.Title // the table of investments has nothing else
	}
}

// recogniseConsul claims a table whose first heads are the id and the title of
// proposals and that has authors with either a summary or a date, or supports.
func recogniseConsul(l *Look) (Kind, bool) {
	return consulTable.recognise(l, model.FormatConsul)
}

func isConsul(_ [][]byte, at []int) bool {
	return at[nID] == 0 && at[nTitle] == 1 && (at[nAuthor] >= 0 && at[nText] >= 0 && at[nDate] >= 0 || at[nSupports] >= 0 && at[nAuthor] >= 0)
}

// Comments as Talk to the City takes them.
var cityTable = noteTable{what: "comment", is: isCity, columns: [nFields]column{
	nID:      {name: "id", synonyms: []string{"comment-id", "row-id", "i"}, needed: true},
	nText:    {name: "comment", synonyms: []string{"comment-body", "response", "answer", "text"}, needed: true},
	nAuthor:  {name: "interview", synonyms: []string{"name", "speaker name", "speaker", "author", "speaker_id", "author_id"}},
	nDate:    {name: "timestamp"},
	nAddress: {name: "video"},
}}

// recogniseCity claims a table that has none but these columns.
func recogniseCity(l *Look) (Kind, bool) {
	return cityTable.recognise(l, model.FormatTalkToTheCity)
}

func isCity(heads [][]byte, at []int) bool {
	known := 0
	for _, i := range at {
		if i >= 0 {
			known++
		}
	}
	return known > 0 && known == len(heads)
}
