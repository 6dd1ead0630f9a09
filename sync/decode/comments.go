package decode

import (
	"bytes"
	"strings"

	"consilience/model"
)

// Comments on a published text: what they are on and what they answer.
var commentsTable = noteTable{what: "comment", is: isComments, columns: [nFields]column{
	nID:         {name: "comment_id", synonyms: []string{"id", "comment-id", "nr", "no", "number"}},
	nText:       {name: "comment", synonyms: []string{"comment_text", "comment-body", "text", "body", "comentario", "texto", "commentaire", "texte"}, needed: true},
	nTitle:      {name: "title", synonyms: []string{"subject", "título", "asunto", "titre", "objet"}},
	nAuthor:     {name: "author", synonyms: []string{"author name", "name", "commenter", "submitted by", "organisation", "organization", "autor", "nombre", "auteur", "nom"}},
	nDate:       {name: "date", synonyms: []string{"created at", "submitted", "timestamp", "fecha"}},
	nPlace:      {name: "place", synonyms: []string{"location", "country", "lugar", "país", "lieu", "pays"}},
	nPassage:    {name: "paragraph", synonyms: []string{"passage", "section", "paragraph number", "paragraph id", "article", "clause", "chapter", "anchor", "input", "initiative", "párrafo", "sección", "artículo", "paragraphe"}},
	nReplyTo:    {name: "reply_to", synonyms: []string{"in reply to", "parent", "parent id", "parent comment id", "replies to", "en respuesta a", "en réponse à"}},
	nReply:      {name: "reply", synonyms: []string{"response", "answer", "respuesta", "réponse"}},
	nSupports:   {name: "supports", synonyms: []string{"likes", "likes count", "upvotes count", "votes up", "upvotes", "agree", "apoyos", "soutiens"}},
	nObjections: {name: "objections", synonyms: []string{"dislikes", "votes down", "downvotes", "disagree"}},
	nAddress:    {name: "url", synonyms: []string{"link", "address"}},
	nLanguage:   {name: "language", synonyms: []string{"lang", "locale", "idioma", "langue"}},
}, drop: []string{"author email", "author id", "email", "e mail", "email address", "phone", "ip", "ip address", "correo", "correo electrónico", "courriel", "teléfono"}}

// recogniseComments claims a table of comments that says what they are on or
// what they answer.
func recogniseComments(l *Look) (Kind, bool) {
	return commentsTable.recognise(l, model.FormatComments)
}

func isComments(_ [][]byte, at []int) bool {
	return at[nPassage] >= 0 || at[nReplyTo] >= 0
}

// Proposals of a Decidim site, present and older exports, and comments. Debates,
// projects of a budget, meetings and results have a description in place of a
// body.
var decidimTable = noteTable{what: "proposal or comment", is: isDecidim, markup: true, byLanguage: [3]string{"title", "body", "description"}, columns: [nFields]column{
	nID:       {name: "id", needed: true},
	nText:     {name: "body", synonyms: []string{"description"}},
	nTitle:    {name: "title"},
	nAuthor:   {name: "author/name", synonyms: []string{"author name"}},
	nDate:     {name: "published_at", synonyms: []string{"created_at"}},
	nPlace:    {name: "address"},
	nPassage:  {name: "root_commentable_url"},
	nReplyTo:  {name: "commentable_id"},
	nSupports: {name: "likes/total_count", synonyms: []string{"endorsements/total_count", "endorsements"}},
	nAddress:  {name: "url"},
	nLanguage: {name: "locale"},
}, drop: []string{"author id", "author url", "likes user endorsements", "endorsements user endorsements", "user group id", "last comment by id", "last comment by name"}, learnt: decidimLearnt, row: decidimRow}

func recogniseDecidim(l *Look) (Kind, bool) {
	return decidimTable.recognise(l, model.FormatDecidim)
}

func isDecidim(heads [][]byte, _ []int) bool {
	words := map[string]bool{}
	text := false
	for _, h := range heads {
		w := headerWord(string(h))
		words[w] = true
		name, _, _ := strings.Cut(string(h), "/")
		text = text || name == "body" || name == "description"
	}
	return text && (words["participatory space id"] || words["component id"] || words["commentable id"] && words["commentable type"] && !isConsulComments(heads, nil))
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

// decidimLearnt says of meetings and results that the site's owners wrote them.
func decidimLearnt(r *noteReader) {
	what := ""
	switch heads := r.table.row; {
	case hasHead(heads, "attendees", "attendees count"):
		what = "meetings"
	case hasHead(heads, "progress"):
		what = "results"
	}
	if what != "" {
		r.problems.add(0, model.ProblemAssumed, "If they should not stand among what people wrote, remove this source.",
			"%s holds %s, whose texts are mostly those of the site's owners and not what people proposed. They were read as notes.", r.Path, what)
	}
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
		case "votes", "supports", "proposal_votes", "votes/total_count", "confirmed_votes":
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

// Comments as Talk to the City takes them.
var cityTable = noteTable{what: "comment", is: isCity, columns: [nFields]column{
	nID:      {name: "id", synonyms: []string{"comment-id", "row-id", "i"}, needed: true},
	nText:    {name: "comment", synonyms: []string{"comment-body", "comments", "response", "answer", "text"}, needed: true},
	nTitle:   {name: "section_title"},
	nAuthor:  {name: "interview", synonyms: []string{"name", "speaker name", "speaker", "author", "speaker_id", "author_id"}},
	nDate:    {name: "timestamp"},
	nAddress: {name: "video"},
}}

// recogniseCity claims a table that has none but these columns.
func recogniseCity(l *Look) (Kind, bool) {
	return cityTable.recognise(l, model.FormatTalkToTheCity)
}

func isCity(heads [][]byte, at []int) bool {
	known, named := 0, 0
	for _, i := range at {
		if i >= 0 {
			known++
		}
	}
	for _, h := range heads {
		if len(bytes.TrimSpace(h)) > 0 {
			named++
		}
	}
	return known > 0 && known == named
}
