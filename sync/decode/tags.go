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

var tagColumns = []column{
	tCluster:       {name: "cluster", synonyms: []string{"group", "category", "theme"}},
	tName:          {name: "tag", synonyms: []string{"tag name", "code"}, needed: true},
	tDescription:   {name: "description", synonyms: []string{"definition"}},
	tMentions:      {name: "mentions", synonyms: []string{"number of mentions", "number of highlights", "count"}, needed: true},
	tHighlights:    {name: "highlights", synonyms: []string{"excerpts", "distinct highlights"}},
	tConsultations: {name: "consultations", synonyms: []string{"meetings", "number of documents"}},
	tLanguage:      {name: "language", synonyms: []string{"lang"}},
}

// readTags reads published tags.
func readTags(j *job) error {
	seen := map[string]uint32{}
	var totals []tagTotal
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			t, err := openTable(in, tagColumns)
			if err != nil {
				return err
			}
			for {
				ok, err := t.next()
				if err != nil {
					return err
				}
				if !ok {
					return in.mustHold("tag")
				}
				if !t.total(&totals) {
					t.tag(j, seen)
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
	line                 uint32
	mentions             int
}

// totalWords are what a row of a table is called that adds up others.
var totalWords = []string{"total", "totals", "subtotal", "sub-total", "grand total", "sum", "suma", "total general", "somme", "sous-total", "totaux", "summe", "gesamt"}

// total takes a row that adds up others; false if the row is a tag's.
func (t *table) total(totals *[]tagTotal) bool {
	cluster, name := t.text(tCluster), t.text(tName)
	isTotal := func(words string) bool {
		return slices.Contains(totalWords, strings.ToLower(strings.TrimRight(words, " :")))
	}
	mentions, ok := count(t.text(tMentions))
	if !ok || mentions == nil {
		return false
	}
	total := tagTotal{cluster: cluster, words: name, file: t.Path, line: t.line, mentions: *mentions}
	switch {
	case isTotal(cluster) && (name == "" || isTotal(name)):
		total.cluster, total.words = "", cluster
	case !isTotal(name):
		return false
	}
	t.RowsRead++
	*totals = append(*totals, total)
	return true
}

// compare holds a total against the tags that it adds up, and says how the row
// was read.
func (total tagTotal) compare(j *job) {
	sum := 0
	for _, tag := range j.content.Tags {
		if total.cluster == "" || tag.Cluster == total.cluster {
			sum += tag.Mentions
		}
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

func (t *table) tag(j *job, seen map[string]uint32) {
	tag := model.Tag{
		Source: j.source(), Cluster: t.text(tCluster), Name: t.text(tName), Description: t.text(tDescription),
		Language: t.text(tLanguage), File: t.Path, Line: int(t.line),
	}
	if tag.Language == "" {
		tag.Language = j.content.Snapshot.Language
	}
	mentions, ok := count(t.text(tMentions))
	highlights, okH := count(t.text(tHighlights))
	consultations, okC := count(t.text(tConsultations))
	switch before, twice := seen[tag.Name]; {
	case t.empty():
		t.skip(t.line, "it is blank")
	case tag.Name == "":
		t.skip(t.line, "it has no tag")
	case twice:
		t.skip(t.line, "the tag %s stands already on line %d", tag.Name, before)
	case !ok || mentions == nil:
		t.skip(t.line, "%q is not a number of mentions", t.text(tMentions))
	case !okH || !okC:
		t.skip(t.line, "%q and %q are not numbers of highlights and consultations", t.text(tHighlights), t.text(tConsultations))
	default:
		seen[tag.Name] = t.line
		t.RowsRead++
		tag.Mentions, tag.Highlights, tag.Consultations = *mentions, highlights, consultations
		j.content.Tags = append(j.content.Tags, tag)
	}
}
