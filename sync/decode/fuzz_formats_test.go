package decode

import (
	"testing"

	"consilience/model"
)

// fuzzed has, for each registered format, a file's name and a beginning for
// FuzzEveryFormat. Formats whose files are packed or belong together have
// targets of their own besides.
var fuzzed = map[model.Format][2]string{
	model.FormatPolisExport:     {"votes.csv", "timestamp,datetime,comment-id,voter-id,vote\n1,x,1,2,1\n"},
	model.FormatLoomio:          {"l.jsonl", `{"table":"polls","record":{"id":1,"title":"A"}}`},
	model.FormatTalkToTheCity:   {"c.json", `["v0.2",{"data":{"topics":[]}}]`},
	model.FormatJigsawVotes:     {"j.csv", "comment-id,comment_text,A-agree-count,A-disagree-count,A-pass-count\n1,b,2,1,0\n"},
	model.FormatJigsawTopics:    {"j.csv", "participant_id,survey_text,quote,topic,opinion\n1,b c,b,d,e\n"},
	model.FormatDecidim:         {"d.csv", "id;component/id;title/en;body/en;votes\n1;2;A;<p>b</p>;3\n"},
	model.FormatDecidimSurvey:   {"s.csv", "ID;Answered on;IP Hash;User status;1. Why?;2. How?/By bus\na;2024-01-01;f;Registered;b, c;, , Often\n"},
	model.FormatGoogleForms:     {"g.csv", "Timestamp,Which?\n2022/05/01 10:00:00 AM GMT+2,a;b\n"},
	model.FormatLimeSurvey:      {"l.csv", "\"id\";\"submitdate\";\"lastpage\";\"Q1[SQ001]\"\n\"1\";\"1980-01-01 00:00:00\";\"2\";\"A1\"\n"},
	model.FormatKobo:            {"k.csv", "start;end;group/q;_id;_uuid;_submission_time;_index\n2022-05-01;2022-05-01;a b;1;u;2022-05-01;1\n"},
	model.FormatMentimeter:      {"m.csv", "Date,Session,Voter,A: b,A: c\n2022-05-01,1,1,3,4\n"},
	model.FormatGoVocal:         {"v.csv", "id,title,description,author_id,created_at,likes,dislikes\n1,A,b,2,05/01/2022 10:00:00,3,1\n"},
	model.FormatTaguetteTable:   {"t.csv", "id,document,tag,content\n1,a.txt,b,words\n"},
	model.FormatStatementsTable: {"s.csv", "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,A,10,50,50,0\n"},
	model.FormatTagsTable:       {"t.csv", "cluster,tag,mentions\na,b,3\n"},
	model.FormatParticipation:   {"p.csv", "channel,measure,dimension,group,value\npolis,voters,poll,role,63\n"},
	model.FormatREFIProject:     {"r.qde", `<Project name="a" xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource guid="b"><PlainTextContent>c</PlainTextContent></TextSource></Sources></Project>`},
	model.FormatTaguette:        {"t.sqlite3", "SQLite format 3\x00"},
	model.FormatREFICodebook:    {"c.qdc", `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="a" name="b"/></Codes></CodeBook>`},
	model.FormatQualCoderCases:  {"c.csv", "case,age\na,3\n"},
	model.FormatQualCoderCodes:  {"c.txt", "a>>b\nc\n"},
	model.FormatSpeakerTurns:    {"s.txt", "[Amina] a\n[Bo] b\n"},
	model.FormatConsul:          {"p.csv", "ID,Title,Author,Summary,Created at\n1,A,b,c,2022-05-01\n"},
	model.FormatComments:        {"c.csv", "id,comment,passage,reply\n1,A,2,b\n"},
	model.FormatTargets:         {"t.csv", "dimension,group,population_share,population\nregion,Africa,0.2,all\n"},
	model.FormatClaims:          {"c.csv", "claim_id,claim,about,figure,relation,value,min_share\na,b,c:1,votes,=,45,\n"},
	model.FormatThemes:          {"t.json", `{"themes":[{"id":"a","proposition":"b"}]}`},
	model.FormatTradeOffs:       {"t.json", `{"trade_offs":[{"id":"a","question":"b","poles":["c","d"]}]}`},
	model.FormatDovetailAPI:     {"d.json", `{"data":[{"id":"a","title":"b"}],"page":{"has_more":false}}`},
	model.FormatDovetailTable:   {"d.csv", "Title,Description\na,b\n"},
	model.FormatNotes:           {"n.md", "Date: 3 May 2022\nPlace: Lima\n\nText\n"},
	model.FormatSurveyTable:     {"s.csv", "a,b\n1,2\n"},
}

// TestEveryFormatIsFuzzed fails when a format is registered that
// FuzzEveryFormat does not begin with.
func TestEveryFormatIsFuzzed(t *testing.T) {
	registered := map[model.Format]bool{}
	for _, how := range formats {
		registered[how.format] = true
		if seed, ok := fuzzed[how.format]; !ok || seed[0] == "" || seed[1] == "" {
			t.Errorf("%s is registered and has no beginning to fuzz from", how.format)
		}
	}
	for f := range fuzzed {
		if !registered[f] {
			t.Errorf("%s is not registered", f)
		}
	}
}

// FuzzEveryFormat gives any bytes to the reader of each format.
func FuzzEveryFormat(f *testing.F) {
	for format, seed := range fuzzed {
		f.Add(string(format), seed[1])
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, format, content string) {
		seed, ok := fuzzed[model.Format(format)]
		if !ok {
			t.Skip()
		}
		s := shelf{dir}
		c, err := Snapshot(t.Context(), s.snapshot(t, model.Format(format), map[string]string{seed[0]: content}), s.open)
		checkFuzzed(t, c, err)
	})
}
