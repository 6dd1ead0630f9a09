package decode

import "consilience/model"

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
				t.tag(j, seen)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
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
