package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// checkAnswers wants every answer to belong to a response, in their order, and
// every chosen option to be one of the question's.
func checkAnswers(t *testing.T, c model.Content) {
	t.Helper()
	if len(c.Answers) != len(c.Questions) {
		t.Fatalf("got %d columns of answers to %d questions", len(c.Answers), len(c.Questions))
	}
	ids := map[string]bool{}
	for _, r := range c.Responses {
		if ids[r.ID] {
			t.Errorf("two responses have the id %q", r.ID)
		}
		ids[r.ID] = true
	}
	for i, a := range c.Answers {
		q, n := c.Questions[i], len(a.Responses)
		if a.Question != q.ID || len(a.Chosen)+len(a.Values)+len(a.Texts) != n {
			t.Errorf("got %+v as answers to %q", a, q.ID)
		}
		for k, r := range a.Responses {
			if int(r) >= len(c.Responses) || k > 0 && a.Responses[k-1] > r {
				t.Errorf("answers to %q are out of order: %v", q.ID, a.Responses)
				break
			}
		}
		for _, option := range a.Chosen {
			if int(option) >= len(q.Options) {
				t.Errorf("got the option %d of %q", option, q.Options)
			}
		}
	}
}

// fuzzSurvey decodes bytes as a format of surveys. A mapping, where mapped is
// set, is what Preview proposes.
func fuzzSurvey(f *testing.F, format model.Format, name string, mapped bool, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content string) {
		s := shelf{dir}
		snap := s.snapshot(t, format, map[string]string{name: content})
		if mapped {
			preview, p := Preview(Look{Name: name, Head: []byte(content), File: strings.NewReader(content), Size: int64(len(content))}, "", 0)
			if p != nil {
				return
			}
			snap.Mapping = &preview.Proposed
		}
		c, err := Snapshot(t.Context(), snap, s.open)
		checkFuzzed(t, c, err)
		checkAnswers(t, c)
	})
}

func FuzzGoogleForms(f *testing.F) {
	fuzzSurvey(f, model.FormatGoogleForms, "g.csv", false,
		"Timestamp,Sector,Agree? [A],Agree? [B],Tick all that apply,What?\n2024/10/01 10:00:00,CSO,Agree,Neutral,\"a;b, c\",\"x, \"\"y\"\"\"\n2024/10/02 10:00:00,GOV,Disagree,,a,z\n",
		"\xef\xbb\xbf\"Timestamp\";\"E-mail\";\"0-10\"\r\n\"1/2/2024\";\"a@b.org\";\"7\"\r\n")
}

func FuzzLimeSurvey(f *testing.F) {
	fuzzSurvey(f, model.FormatLimeSurvey, "l.csv", false,
		"\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"Q1[SQ001]\";\"Q1[SQ002]\";\"Q2\";\"Q2[other]\";\"Q3[A]\";\"Q3[B]\"\n\"1\";\"1980-01-01 00:00:00\";\"4\";\"en\";\"A4\";\"A5\";\"-oth-\";\"x\\ny\";\"Y\";\"\"\n\"1\";\"\";\"2\";\"es\";\"A2\";\"\";\"A1\";\"\";\"\";\"Y\"\n",
		"Response ID,Date submitted,Last page,Agree? [a],Q1Time\n1,2024-01-01,2,3,4\n")
}

func FuzzKobo(f *testing.F) {
	fuzzSurvey(f, model.FormatKobo, "k.csv", false,
		"\"start\";\"end\";\"used\";\"used/a\";\"used/b\";\"used_other\";\"_id\";\"_uuid\";\"_index\"\n\"#start\";\"#end\";\"#u\";\"\";\"\";\"\";\"\";\"\";\"\"\n\"1\";\"2\";\"a b\";\"1\";\"1\";\"c\";\"7\";\"u\";\"1\"\n\"1\";\"2\";\"a\";\"1\";\"0\";\"\";\"7\";\"u\";\"2\"\n")
}

func FuzzGoVocal(f *testing.F) {
	fuzzSurvey(f, model.FormatGoVocal, "v.csv", false,
		"ID,Title,Description,Author email,Submitted at,Likes,Dislikes,Status,Gender,Why?\n1,A,B,a@b.org,2022-09-01,3,,new,Woman,'=x\n2,,,,,x,1,new,Man,y\n")
}

func FuzzMappedSurvey(f *testing.F) {
	fuzzSurvey(f, model.FormatSurveyTable, "t.csv", true,
		"Respondent,Region,Complete,Which? [A],How many?\nR1,Asia,yes,\"a;b\",3\nR1,,no,a,\"1,5\"\nR2,Africa,yes,b;c\n",
		"a\tb\tc\n1\t2\t3\n")
}

// FuzzMentimeter makes workbooks: a sheet of voters and one of a session, whose
// rows are lines and whose cells are cut at tabs.
func FuzzMentimeter(f *testing.F) {
	f.Add("Voter\tSession\tWhich?: A\tWhich?: B\tOne word\n1\t1\t3\t4\tx\n2\t1\t\t5\t\n", "Question 1\tWhich?\nType\tScales\nA\t3\nB\t4\n")
	f.Add("Session\tVoter\tRank: A\tRank: B\n1\tv\t1\t2\n", "Ranking\tRank\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, voters, session string) {
		rows := func(s string) (list [][]string) {
			for line := range strings.SplitSeq(s, "\n") {
				list = append(list, strings.Split(strings.ToValidUTF8(line, ""), "\t"))
			}
			return list
		}
		a, b := rows(voters), rows(session)
		for _, row := range append(a[:len(a):len(a)], b...) {
			for i := range row {
				if strings.HasPrefix(row[i], "<c") { // which xlsx would take for XML
					row[i] = fmt.Sprintf(" %s", row[i])
				}
			}
		}
		s := shelf{dir}
		snap := s.snapshot(t, model.FormatMentimeter, map[string]string{"m.xlsx": xlsx(t, "Voters", a, "Session 1", b)})
		c, err := Snapshot(t.Context(), snap, s.open)
		checkFuzzed(t, c, err)
		checkAnswers(t, c)
	})
}
