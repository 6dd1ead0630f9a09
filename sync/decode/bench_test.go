package decode

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/work"
)

// benchBytes is about how long the generated files are.
const benchBytes = 8 << 20

// benchFile is a file of one format, made row by row. The same call gives the
// same bytes.
type benchFile struct {
	name    string
	format  model.Format
	file    string
	comma   rune
	head    string
	row     func(g *generator, i int)
	mapping *model.Mapping
}

// generator writes rows.
type generator struct {
	strings.Builder
	seed uint32
}

// of gives one of a list, and the next call another.
func (g *generator) of(list ...string) string {
	g.seed = g.seed*1664525 + 1013904223
	return list[int(g.seed>>16)%len(list)]
}

func (g *generator) f(format string, args ...any) { fmt.Fprintf(g, format, args...) }

// prose gives a text of n words and a number, so that no two are the same.
func (g *generator) prose(n, i int) string {
	var b strings.Builder
	for range n {
		b.WriteString(g.of("open", "data", "government", "participation", "trust", "budget", "reform", "local", "public", "service", "justice", "we", "should", "publish", "more", "and", "ask", "people", "first"))
		b.WriteByte(' ')
	}
	b.WriteString(itoa(i))
	return b.String()
}

func (f *benchFile) content() string {
	g := &generator{seed: 4}
	g.WriteString(f.head + "\n")
	for i := 0; g.Len() < benchBytes; i++ {
		f.row(g, i)
	}
	return g.String()
}

var agreement = []string{"Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"}

// surveyRow is what twelve questions with options, three with several answers or
// a number and two open ones hold.
func (g *generator) surveyRow(i int) {
	for range 12 {
		g.WriteString("," + g.of(agreement...))
	}
	g.f(",%s,%s,%s,%s,%s\n", g.of("Portal", "Portal;Hotline", "Meeting"), g.of("Survey", "Hotline;Meeting"), g.of("0", "3", "5", "10"), g.prose(4, i), g.prose(4, i))
}

func surveyHead(first string) string {
	var b strings.Builder
	b.WriteString(first)
	for i := range 12 {
		fmt.Fprintf(&b, ",Do you agree that priority %d matters?", i+1)
	}
	return b.String() + ",Which of these have you used?,Which will you use?,How satisfied are you (0-10)?,What is missing?,What works?"
}

func benchMapping() *model.Mapping {
	m := &model.Mapping{Format: model.FormatSurveyTable, Header: 1}
	for i, head := range strings.Split(surveyHead("Respondent,Answered,Region"), ",") {
		c := model.MappedColumn{Head: head, Role: model.RoleQuestion}
		switch i {
		case 0:
			c.Role = model.RoleID
		case 1:
			c.Role = model.RoleSubmitted
		case 2:
			c.Role, c.Attribute = model.RoleAttribute, "region"
		}
		m.Columns = append(m.Columns, c)
	}
	return m
}

