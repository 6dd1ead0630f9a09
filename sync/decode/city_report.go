package decode

import (
	"encoding/json"
	"regexp"
	"strconv"

	"consilience/model"
)

// A report of Talk to the City, as far as it is read: topics with subtopics,
// claims that a program made of what people said, and the quotes behind them.
type (
	cityReport struct {
		Title     string            `json:"title"`
		Topics    []cityTopic       `json:"topics"`
		Sources   []citySource      `json:"sources"`
		AddOns    map[string]any    `json:"addOns"`
		Questions []json.RawMessage `json:"questionAnswers"`
	}
	cityTopic struct {
		Title     string         `json:"title"`
		Subtopics []citySubtopic `json:"subtopics"`
	}
	citySubtopic struct {
		Title       string      `json:"title"`
		Description string      `json:"description"`
		Claims      []cityClaim `json:"claims"`
	}
	cityClaim struct {
		Title   string      `json:"title"`
		Quotes  []cityQuote `json:"quotes"`
		Similar []cityClaim `json:"similarClaims"`
	}
	cityQuote struct {
		ID        string `json:"id"`
		Text      string `json:"text"`
		Reference struct {
			Source    string            `json:"sourceId"`
			Interview string            `json:"interview"`
			Data      []json.RawMessage `json:"data"`
		} `json:"reference"`
	}
	citySource struct {
		ID        string            `json:"id"`
		Interview string            `json:"interview"`
		Data      []json.RawMessage `json:"data"`
	}
)

// anonymous is what Talk to the City calls people whose name it doesn't know.
const anonymous = "Anonymous"

var cityHead = regexp.MustCompile(`^\s*(?:\[\s*"v\d+\.\d+"\s*,\s*\{|\{\s*"(?:data|report)"\s*:\s*\[\s*"v\d+\.\d+"\s*,)`)

// recogniseCityReport knows a report by its version, which stands first.
func recogniseCityReport(l *Look) (Kind, bool) {
	return Kind{Format: model.FormatTalkToTheCity}, cityHead.Match(l.Head)
}

// readCity reads comments as they are given to Talk to the City, or a report
// that it made.
func readCity(j *job) error {
	tables := readNoteTables(&cityTable)
	for i := range j.content.Snapshot.Files {
		l, err := j.lookAt(&j.content.Snapshot.Files[i])
		if err != nil {
			return err
		}
		if !isJSON(l.Head) {
			return tables(j)
		}
		if err := j.read(&j.content.Snapshot.Files[i], func(in *input) error { return readCityReport(j, in) }); err != nil {
			return err
		}
	}
	return nil
}

// readCityReport reads one report, as shown, as downloaded, or as the program
// keeps it: the version and what is of it, once or twice around each other.
func readCityReport(j *job, in *input) error {
	var raw json.RawMessage
	if err := in.json(&raw); err != nil {
		return err
	}
	for range 4 {
		var pair []json.RawMessage
		var holder struct {
			Data   json.RawMessage `json:"data"`
			Report json.RawMessage `json:"report"`
			Topics json.RawMessage `json:"topics"`
		}
		if json.Unmarshal(raw, &pair) == nil && len(pair) == 2 {
			raw = pair[1]
		} else if json.Unmarshal(raw, &holder) == nil && holder.Topics == nil && holder.Data != nil {
			raw = holder.Data
		} else if holder.Topics == nil && holder.Report != nil {
			raw = holder.Report
		}
	}
	var report cityReport
	if err := json.Unmarshal(raw, &report); err != nil || report.Topics == nil {
		return wrong(model.ProblemUnrecognised, in.Path, "Download the report again, as JSON.", "%s is not a report of Talk to the City with its topics. It was not used.", in.Path).Because(err)
	}
	r := &city{quoted: newQuoted(j, in)}
	r.report(report)
	return in.mustHold("quote")
}

type city struct{ *quoted }

func (r *city) report(report cityReport) {
	if s := &r.content.Snapshot.Source; report.Title != "" && (s.Title == "" || s.Title == s.ID) {
		s.Title = report.Title
	}
	for n, s := range report.Sources {
		var data struct {
			Text string `json:"text"`
			Link string `json:"link"`
		}
		medium := ""
		if len(s.Data) == 2 {
			_ = json.Unmarshal(s.Data[1], &data) // what it lacks stays empty
			_ = json.Unmarshal(s.Data[0], &medium)
		}
		if medium != "video" && medium != "audio" {
			medium = ""
		}
		note := r.newNote()
		note.ID, note.Text, note.Address, note.Medium, note.Line = s.ID, data.Text, data.Link, medium, n+1
		if s.Interview != anonymous {
			note.Author = s.Interview
		}
		switch {
		case s.ID == "" || data.Text == "" && medium == "":
			takeBack(&r.content.Notes)
			r.in.skipEntry("Source", n, "it has no id or no text", nil)
		default:
			if _, twice := r.keepNote(note); twice {
				takeBack(&r.content.Notes)
				r.in.skipEntry("Source", n, "its id stands there a second time", nil)
				continue
			}
			r.in.RowsRead++
		}
	}
	n := 0
	for _, t := range report.Topics {
		for _, sub := range t.Subtopics {
			name := r.tag(t.Title, sub.Title, sub.Description, 0)
			for _, c := range sub.Claims {
				r.claim(c, name, &n, 0)
			}
		}
	}
	if len(report.Sources) == 0 && n > 0 {
		r.in.problems.add(0, model.ProblemLeftOut, "Add the file of comments that the report was made of.",
			"%s came without the texts that its quotes are of. Quotes are kept as passages without a text.", r.in.Path)
		r.lost = 0
	}
	if len(report.AddOns)+len(report.Questions) > 0 {
		r.in.problems.add(0, model.ProblemLeftOut, "", "%s holds what a program concluded (cruxes, answers to questions). That was not kept: only what people said, and how it was filed.", r.in.Path)
	}
	r.done()
}

// maxSimilar is how deep claims that are said to be alike are looked into.
const maxSimilar = 20

// claim keeps a claim's quotes. The claim itself is a program's wording: it
// stands beside each quote as a remark.
func (r *city) claim(c cityClaim, tag string, n *int, depth int) {
	for _, q := range c.Quotes {
		*n++
		if q.Text == "" {
			r.in.skipEntry("Quote", *n-1, "it has no words", nil)
			continue
		}
		r.in.RowsRead++
		if q.ID == "" {
			q.ID = "quote-" + strconv.Itoa(*n)
		}
		at := struct {
			Start *int `json:"startIdx"`
			End   *int `json:"endIdx"`
		}{}
		if len(q.Reference.Data) == 2 {
			_ = json.Unmarshal(q.Reference.Data[1], &at) // a video has none
		}
		from, to := -1, -1
		if at.Start != nil && at.End != nil {
			from, to = *at.Start, *at.End
		}
		r.excerpt(quote{id: q.ID, note: q.Reference.Source, words: q.Text, remark: c.Title, coder: "Talk to the City", from: from, to: to, line: *n}, tag)
	}
	if depth < maxSimilar {
		for _, s := range c.Similar {
			r.claim(s, tag, n, depth+1)
		}
	}
}
