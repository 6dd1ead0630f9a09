package main

import (
	"consilience/model"
	"consilience/model/desk"
)

// What --json prints of inputs. Names are stable; what is not known is null,
// never 0 or an empty text.
//
// Records keep personal data on purpose: what --json prints of statements,
// notes, answers and explanations is as it was published, since programs
// compare it with the published files; so are the files of a feed (publish
// refuses personal data unless it is said on purpose), exported codings and
// backups, which go back in whole. Papers in every format, their evidence
// files, saved charts and lists of checks have it taken out.

// problemJSON is a problem.
type problemJSON struct {
	Kind *string `json:"kind"`
	Say  string  `json:"say"`
	Do   *string `json:"do"`
	File *string `json:"file"`
	Line *int    `json:"line"`
}

func newProblems(list []model.Problem) []problemJSON {
	out := make([]problemJSON, 0, len(list))
	for _, p := range list {
		out = append(out, problemJSON{Kind: some(p.Kind), Say: p.Say, Do: some(p.Do), File: some(p.File), Line: some(p.Line)})
	}
	return out
}

// snapshotJSON is a source's snapshot.
type snapshotJSON struct {
	model.Snapshot
	Consultation  *string       `json:"consultation"`
	Publisher     *string       `json:"publisher"`
	Licence       *string       `json:"licence"`
	Language      *string       `json:"language"`
	CollectedFrom *string       `json:"collected_from"`
	CollectedTo   *string       `json:"collected_to"`
	Limitations   []string      `json:"limitations"`
	Paraphrased   bool          `json:"paraphrased"`
	Simulated     bool          `json:"simulated"`
	Problems      []problemJSON `json:"problems"`
	Changed       bool          `json:"changed"`
}

func newSnapshotJSON(s model.Snapshot, changed bool) snapshotJSON {
	return snapshotJSON{
		Snapshot: s, Consultation: some(s.Consultation), Publisher: some(s.Publisher), Licence: some(s.Licence), Language: some(s.Language),
		CollectedFrom: some(s.CollectedFrom), CollectedTo: some(s.CollectedTo), Limitations: orEmpty(s.Limitations),
		Paraphrased: s.Paraphrased, Simulated: s.Simulated, Problems: newProblems(s.Problems), Changed: changed,
	}
}

// syncJSON is what a sync brought.
type syncJSON struct {
	Sources       []snapshotJSON `json:"sources"`
	Problems      []problemJSON  `json:"problems"`
	Requests      int            `json:"requests"`
	BytesReceived int64          `json:"bytes_received"`
	Changes       []string       `json:"changes"`
}

func newSyncJSON(r desk.SyncResult, changes []string) syncJSON {
	j := syncJSON{Sources: []snapshotJSON{}, Problems: newProblems(r.Problems), Requests: r.Requests, BytesReceived: r.BytesReceived, Changes: orEmpty(changes)}
	for _, s := range r.Sources {
		j.Sources = append(j.Sources, newSnapshotJSON(s.Snapshot, s.Changed))
	}
	return j
}

// sourceJSON is a source that is here, counted. Votes and voters are those of
// a poll.
type sourceJSON struct {
	snapshotJSON
	Statements int  `json:"statements"`
	Votes      *int `json:"votes"`
	Voters     *int `json:"voters"`
	Tags       int  `json:"tags"`
	Older      int  `json:"older_snapshots"`
}

func newSourceJSON(s desk.Source) sourceJSON {
	j := sourceJSON{snapshotJSON: newSnapshotJSON(s.Snapshot, false), Statements: s.Statements, Voters: some(s.Voters), Tags: s.Tags, Older: s.Older}
	if s.Statements > 0 {
		j.Votes = &s.Votes
	}
	return j
}

// publishedJSON holds a statement's figures as printed.
type publishedJSON struct {
	Votes          *int               `json:"votes"`
	AgreePct       *float64           `json:"agree_pct"`
	DisagreePct    *float64           `json:"disagree_pct"`
	PassPct        *float64           `json:"pass_pct"`
	Agrees         *int               `json:"agrees"`
	Disagrees      *int               `json:"disagrees"`
	Passes         *int               `json:"passes"`
	GroupConsensus *float64           `json:"group_informed_consensus"`
	Groups         []model.GroupTally `json:"groups"`
	Important      *int               `json:"important"`
}

// some makes what is not known null in JSON.
func some[T comparable](v T) *T {
	var unknown T
	if v == unknown {
		return nil
	}
	return &v
}

// orEmpty makes JSON print [] for an empty list.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
