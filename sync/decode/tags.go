package decode

import (
	"slices"
	"strings"

	"consilience/model"
)

// The columns of a table of tags with their mentions.
const (
	tCluster = iota
	tName
	tDescription
	tMentions
	tHighlights
	tConsultations
	tLanguage
)

// Heads are known in English, Spanish, French, Portuguese and German.
var tagColumns = []column{
	tCluster: {name: "cluster", synonyms: []string{"group", "category", "theme",
		"grupo", "categoría", "tema", "agrupación", "groupe", "catégorie", "thème", "categoria", "gruppe", "kategorie", "thema"}},
	tName:        {name: "tag", synonyms: []string{"tag name", "tags", "code", "etiqueta", "código", "étiquette", "mot clé", "schlagwort"}, needed: true},
	tDescription: {name: "description", synonyms: []string{"definition", "descripción", "definición", "définition", "descrição", "definição", "beschreibung"}},
	tMentions: {name: "mentions", synonyms: []string{"number of mentions", "no of mentions", "number of highlights", "count",
		"menciones", "número de menciones", "nombre de mentions", "menções", "número de menções", "nennungen", "erwähnungen"}, needed: true},
	tHighlights:    {name: "highlights", synonyms: []string{"excerpts", "distinct highlights", "extractos", "extraits"}},
	tConsultations: {name: "consultations", synonyms: []string{"meetings", "number of documents", "consultas", "reuniones", "réunions"}},
	tLanguage:      {name: "language", synonyms: []string{"lang", "idioma", "langue"}},
}

// readTags reads published tags.
func readTags(j *job) error {
	seen := newFirsts(nil)
	var totals []tagTotal
	for i := range j.content.Snapshot.Files {
		err := j.readTable(&j.content.Snapshot.Files[i], tagColumns, func(t *table) error {
			cluster := ""
			for {
				ok, err := t.next()
				if err != nil {
					return err
				}
				if !ok {
					return t.mustHold("tag")
				}
				switch {
				case t.section():
					cluster = t.heading("cluster of the tags below it")[0]
				case !t.total(&totals, cluster):
					t.tag(j, &seen, cluster)
				}
			}
		})
		if err != nil {
			return err
		}
	}
	for _, total := range totals {
		total.compare(j)
	}
	return nil
}

// tagTotal is a row that adds up the mentions of a cluster, or of all if
// cluster is empty.
type tagTotal struct {
	cluster, words, file string
	under                string // the heading above the row, in a table without a column for clusters
	line                 uint32
	mentions             int
}

// totalWords are what a row of a table is called that adds up others.
var totalWords = []string{"total", "totals", "subtotal", "sub-total", "grand total", "sum", "suma", "total general", "somme", "sous-total", "totaux", "summe", "gesamt"}

// isTotal says whether words name a row that adds up others.
func isTotal(words []byte) bool {
	if len(words) == 0 || len(words) > 30 {
		return false
	}
	switch words[0] {
	case 't', 's', 'g', 'T', 'S', 'G':
		return slices.Contains(totalWords, strings.ToLower(strings.TrimRight(string(words), " :")))
	}
	return false
}

// total takes a row that adds up others; false if the row is a tag's.
func (t *table) total(totals *[]tagTotal, under string) bool {
	if !isTotal(t.bytes(t.field(tName))) && !isTotal(t.bytes(t.field(tCluster))) {
		return false
	}
	cluster, name := t.text(tCluster), t.text(tName)
	mentions, ok := t.count(tMentions)
	if !ok || mentions == nil {
		return false
	}
	total := tagTotal{cluster: cluster, under: under, words: name, file: t.Path, line: t.line, mentions: *mentions}
	switch {
	case isTotal([]byte(cluster)) && (name == "" || isTotal([]byte(name))):
		total.cluster, total.words = "", cluster
	case !isTotal([]byte(name)):
		return false
	}
	t.RowsRead++
	*totals = append(*totals, total)
	return true
}

// compare holds a total against the tags that it adds up, and says how the row
// was read.
func (total tagTotal) compare(j *job) {
	sum, under := 0, 0
	for _, tag := range j.content.Tags {
		if total.cluster == "" || tag.Cluster == total.cluster {
			sum += tag.Mentions
		}
		if tag.Cluster == total.under {
			under += tag.Mentions
		}
	}
	if total.cluster == "" && total.under != "" && under == total.mentions && sum != under {
		total.cluster, sum = total.under, under
	}
	of := "all tags"
	if total.cluster != "" {
		of = "“" + total.cluster + "”"
	}
	p := model.Problemf(model.ProblemAssumed, "", "The row “%s” of %s was read as the total of %s, not as a tag. It adds up.", total.words, total.file, of)
	if sum != total.mentions {
		p = model.Problemf(model.CheckTotals, "Ask the publisher which figure is right; cite both until then.",
			"The row “%s” of %s gives %d mentions for %s; the tags listed add up to %d.", total.words, total.file, total.mentions, of, sum)
	}
	p.File, p.Line = total.file, int(total.line)
	j.content.Snapshot.Problems = append(j.content.Snapshot.Problems, *p)
}

// tag keeps a row. In a table without a column for it, the cluster is the
// heading above the row.
func (t *table) tag(j *job, seen *firsts, cluster string) {
	tag := add(&j.content.Tags, t.input)
	tag.Source, tag.File, tag.Line, tag.Place = j.source(), t.Path, int(t.line), t.place()
	tag.Cluster, tag.Name, tag.Description, tag.Language = t.textAlike(tCluster), t.text(tName), t.text(tDescription), t.textAlike(tLanguage)
	if t.at[tCluster] < 0 {
		tag.Cluster = cluster
	}
	if tag.Language == "" {
		tag.Language = j.content.Snapshot.Language
	}
	mentions, ok := t.count(tMentions)
	highlights, okH := t.count(tHighlights)
	consultations, okC := t.count(tConsultations)
	switch before, twice := seen.before(tag.Name); {
	case tag.Name == "" && t.empty():
		t.skip(t.line, "it is blank")
	case tag.Name == "":
		t.skip(t.line, "it has no tag")
	case twice:
		t.skip(t.line, "the tag %s stands already %s", tag.Name, t.onLine(before))
	case !ok || mentions == nil:
		t.skip(t.line, "%q%s is not a number of mentions", t.text(tMentions), t.cell(tMentions))
	case !okH || !okC:
		t.skip(t.line, "%q%s and %q%s are not numbers of highlights and consultations", t.text(tHighlights), t.cell(tHighlights), t.text(tConsultations), t.cell(tConsultations))
	default:
		seen.add(tag.Name, t.line)
		t.RowsRead++
		tag.Mentions, tag.Highlights, tag.Consultations = *mentions, highlights, consultations
		return
	}
	takeBack(&j.content.Tags)
}