// benchFiles has one file of each format that is written as a text table.
var benchFiles = []benchFile{
	{name: "GoogleForms", format: model.FormatGoogleForms, file: "f.csv", comma: ',', head: surveyHead("Timestamp,Which region are you from?,Which sector do you work in?,Gender"), row: func(g *generator, i int) {
		g.f("2024/10/%02d %d:%02d:%02d,%s,%s,%s", i%28+1, i%24, i%60, i%60, g.of("Africa", "Americas", "Asia", "Europe"), g.of("Government", "Academia", "Private"), g.of("Woman", "Man", ""))
		g.surveyRow(i)
	}},
	{name: "GoogleFormsQuoted", format: model.FormatGoogleForms, file: "f.csv", comma: ',', head: "Timestamp,Your sector,How far do you agree? [Plans work],How far do you agree? [Benchmarks help],Which areas matter? (tick all that apply),What else?", row: func(g *generator, i int) {
		g.f("\"2024/10/%02d %d:%02d:%02d\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s, and \"\"%s\"\"\"\n", i%28+1, i%24, i%60, i%60, g.of("Civil society", "Government"), g.of(agreement...), g.of(agreement...),
			g.of("Climate;Justice, security and peace", "Climate", "Justice, security and peace"), g.prose(6, i), g.prose(2, i))
	}},
	{name: "LimeSurvey", format: model.FormatLimeSurvey, file: "l.csv", comma: ';', head: `"id";"submitdate";"lastpage";"startlanguage";"seed";"Sector";"Q1[SQ001]";"Q1[SQ002]";"Q1[SQ003]";"Q1[SQ004]";"Q2";"Q2[other]";"Q3[A]";"Q3[B]";"Q3[C]";"Q4";"Q5"`, row: func(g *generator, i int) {
		g.f(`"%d";"2022-09-%02d 10:%02d:00";"4";"%s";"%d";"%s"`, i+1, i%28+1, i%60, g.of("en", "es"), 1417820114+i, g.of("CSO", "GOV", "ACA"))
		for range 4 {
			g.f(`;"%s"`, g.of("A1", "A2", "A3", "A4", "A5"))
		}
		g.f(`;"%s";"";"%s";"%s";"%s";"%s";"%s"`+"\n", g.of("A1", "A2", "A3"), g.of("Y", ""), g.of("Y", ""), g.of("Y", ""), g.of("1", "4", "7"), g.prose(8, i))
	}},
	{name: "Kobo", format: model.FormatKobo, file: "k.csv", comma: ';', head: `"start";"end";"region";"used";"used/portal";"used/hotline";"used/meeting";"satisfied";"missing";"_id";"_uuid";"_submission_time";"_index"`, row: func(g *generator, i int) {
		g.f(`"2022-09-%02dT10:%02d:01.000-04:00";"2022-09-%02dT11:%02d:01.000-04:00";"%s";"portal hotline";"1";"1";"0";"%s";"%s";"%d";"%08x-0000-4000-8000-000000000000";"2022-09-14T10:00:00";"%d"`+"\n",
			i%28+1, i%60, i%28+1, i%60, g.of("montreal", "new york", "boston"), g.of("1", "2", "3"), g.prose(8, i), 1000+i, i, i+1)
	}},
	{name: "MappedTable", format: model.FormatSurveyTable, file: "t.csv", comma: ',', mapping: benchMapping(), head: surveyHead("Respondent,Answered,Region"), row: func(g *generator, i int) {
		g.f("R%d,2024-10-%02d,%s", i, i%28+1, g.of("Africa", "Americas", "Asia", "Europe"))
		g.surveyRow(i)
	}},
	{name: "Comments", format: model.FormatComments, file: "c.csv", comma: ',', head: "id,comment,paragraph,author", row: func(g *generator, i int) {
		g.f("%d,\"%s, as people write them to a ministry\",%d,%s\n", i+1, g.prose(14, i), i%40, g.of("Ana", "Ben", "Carla"))
	}},
	{name: "Decidim", format: model.FormatDecidim, file: "d.csv", comma: ';', head: "id;author/id;author/name;participatory_space/id;component/id;title/en;title/es;body/en;body/es;state;votes;likes/total_count;published_at;url", row: func(g *generator, i int) {
		g.f("%d;%d;\"%s\";5;8;\"%s\";\"\";\"<p>%s</p>\";\"\";accepted;%d;4;2022-09-01 10:00:00 UTC;https://d.example/processes/strategy/f/8/proposals/%d\n", i+1, i%500, g.of("Aysha", "Ben"), g.prose(4, i), g.prose(24, i), i%50, i+1)
	}},
	{name: "Consul", format: model.FormatConsul, file: "c.csv", comma: ',', head: "ID,Title,Author,Summary,Created at", row: func(g *generator, i int) {
		g.f("%d,%s,%s,\"%s, free of charge\",2022-09-01 10:00:00 +0200\n", i+1, g.prose(4, i), g.of("Ana", "Ben", "Carla"), g.prose(20, i))
	}},
	{name: "GoVocal", format: model.FormatGoVocal, file: "g.csv", comma: ',', head: "ID,Title,Description,Author name,Author email,Author ID,Submitted at,Comments,Likes,Dislikes,URL,Project,Status,Gender", row: func(g *generator, i int) {
		g.f("%d,%s,\"%s, and so on\",%s,,%d,2022-09-01,%d,%d,%d,https://g.example/ideas/%d,Strategy,%s,%s\n", i+1, g.prose(4, i), g.prose(20, i), g.of("Ana", "Ben"), i%900, i%9, i%70, i%7, i, g.of("Proposed", "Accepted"), g.of("Woman", "Man"))
	}},
	{name: "Dovetail", format: model.FormatDovetailTable, file: "n.csv", comma: ',', head: "Title,Description,Region,Sector,Date", row: func(g *generator, i int) {
		g.f("%s,\"%s, they said.\",%s,%s,2022-07-01\n", g.prose(3, i), g.prose(24, i), g.of("Europe", "Africa"), g.of("Government", "Civil society"))
	}},
	{name: "Taguette", format: model.FormatTaguetteTable, file: "h.csv", comma: ',', head: "id,document,tag,content", row: func(g *generator, i int) {
		g.f("%d,meeting %d,tag %d,%s\n", i+1, i/100, i%7, g.prose(12, i))
	}},
	{name: "QualCoder", format: model.FormatQualCoderCases, file: "c.csv", comma: ',', head: "case,Age,gender,interest,freetext", row: func(g *generator, i int) {
		g.f("ID%d,%d,%s,%s,\"%s. However, %s\"\n", i, i%80, g.of("f", "m"), g.of("science", "politics"), g.prose(12, i), g.prose(10, i))
	}},
	{name: "JigsawVotes", format: model.FormatJigsawVotes, file: "j.csv", comma: ',', head: "comment-id,comment_text,agrees,disagrees,passes,Group-0-agree-count,Group-0-disagree-count,Group-0-pass-count,Group-1-agree-count,Group-1-disagree-count,Group-1-pass-count", row: func(g *generator, i int) {
		g.f("%d,\"%s, not rankings\",%d,2,7,%d,1,2,6,1,5\n", i+1, g.prose(14, i), i%50+6, i%50)
	}},
	{name: "JigsawTopics", format: model.FormatJigsawTopics, file: "j.csv", comma: ',', head: "participant_id,survey_text,quote,topic,opinion", row: func(g *generator, i int) {
		quote := g.prose(8, i)
		g.f("p%d,\"%s. Also money, %s\",%s,%s,%s\n", i, quote, g.prose(6, i), quote, g.of("Norms", "Money"), g.of("set benchmarks", "fund it"))
	}},
	{name: "TalkToTheCity", format: model.FormatTalkToTheCity, file: "t.csv", comma: ',', head: "id,interview,comment", row: func(g *generator, i int) {
		g.f("%d,%s,\"Yes, because %s\"\n", i+1, g.of("Alice", "Bob", "Carol"), g.prose(18, i))
	}},
	{name: "Participation", format: model.FormatParticipation, file: "p.csv", comma: ',', head: "channel,measure,dimension,group,value,unit,limitation", row: func(g *generator, i int) {
		g.f("%s,voters,%s,group %d,%d.5,people,collects no demographic data\n", g.of("polis", "survey"), g.of("region", "sector"), i, i%1000)
	}},
	{name: "Statements", format: model.FormatStatementsTable, file: "s.csv", comma: ',', head: "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct", row: func(g *generator, i int) {
		g.f("%d,%s,%s\n", i, g.prose(18, i), g.of("47,70,2,27", "52,67,5,26", "24,62,12,25"))
	}},
	{name: "Tags", format: model.FormatTagsTable, file: "t.csv", comma: ',', head: "cluster,tag,description,mentions", row: func(g *generator, i int) {
		g.f("%s,tag %d,%s,%d\n", g.of("Core values", "Incentives"), i, g.prose(10, i), i%300)
	}},
	{name: "PolisVotes", format: model.FormatPolisExport, file: "votes.csv", comma: ',', head: "timestamp,datetime,comment-id,voter-id,vote", row: func(g *generator, i int) {
		g.f("1726860583813,Fri Sep 20 14:29:43 CDT 2024,%d,%d,%s\n", i/2000, i%2000*5, g.of("1", "-1", "0"))
	}},
	{name: "PolisComments", format: model.FormatPolisExport, file: "comments.csv", comma: ',', head: "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body", row: func(g *generator, i int) {
		g.f("1658934589213,Wed Jul 27 22:09:49 WIB 2022,%d,%d,%d,1,1,\"%s, or not\"\n", i, i%300, i%40, g.prose(14, i))
	}},
	{name: "PolisParticipants", format: model.FormatPolisExport, file: "participants-votes.csv", comma: ',', head: "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2,3,4,5,6,7,8,9", row: func(g *generator, i int) {
		g.f("%d,,%d,0,10,6,4", i, i%3)
		for range 10 {
			g.WriteString("," + g.of("1", "-1", "0", ""))
		}
		g.WriteByte('\n')
	}},
}

