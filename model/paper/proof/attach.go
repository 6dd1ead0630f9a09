package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/paper"
)

// Inputs are what a paper was composed from and how its figures are explained.
type Inputs struct {
	Paper        model.Paper
	Consultation string
	Program      string
	Thresholds   analysis.Thresholds
	Sources      []model.Snapshot
	Classes      []Class
	Poles        []Pole
	Words        []Words
	Coding       []Coded
	Tags         []CodedTag
	Heard        []model.Heard
	// Explain computes a measure again and says from what.
	Explain func(measure string) (model.Explanation, error)
}

// Attach puts evidence.json, evidence.csv, dictionary.csv and manifest.json
// into d. The same document and inputs give the same bytes. The error is that
// of Explain: a figure that cannot be explained is not printed.
func Attach(d *paper.Document, in Inputs) error {
	e := Evidence{Version: Version, Title: d.Title, Figures: []Figure{}, Classes: some(in.Classes), Poles: some(in.Poles), Words: some(in.Words), Coding: in.Coding, Tags: in.Tags, Heard: in.Heard}
	terms := map[string]Term{}
	methods := map[string]bool{}
	for _, f := range d.Figures() {
		figure := Figure{ID: f.ID, Words: f.Words, Form: f.Number.Form, Language: f.Number.Language, Terms: []Term{}}
		for _, m := range f.Number.Measures {
			name := m.ID() + "@" + string(m.Snapshot)
			t, ok := terms[name]
			if !ok {
				ex, err := in.Explain(name)
				if err != nil {
					return err
				}
				t = Term{ID: m.ID(), Measure: m, Name: ex.Name, Formula: ex.Formula, Inputs: some(ex.Inputs), File: ex.File, SHA256: ex.SHA256, Lines: Ranges(ex.Lines)}
				terms[name] = t
				methods[m.Method] = true
			}
			figure.Terms = append(figure.Terms, t)
		}
		e.Figures = append(e.Figures, figure)
	}
	raw, err := written(e)
	if err != nil {
		return err
	}
	table, err := e.table()
	if err != nil {
		return err
	}
	words, err := dictionary()
	if err != nil {
		return err
	}
	files := []paper.Attachment{
		{Name: EvidenceJSON, Description: described(in.Paper.Language, EvidenceJSON), MIME: "application/json", Relationship: "Data", Content: raw},
		{Name: EvidenceCSV, Description: described(in.Paper.Language, EvidenceCSV), MIME: "text/csv", Relationship: "Data", Content: table},
		{Name: Dictionary, Description: described(in.Paper.Language, Dictionary), MIME: "text/csv", Relationship: "Supplement", Content: words},
	}
	if len(in.Coding) > 0 {
		coded, err := codingTable(in.Coding)
		if err != nil {
			return err
		}
		files = append(files, paper.Attachment{Name: CodingCSV, Description: described(in.Paper.Language, CodingCSV), MIME: "text/csv", Relationship: "Data", Content: coded})
	}
	m := manifest(in, methods, files)
	if raw, err = written(m); err != nil {
		return err
	}
	d.Attachments = append(d.Attachments, files...)
	d.Attachments = append(d.Attachments, paper.Attachment{Name: ManifestJSON, Description: described(in.Paper.Language, ManifestJSON), MIME: "application/json", Relationship: "Source", Content: raw})
	return nil
}

func manifest(in Inputs, methods map[string]bool, files []paper.Attachment) Manifest {
	m := Manifest{Version: Version, Program: in.Program, Consultation: in.Consultation, Paper: in.Paper, Thresholds: in.Thresholds, Sources: []Source{}, Methods: []analysis.Method{}, Attachments: []Digest{}}
	m.Paper.Logo, m.Paper.Made = nil, model.Made{}
	for _, s := range in.Sources {
		src := Source{Source: s.Source.ID, Title: s.Title, Channel: s.Channel, Format: s.Format, Publisher: s.Publisher, Licence: s.Licence, Snapshot: s.ID,
			Feed: public(s.Feed), Limitations: some(s.Limitations), Paraphrased: s.Paraphrased, Simulated: s.Simulated, Mapping: s.Mapping, Files: []File{}}
		for _, f := range s.Files {
			src.Files = append(src.Files, File{Path: f.Path, Address: public(f.Address), SHA256: f.SHA256, Bytes: f.Bytes, RowsRead: f.RowsRead, RowsSkipped: f.RowsSkipped})
		}
		m.Sources = append(m.Sources, src)
	}
	for _, method := range analysis.Methods() {
		if methods[method.Key] {
			m.Methods = append(m.Methods, method)
		}
	}
	for _, f := range files {
		m.Attachments = append(m.Attachments, Digest{f.Name, digest(f.Content), len(f.Content)})
	}
	return m
}

// public is an address that others can reach; empty for a place on a machine.
func public(address string) string {
	if address == "sample" || strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func written(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("the paper's evidence could not be written: %w", err)
	}
	return b.Bytes(), nil
}

