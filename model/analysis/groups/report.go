package groups

import (
	"encoding/json"
	"strconv"

	"consilience/model"
)

// Report is a grouping with its figures as the headless verb "groups" prints
// it: one JSON document. Participants and statements go by their published
// ids, groups by their names. Shares are 0 to 1; what is not known is null.
type Report struct {
	Source     string               `json:"source"`
	Method     Method               `json:"method"`
	K          int                  `json:"k"`
	RunnerUp   *int                 `json:"runner_up_k"`
	Silhouette map[string]float64   `json:"silhouette"`
	Stability  *float64             `json:"stability"`
	Steadiness *ReportStability     `json:"stability_detail"`
	Say        []string             `json:"say"`
	Labels     map[string]GroupName `json:"labels"`
	Groups     []ReportGroup        `json:"groups"`
	Consensus  struct {
		Agree    []Shared `json:"agree"`
		Disagree []Shared `json:"disagree"`
	} `json:"consensus"`
	Uncertain   []Unsure                   `json:"uncertain"`
	PCA         ReportPCA                  `json:"pca"`
	Projections map[string]Point           `json:"projections"`
	Statements  map[string]ReportStatement `json:"statements"`
}

// GroupName is a group's name; in JSON a number if it is a whole one, such as
// Polis's, otherwise a string.
type GroupName string

// MarshalJSON implements json.Marshaler.
func (n GroupName) MarshalJSON() ([]byte, error) {
	if i, err := strconv.Atoi(string(n)); err == nil && strconv.Itoa(i) == string(n) {
		return []byte(n), nil
	}
	return json.Marshal(string(n))
}

// ReportGroup is a group with what marks it.
type ReportGroup struct {
	Group          GroupName `json:"group"`
	Size           int       `json:"size"`
	Stability      *float64  `json:"stability"`
	Representative []Mark    `json:"representative"`
}

// ReportStability has the runs, and each participant's share of runs in their
// group; see Stability.
type ReportStability struct {
	Runs         int                `json:"runs"`
	Deleted      float64            `json:"deleted_share"`
	Participants map[string]float64 `json:"participants"`
}

// ReportPCA has the two directions over the statements listed.
type ReportPCA struct {
	Variance   [2]float64   `json:"explained_variance"`
	Ratio      [2]float64   `json:"explained_variance_ratio"`
	Components [2][]float64 `json:"components"`
	Statements []string     `json:"statements"`
}

// ReportStatement is a statement's figures.
type ReportStatement struct {
	Out               bool                   `json:"out"`
	Extremity         float64                `json:"extremity"`
	Divisive          *float64               `json:"divisive"`
	ConsensusAgree    *float64               `json:"consensus_agree"`
	ConsensusDisagree *float64               `json:"consensus_disagree"`
	MeanAgree         *float64               `json:"consensus_agree_mean"`
	MeanDisagree      *float64               `json:"consensus_disagree_mean"`
	Place             Point                  `json:"place"`
	Priority          float64                `json:"priority"`
	Groups            map[string]ReportVotes `json:"groups"`
}

// ReportVotes are one group's votes on a statement; Votes includes passes.
type ReportVotes struct {
	Agree    int `json:"agree"`
	Disagree int `json:"disagree"`
	Votes    int `json:"votes"`
}

// NewReport writes down a grouping g of m with its profile and stability.
// people are the snapshot's participants; positions beyond them have no id and
// are left out. A Stability without runs gives null.
func NewReport(source string, people []model.Participant, m *Matrix, g Grouping, p Profile, s Stability) Report {
	r := Report{Source: source, Method: g.Method, K: g.K, Say: append(append([]string{}, g.Say...), s.Say...),
		Silhouette: map[string]float64{}, Labels: map[string]GroupName{}, Groups: []ReportGroup{},
		Uncertain: some(p.Uncertain), Projections: map[string]Point{}, Statements: map[string]ReportStatement{},
		PCA: ReportPCA{g.PCA.Variance, g.PCA.Ratio, g.PCA.Components, some(m.ids)}}
	r.Consensus.Agree, r.Consensus.Disagree = some(p.Agree), some(p.Disagree)
	for _, c := range g.Curve {
		r.Silhouette[strconv.Itoa(c.K)] = c.Value
	}
	if g.RunnerUp > 0 {
		r.RunnerUp = &g.RunnerUp
	}
	if s.Runs > 0 {
		r.Stability = &s.Overall
		r.Steadiness = &ReportStability{s.Runs, Deleted, map[string]float64{}}
	}
	for i := range min(len(people), m.people()) {
		if m.cast(i) > 0 {
			r.Projections[people[i].ID] = g.Places[i]
		}
		if l := g.Labels[i]; l >= 0 {
			r.Labels[people[i].ID] = GroupName(g.Names[l])
			if s.Runs > 0 {
				r.Steadiness.Participants[people[i].ID] = s.People[i]
			}
		}
	}
	for k, group := range p.Groups {
		own := ReportGroup{Group: GroupName(group.Name), Size: group.Size, Representative: some(group.Marks)}
		if s.Runs > 0 {
			own.Stability = &s.Groups[k]
		}
		r.Groups = append(r.Groups, own)
	}
	for i := range p.Statements {
		r.Statements[p.Statements[i].ID] = reportStatement(&p.Statements[i], g.Names)
	}
	return r
}

func reportStatement(f *Figures, names []string) ReportStatement {
	r := ReportStatement{Out: f.Out, Extremity: f.Extremity, Place: f.Place, Priority: f.Priority, Groups: map[string]ReportVotes{}}
	if len(f.Groups) > 0 {
		r.ConsensusAgree, r.ConsensusDisagree = &f.ConsensusAgree, &f.ConsensusDisagree
		r.MeanAgree, r.MeanDisagree = &f.MeanAgree, &f.MeanDisagree
	}
	if len(f.Groups) > 1 {
		r.Divisive = &f.Divisive
	}
	for k, own := range f.Groups {
		r.Groups[names[k]] = ReportVotes{own.Agree, own.Disagree, own.N()}
	}
	return r
}

// some makes an empty list of none, so that JSON shows [] and not null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