// BenchmarkDecoders reads a generated file of each format from disk and makes
// its records: what a sync does between fetching a file and keeping what is in
// it, with the collector as a sync has it and nothing of the time before to be
// collected. BenchmarkPeer reads the same files with encoding/csv and keeps nothing,
// so that the two can be set against each other on one machine.
func BenchmarkDecoders(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			s := shelf{b.TempDir()}
			snap := s.snapshot(b, f.format, map[string]string{f.file: f.content()})
			snap.Mapping = f.mapping
			b.SetBytes(snap.Files[0].Bytes)
			b.ReportAllocs()
			rows := 0
			defer work.Sparing()()
			for b.Loop() {
				c, err := Snapshot(context.Background(), snap, s.open)
				if err != nil || c.Snapshot.Files[0].RowsSkipped > 0 {
					b.Fatalf("got %d rows skipped, %v", c.Snapshot.Files[0].RowsSkipped, err)
				}
				rows = c.Snapshot.Files[0].RowsRead
				b.StopTimer()
				c = model.Content{}
				runtime.GC()
				b.StartTimer()
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// BenchmarkPeer is what BenchmarkDecoders is compared with.
func BenchmarkPeer(b *testing.B) {
	for _, f := range benchFiles {
		b.Run(f.name, func(b *testing.B) {
			s := shelf{b.TempDir()}
			snap := s.snapshot(b, f.format, map[string]string{f.file: f.content()})
			b.SetBytes(snap.Files[0].Bytes)
			b.ReportAllocs()
			for b.Loop() {
				if err := peer(s, snap.Files[0].SHA256, f.comma); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func peer(s shelf, digest string, comma rune) error {
	file, err := s.open(digest)
	if err != nil {
		return err
	}
	defer func(f *os.File) { _ = f.Close() }(file) // only read from
	r := csv.NewReader(file)
	r.Comma, r.ReuseRecord, r.LazyQuotes, r.FieldsPerRecord = comma, true, true, -1
	for {
		if _, err := r.Read(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// The generated files are what they are meant to be: each is recognised, and
// no row of it is skipped.
func TestBenchFiles(t *testing.T) {
	for _, f := range benchFiles {
		t.Run(f.name, func(t *testing.T) {
			g := &generator{seed: 4}
			g.WriteString(f.head + "\n")
			for i := range 200 {
				f.row(g, i)
			}
			if kind, problem := Recognise(Look{Name: f.file, Head: []byte(g.String()), File: strings.NewReader(g.String()), Size: int64(g.Len())}); f.mapping == nil && kind.Format != f.format {
				t.Errorf("got %q (%v), want %q", kind.Format, problem, f.format)
			}
			s := shelf{t.TempDir()}
			snap := s.snapshot(t, f.format, map[string]string{f.file: g.String()})
			snap.Mapping = f.mapping
			c, err := Snapshot(t.Context(), snap, s.open)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Snapshot.Files[0]; got.RowsRead != 200 || got.RowsSkipped != 0 {
				t.Errorf("got %d rows and %d skipped, want 200 and none", got.RowsRead, got.RowsSkipped)
			}
		})
	}
}
