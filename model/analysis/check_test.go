package analysis_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"consilience/model"
	"consilience/model/analysis"
)

// regional are the survey's percentages by region as the Phase 1 report prints
// them; it states 180 responses.
var regional = []float64{40.65, 18.71, 14.87, 14.87, 10.97}

// Only 128 (52, 24, 19, 19, 14) and 155 (63, 29, 23, 23, 17) people give the
// report's regional percentages to one decimal with counts that add up.
func TestFittingBases(t *testing.T) {
	tests := []struct {
		name          string
		pcts          []float64
		decimals      int
		most          int
		exact, nearly []int
	}{
		{"OGPRegions", regional, 2, 180, nil, []int{128, 155}},
		{"Thirds", []float64{33.33, 66.67}, 2, 9, []int{3, 6, 9}, []int{3, 6, 9}},
		{"CutOff", []float64{33.3, 66.6}, 1, 3, []int{3}, nil},
		{"None", []float64{50.5, 49.5}, 1, 90, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			exact, nearly := analysis.FittingBases(tt.pcts, tt.decimals, tt.most, true)
			if !slices.Equal(exact, tt.exact) || !slices.Equal(nearly, tt.nearly) {
				t.Errorf("got %v and %v, want %v and %v", exact, nearly, tt.exact, tt.nearly)
			}
		})
	}
}

func statement(id, text string, votes int, agree, disagree, pass float64) model.Statement {
	return model.Statement{Source: "poll", ID: id, Text: text, Basis: model.BasisPublished, File: "poll.csv", Line: 2,
		Published: model.Published{Votes: &votes, AgreePct: &agree, DisagreePct: &disagree, PassPct: &pass}}
}

func kinds(list []model.Check) map[string]int {
	n := map[string]int{}
	for _, c := range list {
		n[c.Kind]++
	}
	return n
}

func TestClaims(t *testing.T) {
	poll := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}, Voters: 106,
		Statements: []model.Statement{statement("1", "Many saw this one", 46, 39, 15, 45), statement("2", "Few people met that", 11, 50, 36, 14)}}
	quarter := model.Claim{Text: "at most a quarter disagree", About: "poll", Figure: "max-disagree-pct", Relation: "<=", Value: 25, MinShare: 0.2}
	tests := []struct {
		name  string
		claim model.Claim
		says  string
	}{
		{"TrueOnlyUnderItsFilter", quarter, "true only of statements on which at least 20\u00a0% of the poll's voters voted; without this filter the figure is 36"},
		{"Differs", model.Claim{Text: "45 votes", About: "poll:1", Figure: "votes", Relation: "=", Value: 45}, "give 46 instead of 45"},
		{"Holds", model.Claim{Text: "46 votes", About: "poll:1", Figure: "votes", Relation: "=", Value: 46}, ""},
		{"NotHere", model.Claim{Text: "x", About: "other:1", Figure: "votes", Relation: "=", Value: 1}, "could not be checked"},
		{"Listed", model.Claim{Text: "65 statements", About: "poll", Figure: "statements", Relation: "=", Value: 65}, "give 2 instead of 65"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := analysis.Checks([]analysis.Checked{poll, {Snapshot: model.Snapshot{Source: model.Source{ID: "claims"}}, Claims: []model.Claim{tt.claim}}})
			said := ""
			for _, c := range got {
				said += c.Say
			}
			if tt.says == "" && said != "" || !strings.Contains(said, tt.says) {
				t.Errorf("got %q, want %q", said, tt.says)
			}
		})
	}
}

func TestSnapshotsCompared(t *testing.T) {
	before := analysis.Checked{Snapshot: model.Snapshot{FetchedAt: time.Date(2022, 9, 1, 0, 0, 0, 0, time.UTC)}, Statements: []model.Statement{
		statement("1", "First words here", 40, 50, 25, 25), statement("2", "Second words there", 30, 50, 25, 25), statement("3", "Third sentence of all", 20, 50, 25, 25)}}
	now := analysis.Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}, Before: &before, Statements: []model.Statement{
		statement("1", "Other words stand now", 44, 60, 20, 20), statement("2", "Second words there", 28, 50, 25, 25)}}
	got := kinds(analysis.Checks([]analysis.Checked{now}))
	for _, kind := range []string{model.CheckGone, model.CheckReworded, model.CheckFewerVotes, model.CheckMoved} {
		if got[kind] != 1 {
			t.Errorf("%s: %d, want 1 (%v)", kind, got[kind], got)
		}
	}
	now.Statements = before.Statements
	if got := analysis.Checks([]analysis.Checked{now}); len(got) != 0 {
		t.Errorf("the same snapshot twice gives %v", got)
	}
}