// table is evidence.csv: a row for each measure of each figure.
func (e Evidence) table() ([]byte, error) {
	rows := [][]string{{"figure", "words", "form", "measure", "method", "name", "formula", "value", "unit", "count", "n", "snapshot", "file", "sha256", "lines"}}
	for _, f := range e.Figures {
		for _, t := range f.Terms {
			rows = append(rows, []string{f.ID, plain(f.Words), string(f.Form), t.ID, t.Method, t.Name, t.Formula, strconv.FormatFloat(t.Value, 'g', -1, 64), string(t.Unit),
				strconv.Itoa(t.Count), strconv.Itoa(t.N), string(t.Snapshot), t.File, t.SHA256, t.Lines})
		}
	}
	return csvOf(rows)
}

// codingTable is coding.csv: a row for each tag of each passage.
func codingTable(list []Coded) ([]byte, error) {
	rows := [][]string{{"source", "note", "passage", "from", "to", "tag", "polarity", "coder", "sha256"}}
	for _, c := range list {
		rows = append(rows, []string{c.Source, c.Note, c.Excerpt, strconv.Itoa(c.Start + 1), strconv.Itoa(c.End), c.Tag, strconv.Itoa(c.Polarity), c.Coder, c.SHA256})
	}
	return csvOf(rows)
}

func csvOf(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range rows {
		for i, cell := range r { // a spreadsheet must not take a text for a formula
			r[i] = model.Defuse(cell)
		}
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// dictionary says what the fields mean.
func dictionary() ([]byte, error) {
	return csvOf([][]string{
		{"file", "field", "meaning"},
		{"(all)", "to recompute", "“consilience verify FILE.pdf” computes every figure again. By hand: get the file that a row of evidence.csv names from its address in manifest.json, compare its SHA-256, read the lines named, and put their numbers into the formula"},
		{EvidenceCSV, "figure", "name of the figure in the PDF: n1 is the first that is read"},
		{EvidenceCSV, "words", "what the paper prints"},
		{EvidenceCSV, "form", "how it is printed: plain (a count), of-base (count of base, share), percent, between (lower and upper bound), sum (counts of one channel added up)"},
		{EvidenceCSV, "measure", "name under which the program explains it: method:source:item, with |source:item for a second item"},
		{EvidenceCSV, "method", "versioned key of the formula"},
		{EvidenceCSV, "name", "what the formula gives, in words"},
		{EvidenceCSV, "formula", "how value was computed; its counts come from the lines named in the same row"},
		{EvidenceCSV, "unit", "of value: share, percent, mentions, votes and the like"},
		{EvidenceCSV, "value", "as computed: a share is 0 to 1, a percentage as published 0 to 100"},
		{EvidenceCSV, "count", "numerator; 0 where only a percentage was published"},
		{EvidenceCSV, "n", "base: votes on the statement, passes included, or mentions of both poles; 0 for a plain count"},
		{EvidenceCSV, "snapshot", "SHA-256 over the paths and digests of the source's files"},
		{EvidenceCSV, "file", "published file, relative to its feed"},
		{EvidenceCSV, "sha256", "digest of that file"},
		{EvidenceCSV, "lines", "lines of the file that were used, from 1, the header included"},
		{EvidenceJSON, "figures", "the same figures, with the numbers put into each formula"},
		{EvidenceJSON, "classes", "each theme with its links, its class, the rule that gave it (1 to 8), what was tried before, its confidence, and the channels of which there were inputs"},
		{EvidenceJSON, "poles", "the reading of each pole of each trade-off by channel, with the links that were read"},
		{EvidenceJSON, "words", "positions, decisions and responses in their authors' own words; they are no figures"},
		{CodingCSV, "from, to", "first and last character of the passage in its note, from 1; its words stand in the published note"},
		{CodingCSV, "polarity", "1 for what the tag says, -1 against, 0 on the topic only"},
		{CodingCSV, "coder", "a number for each member who tagged; coding.csv is there if figures may rest on members' coding"},
		{CodingCSV, "sha256", "digest of the passage's words"},
		{EvidenceJSON, "coding", "the same passages"},
		{EvidenceJSON, "tags", "tags that members made, named otherwise or merged"},
		{EvidenceJSON, "heard", "lines that members entered in the register of who took part"},
		{ManifestJSON, "sources", "inputs: publisher, licence, address, digest and rows of each file; an empty address is a file from a member's machine"},
		{ManifestJSON, "thresholds", "the cut-offs that readings and classes use; shares are 0 to 1"},
		{ManifestJSON, "methods", "the formulas used, with their sources"},
		{ManifestJSON, "attachments", "SHA-256 of the other files inside the paper"},
		{ManifestJSON, "paper", "the paper's settings and outline"},
	})
}

// Ranges writes ascending numbers short: "2-75 80".
func Ranges(lines []int) string {
	lines = slices.Compact(slices.Clone(lines))
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		end := i
		for end+1 < len(lines) && lines[end+1] == lines[end]+1 {
			end++
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.Itoa(lines[i]))
		if end > i {
			b.WriteString("-" + strconv.Itoa(lines[end]))
		}
		i = end
	}
	return b.String()
}

// plain makes all blanks plain ones.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
