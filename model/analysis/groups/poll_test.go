package groups

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"consilience/model"
)

// conversations are the seven open Polis conversations beside the repository
// (github.com/compdemocracy/openData at 0bc2ce0, CC BY 4.0).
var conversations = []string{
	"15-per-hour-seattle", "austria-climate.5twd2jsnkf.2022-08-08", "bg2050-volunteers", "brexit-consensus",
	"canadian-electoral-reform", "london.youth.policing", "scoop-hivemind.taxes",
}

// poll is a published conversation with what it should give.
type poll struct {
	name      string
	people    []string // ids, as in participants-votes.csv
	published []int    // labels by position
	matrix    *Matrix
	statement []model.Statement
	columns   []model.VoteColumn
	oracle    oracle
}

// oracle is what an independent implementation of the specification computed
// (numpy, double precision, rounded to ten decimals).
type oracle struct {
	Statements []int `json:"statement_ids"`
	PCA        struct {
		Variance []float64    `json:"explained_variance"`
		Ratio    []float64    `json:"explained_variance_ratio"`
		Center   []float64    `json:"center"`
		Comps    [2][]float64 `json:"comps"`
	} `json:"pca"`
	Places map[string]struct {
		Votes, Agree, Disagree int
		Extremity, X, Y        float64
	} `json:"statements"`
	Consensus map[string][]oracleChoice `json:"consensus"`
	Uncertain []struct {
		Tid, Passes, Votes int
		Share              float64 `json:"pass_share"`
	} `json:"uncertainty_report_rule"`
	Published oracleGroups `json:"published"`
	Cold      oracleGroups `json:"reference_cold_start"`
	RedDwarf  struct {
		Labels map[string]int `json:"labels"`
	} `json:"red_dwarf"`
}

type oracleChoice struct {
	Tid       int
	Successes int     `json:"n-success"`
	Trials    int     `json:"n-trials"`
	P         float64 `json:"p-success"`
	PTest     float64 `json:"p-test"`
	Repness   float64 `json:"repness"`
	RTest     float64 `json:"repness-test"`
	For       string  `json:"repful-for"`
	Best      bool    `json:"best-agree"`
	Agrees    int     `json:"n-agree"`
}

type oracleGroups struct {
	Labels         map[string]int `json:"labels"`
	K              int
	Silhouette     map[string]float64                       `json:"silhouette_by_k"`
	Votes          map[string]map[string][3]int             `json:"group_votes"`
	Agree          map[string]float64                       `json:"group_aware_consensus_agree"`
	Disagree       map[string]float64                       `json:"group_aware_consensus_disagree"`
	Representative map[string][]oracleChoice                `json:"representative"`
	Priorities     map[string]float64                       `json:"priorities"`
	Stats          map[string]map[string]map[string]float64 `json:"repness_stats"`
}

// openPolls reads the seven conversations, or skips if they are not there.
func openPolls(t testing.TB) []*poll {
	t.Helper()
	shared := filepath.Join("..", "..", "..", "..", "shared")
	if _, err := os.Stat(filepath.Join(shared, "oracle")); err != nil {
		t.Skip("the open Polis conversations are not beside the repository (folder shared)")
	}
	var polls []*poll
	for _, name := range conversations {
		p := &poll{name: name}
		p.read(t, filepath.Join(shared, "data", "polis-open", name))
		text, err := os.ReadFile(filepath.Join(shared, "oracle", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &p.oracle); err != nil {
			t.Fatal(err)
		}
		p.matrix = New(p.statement, p.columns, len(p.people), nil)
		polls = append(polls, p)
	}
	return polls
}

func (p *poll) read(t testing.TB, dir string) {
	comments, at := table(t, filepath.Join(dir, "comments.csv"))
	for _, row := range comments {
		s := model.Statement{ID: row[at["comment-id"]], Text: row[at["comment-body"]]}
		moderated, err := strconv.Atoi(row[at["moderated"]])
		if err != nil {
			t.Fatal(err)
		}
		s.Moderation = model.Moderation(moderated)
		if i, ok := at["is-meta"]; ok {
			s.Meta = row[i] == "true"
		}
		p.statement = append(p.statement, s)
	}
	rows, at := table(t, filepath.Join(dir, "participants-votes.csv"))
	position := map[string]uint32{}
	for i, row := range rows {
		position[row[at["participant"]]] = uint32(i)
		p.people = append(p.people, row[at["participant"]])
		group := None
		if g := row[at["group-id"]]; g != "" {
			var err error
			if group, err = strconv.Atoi(g); err != nil {
				t.Fatal(err)
			}
		}
		p.published = append(p.published, group)
	}
	votes, at := table(t, filepath.Join(dir, "votes.csv"))
	number := map[string]int{}
	for _, row := range votes {
		id := row[at["comment-id"]]
		j, ok := number[id]
		if !ok {
			j = len(p.columns)
			number[id] = j
			p.columns = append(p.columns, model.VoteColumn{Statement: id})
		}
		v, err := strconv.Atoi(row[at["vote"]])
		if err != nil {
			t.Fatal(err)
		}
		p.columns[j].Participants = append(p.columns[j].Participants, position[row[at["voter-id"]]])
		p.columns[j].Votes = append(p.columns[j].Votes, model.Vote(v))
	}
}

// table reads a CSV file and tells where its columns are.
func table(t testing.TB, file string) (rows [][]string, at map[string]int) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err = csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at = map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	return rows[1:], at
}

// labels turns labels by id into labels by position.
func (p *poll) labels(byID map[string]int) []int {
	labels := nobody(len(p.people))
	for id, l := range byID {
		labels[slices.Index(p.people, id)] = l
	}
	return labels
}