func TestNearPairs(t *testing.T) {
	tests := []struct {
		name string
		a, b string
		want bool
	}{
		{"Case", "Open contracting for all", "OPEN CONTRACTING FOR ALL!", true},
		{"OneWord", "Governments should publish all contracts online", "Governments should publish all contracts online now", true},
		{"Accents", "Participación ciudadana en las políticas", "Participacion ciudadana en las politicas", true},
		{"Arabic", "المشاركة المجتمعيّة في الحكومة", "المشاركه المجتمعية فى الحكومة", true},
		{"Negated", "Governments should publish all contracts online", "Governments should not publish all contracts online", false},
		{"OtherNumber", "Raise the minimum share of budgets to 20 percent", "Raise the minimum share of budgets to 30 percent", false},
		{"Different", "Open contracting for all", "Protect whistle-blowers everywhere", false},
		{"Short", "Trust", "Truth", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(analysis.NearPairs([]string{tt.a, tt.b})) == 1; got != tt.want {
				t.Errorf("%q and %q: alike %v, want %v", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

// The prefix filter finds what comparing every pair finds.
func TestNearPairsLosesNone(t *testing.T) {
	words := strings.Fields("open government should publish contracts data budgets citizens trust local reform plans action")
	var texts []string
	for i := range 90 {
		var w []string
		for k := range 8 {
			w = append(w, words[(i*(k+3)+i/(k+1))%len(words)])
		}
		texts = append(texts, strings.Join(w, " "))
	}
	all := map[[2]int]bool{}
	for i := range texts {
		for j := i + 1; j < len(texts); j++ {
			if len(analysis.NearPairs([]string{texts[i], texts[j]})) == 1 {
				all[[2]int{i, j}] = true
			}
		}
	}
	got := analysis.NearPairs(texts)
	if len(got) != len(all) || len(got) == 0 {
		t.Errorf("%d pairs, comparing each with each gives %d", len(got), len(all))
	}
	for _, p := range got {
		if !all[[2]int{p.A, p.B}] {
			t.Errorf("%q and %q are no pair by themselves", texts[p.A], texts[p.B])
		}
	}
}

func BenchmarkNearPairs(b *testing.B) {
	words := strings.Fields("open government should publish contracts data budgets citizens trust local reform plans action young people climate energy health schools courts police media reporters money parties votes language rights women cities villages water roads taxes")
	texts := make([]string, 20_000)
	seed := uint32(1)
	for i := range texts {
		var w []string
		for range 14 {
			seed = seed*1664525 + 1013904223
			w = append(w, words[seed>>8%uint32(len(words))%uint32(len(words))])
		}
		texts[i] = strings.Join(w, " ")
	}
	for b.Loop() {
		analysis.NearPairs(texts)
	}
}

func TestFindPersonal(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"Email", "Write to maria.lopez@example.org, please", "Write to [e-mail address removed], please"},
		{"EmailAtEnd", "all levels. someone@example.com", "all levels. [e-mail address removed]"},
		{"FullWidth", "Mail ｍａｒｉａ＠example．org now", "Mail [e-mail address removed] now"},
		{"ZeroWidth", "Mail ma\u200bria@\u200bexam\u00adple.org now", "Mail [e-mail address removed] now"},
		{"Spelled", "maria [at] example [dot] org", "[e-mail address removed]"},
		{"ArabicAround", "البريد maria@example.org هنا", "البريد [e-mail address removed] هنا"},
		{"International", "Call +34 612 345 678 today", "Call [telephone number removed] today"},
		{"American", "Ring (202) 555-0143.", "Ring [telephone number removed]."},
		{"Trunk", "Tel. 030 123456-78", "Tel. [telephone number removed]"},
		{"ArabicDigits", "هاتف: +٩٦٢ ٧٩ ١٢٣ ٤٥٦٧", "هاتف: [telephone number removed]"},
		{"IBAN", "Pay DE89 3704 0044 0532 0130 00 now", "Pay [bank account number removed] now"},
		{"NotIBAN", "Pay DE89 3704 0044 0532 0130 01 now", "Pay DE89 3704 0044 0532 0130 01 now"},
		{"Handle", "follow @open_gov today", "follow [name on a social network removed] today"},
		{"Page", "see https://www.linkedin.com/in/maria-lopez for more", "see [address of a person's page removed] for more"},
		{"Date", "on 2022-09-14 and 14.09.2022", "on 2022-09-14 and 14.09.2022"},
		{"Years", "from 2018-2022 and 2011/2012", "from 2018-2022 and 2011/2012"},
		{"Thousands", "a budget of 1 000 000 000 for 20.000.000 people", "a budget of 1 000 000 000 for 20.000.000 people"},
		{"Plain", "50% of 1234567 members @ home", "50% of 1234567 members @ home"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := analysis.Redact(tt.text); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("a@b.org +34 612 345 678 \xff\u202e@x")
	f.Fuzz(func(t *testing.T, text string) {
		n := len([]rune(text))
		last := 0
		for _, p := range analysis.FindPersonal(text) {
			if p.Start < last || p.End <= p.Start || p.End > n {
				t.Fatalf("%+v in %d characters", p, n)
			}
			last = p.End
		}
		analysis.Redact(text)
	})
}

// The one e-mail address of the published report is found, and of its texts
// nothing else is taken for personal data.
func TestPersonalDataOfTheReport(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "data", "ogp-phase1-report")
	files, _ := filepath.Glob(filepath.Join(dir, "*.csv"))
	if len(files) == 0 {
		t.Skip("the report's tables are not beside this repository")
	}
	found := 0
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			found += len(analysis.FindPersonal(line))
		}
	}
	if found != 1 {
		t.Errorf("%d items of personal data, want 1", found)
	}
}
