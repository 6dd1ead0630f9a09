package model

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
)

// SnapshotID names the exact content of a source: the hexadecimal SHA-256 of
// its files' paths and digests, and of which tables of them it is. The same files have the same id wherever and
// whenever they were fetched.
type SnapshotID string

// Short is the first ten digits, enough for people to compare by eye.
func (id SnapshotID) Short() string {
	if len(id) > 10 {
		return string(id[:10])
	}
	return string(id)
}

// Format names a publisher's file format that sync/decode reads.
type Format string

// The formats.
const (
	FormatPolisExport     Format = "polis-export"           // comments.csv, votes.csv, participants-votes.csv, summary.csv
	FormatStatementsTable Format = "statements-table"       // statement, votes, percentages
	FormatTagsTable       Format = "tags-table"             // cluster, tag, mentions
	FormatParticipation   Format = "participation-table"    // channel, measure, dimension, group, value
	FormatTargets         Format = "target-population"      // dimension, group, share of a population to compare with
	FormatThemes          Format = "consilience-themes"     // themes with their evidence, as published by a task force
	FormatTradeOffs       Format = "consilience-trade-offs" // trade-offs with their poles and evidence
	FormatGoogleForms     Format = "google-forms"           // responses of a form, CSV or XLSX
	FormatLimeSurvey      Format = "limesurvey"             // responses of a survey, CSV
	FormatKobo            Format = "kobotoolbox"            // submissions of a form, CSV or XLSX with a sheet for each repeat
	FormatMentimeter      Format = "mentimeter"             // voters of a presentation, XLSX, or CSV made of it
	FormatGoVocal         Format = "go-vocal"               // inputs of a participation platform, XLSX
	FormatSurveyTable     Format = "survey-table"           // any table with a response in each row, by a Mapping
	FormatClaims          Format = "consilience-claims"     // claims of a report, each bound to its filter

	FormatREFIProject    Format = "refi-project"     // .qdpx: texts, codes, codings of a coding program
	FormatREFICodebook   Format = "refi-codebook"    // .qdc: codes
	FormatTaguette       Format = "taguette-project" // .sqlite3: documents, highlights, tags
	FormatTaguetteTable  Format = "taguette-table"   // highlights as CSV or XLSX
	FormatDovetailTable  Format = "dovetail-table"   // highlights or notes as CSV
	FormatDovetailAPI    Format = "dovetail-api"     // pages of its interface for programs, as JSON
	FormatQualCoderCases Format = "qualcoder-cases"  // cases with attributes, as CSV or XLSX
	FormatQualCoderCodes Format = "qualcoder-codes"  // a plain list of categories and codes
	FormatSpeakerTurns   Format = "speaker-turns"    // a transcript whose turns begin with [speaker]

	FormatNotes         Format = "notes"            // notes of meetings as prose, with or without a register
	FormatComments      Format = "comments-table"   // comments on a published text: passage, author, comment, reply
	FormatDecidim       Format = "decidim"          // proposals or comments of a Decidim site
	FormatDecidimSurvey Format = "decidim-survey"   // answers to a survey of a Decidim site
	FormatConsul        Format = "consul"           // proposals or investments of a CONSUL site
	FormatLoomio        Format = "loomio"           // a Loomio group's export, JSON Lines
	FormatTalkToTheCity Format = "talk-to-the-city" // comments for, or a report of, Talk to the City
	FormatJigsawVotes   Format = "jigsaw-votes"     // statements with votes by group, for Jigsaw's Sensemaker
	FormatJigsawTopics  Format = "jigsaw-topics"    // answers with the topics that Jigsaw's Sensemaker found
)

// Source is one published file set of one channel.
type Source struct {
	// ID is unique in a workspace: lower-case letters, digits, dots and hyphens.
	ID string `json:"source"`
	// Title is what the publisher calls it; the ID if there is no title.
	Title   string  `json:"title"`
	Channel Channel `json:"channel"`
	Format  Format  `json:"format"`
	// Feed is the address of the feed the source came with: an https or
	// loopback http address, an absolute folder or file path, or "sample".
	Feed string `json:"feed"`
	// Consultation is the feed's own title; empty if it has none.
	Consultation string `json:"consultation,omitempty"`
	// Publisher and Licence are as the feed states them; empty if it doesn't.
	Publisher string `json:"publisher"`
	Licence   string `json:"licence"`
	// Limitations are what the publisher says the data cannot tell.
	Limitations []string `json:"limitations,omitempty"`
	// Paraphrased says that the texts are short paraphrases, not the original
	// wording. It is said on screen and in papers.
	Paraphrased bool `json:"paraphrased,omitempty"`
	// Simulated says that the data are made up by a program.
	Simulated bool `json:"simulated,omitempty"`
	// Language is the BCP 47 tag of texts that state no language of their own;
	// empty if the feed doesn't say.
	Language string `json:"language,omitempty"`
	// Mapping says what columns mean that do not say so themselves; nil if
	// the files can be read without one.
	Mapping *Mapping `json:"mapping,omitempty"`
}

// File is one published file of a snapshot, kept byte for byte as a blob.
type File struct {
	// Path is relative to the feed, with forward slashes.
	Path string `json:"path"`
	// Table is which table of the document it is, counted from 1; 0 where the
	// file is a table itself, or is read as a whole.
	Table int `json:"table,omitempty"`
	// Address is where the file was read: a URL or an absolute path.
	Address string `json:"address,omitempty"`
	// SHA256 is the lower-case hexadecimal digest of the file's bytes.
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
	// RowsRead and RowsSkipped count data rows, header not counted. A skipped
	// row always has a Problem.
	RowsRead    int `json:"rows_read"`
	RowsSkipped int `json:"rows_skipped"`
}

// Snapshot is the exact content of a source at one time.
type Snapshot struct {
	Source
	ID        SnapshotID `json:"snapshot"`
	FetchedAt time.Time  `json:"fetched_at"`
	// Collected is when the publisher says people took part: "from" and "to"
	// as published, empty if unknown.
	CollectedFrom string    `json:"collected_from,omitempty"`
	CollectedTo   string    `json:"collected_to,omitempty"`
	Files         []File    `json:"files"`
	Problems      []Problem `json:"problems"`
}

// NewSnapshotID computes the id of a file set. The order of files does not
// matter.
func NewSnapshotID(files []File) SnapshotID {
	lines := make([]string, len(files))
	for i, f := range files {
		lines[i] = f.SHA256 + "  " + f.Path + "\n"
		if f.Table > 0 {
			lines[i] = f.SHA256 + "  " + f.Path + "#" + strconv.Itoa(f.Table) + "\n"
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return SnapshotID(hex.EncodeToString(sum[:]))
}
