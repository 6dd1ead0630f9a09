package decode

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"consilience/model"
	"consilience/sync/refi"
)

// packedFile makes a ZIP of files.
func packedFile(t testing.TB, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// again writes what was read as a project and reads that.
func again(t *testing.T, c model.Content, files map[string]string) (model.Content, string) {
	t.Helper()
	s := shelf{t.TempDir()}
	for _, content := range files {
		s.put(t, content)
	}
	var out [2]bytes.Buffer
	for i := range out {
		if _, err := refi.Write(&out[i], refi.Bundle{Name: "Again", Contents: []model.Content{c}}, s.open); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(out[0].Bytes(), out[1].Bytes()) {
		t.Error("writing twice gives other bytes")
	}
	checkSchema(t, out[0].String())
	return must(t, model.FormatREFIProject, map[string]string{"again.qdpx": out[0].String()}), out[0].String()
}

// checkSchema validates a project against the published schema, where that and
// xmllint are there.
func checkSchema(t *testing.T, qdpx string) {
	t.Helper()
	schema := filepath.Join("..", "..", "..", "shared", "data", "samples", "refi-qda", "Project.xsd")
	lint, err := exec.LookPath("xmllint")
	if _, errS := os.Stat(schema); err != nil || errS != nil {
		t.Logf("not validated: xmllint or Project.xsd is not here")
		return
	}
	z, err := zip.NewReader(strings.NewReader(qdpx), int64(len(qdpx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("project.qde")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(lint, "--noout", "--schema", schema, "-")
	cmd.Stdin = f
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the project is not valid: %v\n%s", err, out)
	}
}

// plainRecords gives all records as text, without what must differ between two
// files: the file, its lines, counts of its rows; and the names that a record
// first gets when it is written, unless exactly.
func plainRecords(t *testing.T, c model.Content, exactly bool) string {
	t.Helper()
	c = clone(t, c)
	for i := range c.Notes {
		c.Notes[i].File, c.Notes[i].Line = "", 0
	}
	for i := range c.Excerpts {
		x := &c.Excerpts[i]
		x.File, x.Line = "", 0
		for k := range x.Tags {
			if !exactly {
				x.Tags[k].GUID = ""
			}
		}
	}
	for i := range c.Cases {
		c.Cases[i].File, c.Cases[i].Line = "", 0
	}
	for i := range c.Tags {
		c.Tags[i].File, c.Tags[i].Line = "", 0
		if !exactly {
			c.Tags[i].GUID = ""
		}
	}
	if !exactly {
		c.Project = nil
	} else if c.Project != nil {
		c.Project.File = ""
		slices.SortStableFunc(c.Project.Kept.Inside, func(a, b model.Kept) int { return strings.Compare(a.Name, b.Name) })
	}
	b, err := json.MarshalIndent([]any{c.Notes, c.Excerpts, c.Cases, c.Tags, c.Project}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func clone(t *testing.T, c model.Content) (out model.Content) {
	t.Helper()
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// differ shows the first lines in which two texts differ.
func differ(t *testing.T, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			t.Errorf("line %d: got\n%s\nwant\n%s", i, strings.Join(g[max(0, i-6):min(len(g), i+6)], "\n"), strings.Join(w[max(0, min(i-6, len(w))):min(len(w), i+6)], "\n"))
			return
		}
	}
	t.Errorf("got %d lines, want %d", len(g), len(w))
}

// The project that ATLAS.ti 8 wrote as its standard example, without its
// sources: 12 sources and 3 transcripts; 15 selections, of which 2 are marked on
// the page and in its text; 14 codes; counted with grep in Project.qde.
func TestREFIStandardProject(t *testing.T) {
	dir := shared(t, "samples", "refi-qda")
	files := readDir(t, dir, "TestProject.qdpx")
	c := must(t, model.FormatREFIProject, files)
	cuts := 0
	for _, e := range c.Excerpts {
		if !e.Unanchored {
			cuts++
		}
	}
	got := []int{len(c.Notes), len(c.Excerpts), cuts, len(c.Tags), len(c.Cases), len(c.Project.Coders)}
	if want := []int{15, 13, 0, 14, 0, 3}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v notes, excerpts, of these anchored, tags, cases, coders; want %v", got, want)
	}
	back, _ := again(t, c, files)
	differ(t, plainRecords(t, back, true), plainRecords(t, c, true))
}

// small is a project as several programs would write it.
const small = "\xef\xbb\xbf" + `<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="Small" origin="NVivo 12" creationDateTime="2022-07-01T10:00:00Z">
<Users><User guid="{AAAAAAAA-0000-0000-0000-000000000001}" name="Amina"/><User guid="aaaaaaaa-0000-0000-0000-000000000002" name="Amina"/></Users>
<CodeBook><Codes>
 <Code guid="{bbbbbbbb-0000-0000-0000-000000000001}" name="Focus" isCodable="true" color="#FF0000"><Description>What to do first</Description>
  <Code guid="bbbbbbbb-0000-0000-0000-000000000002" name="Good" isCodable="true"><NoteRef targetGUID="99999999-0000-0000-0000-000000000001"/></Code></Code>
 <Code guid="bbbbbbbb-0000-0000-0000-000000000003" name="Skills" isCodable="false"><Code guid="bbbbbbbb-0000-0000-0000-000000000004" name="Good" isCodable="true"/></Code>
 <Code guid="bbbbbbbb-0000-0000-0000-000000000005" name="Coke::diet" isCodable="true"/>
 <Code guid="bbbbbbbb-0000-0000-0000-000000000006" name="Lonely" isCodable="true"/>
</Codes></CodeBook>
<Variables><Variable guid="cccccccc-0000-0000-0000-000000000001" name="Region" typeOfVariable="Text"/><Variable guid="cccccccc-0000-0000-0000-000000000002" name="Age" typeOfVariable="Integer"/></Variables>
<Cases>
 <Case guid="dddddddd-0000-0000-0000-000000000001"><VariableValue><VariableRef targetGUID="cccccccc-0000-0000-0000-000000000001"/><TextValue>Africa</TextValue></VariableValue><SourceRef targetGUID="eeeeeeee-0000-0000-0000-000000000001"/></Case>
 <Case guid="dddddddd-0000-0000-0000-000000000002" name="Kenya"><VariableValue><VariableRef targetGUID="cccccccc-0000-0000-0000-000000000002"/><IntegerValue>9</IntegerValue></VariableValue><SelectionRef targetGUID="ffffffff-0000-0000-0000-000000000001"/></Case>
</Cases>
<Sources>
 <TextSource guid="eeeeeeee-0000-0000-0000-000000000001" name="Meeting" plainTextPath="m.txt" richTextPath="internal://m.docx">
  <PlainTextSelection guid="ffffffff-0000-0000-0000-000000000001" name="fewer topics" startPosition="8" endPosition="20" creatingUser="aaaaaaaa-0000-0000-0000-000000000002">
   <Description>yes &amp; no</Description>
   <Coding guid="11111111-0000-0000-0000-000000000001" creatingUser="AAAAAAAA-0000-0000-0000-000000000001"><CodeRef targetGUID="BBBBBBBB-0000-0000-0000-000000000002"/></Coding>
   <Coding guid="11111111-0000-0000-0000-000000000002"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000099"/></Coding>
  </PlainTextSelection>
  <PlainTextSelection guid="ffffffff-0000-0000-0000-000000000002" name="line:6" startPosition="900" endPosition="950"><Coding guid="11111111-0000-0000-0000-000000000003"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000004"/></Coding></PlainTextSelection>
  <PlainTextSelection guid="ffffffff-0000-0000-0000-000000000003" startPosition="22" endPosition="26"><Description>only a comment</Description></PlainTextSelection>
  <Coding guid="11111111-0000-0000-0000-000000000004"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000001"/></Coding>
  <NoteRef targetGUID="99999999-0000-0000-0000-000000000001"/>
 </TextSource>
 <TextSource guid="eeeeeeee-0000-0000-0000-000000000002" name="Meeting"><PlainTextContent>one
two</PlainTextContent><PlainTextSelection guid="ffffffff-0000-0000-0000-000000000004" startPosition="5" endPosition="8" name="two"><Coding guid="11111111-0000-0000-0000-000000000005"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000005"/></Coding></PlainTextSelection></TextSource>
 <TextSource guid="eeeeeeee-0000-0000-0000-000000000003" name="Rich only" richTextPath="internal://m.docx"/>
 <PictureSource guid="eeeeeeee-0000-0000-0000-000000000004" name="Board" path="internal://b.jpg"><PictureSelection guid="ffffffff-0000-0000-0000-000000000005" firstX="1" firstY="2" secondX="3" secondY="4" name="corner"><Coding guid="11111111-0000-0000-0000-000000000006"><CodeRef targetGUID="bbbbbbbb-0000-0000-0000-000000000006"/></Coding></PictureSelection></PictureSource>
 <VideoSource guid="eeeeeeee-0000-0000-0000-000000000005" name="Talk" path="relative:///t.mp4"><Transcript guid="eeeeeeee-0000-0000-0000-000000000006" name="Talk in words"><PlainTextContent>Hello all</PlainTextContent><SyncPoint guid="22222222-0000-0000-0000-000000000001" timeStamp="0" position="0"/><SyncPoint guid="22222222-0000-0000-0000-000000000002" timeStamp="9" position="5"/><TranscriptSelection guid="ffffffff-0000-0000-0000-000000000006" fromSyncPoint="22222222-0000-0000-0000-000000000001" toSyncPoint="22222222-0000-0000-0000-000000000002"/></Transcript></VideoSource>
</Sources>
<Notes><Note guid="99999999-0000-0000-0000-000000000001" name="Memo"><PlainTextContent>think</PlainTextContent></Note></Notes>
<Links><Link guid="33333333-0000-0000-0000-000000000001" originGUID="99999999-0000-0000-0000-000000000001" targetGUID="ffffffff-0000-0000-0000-000000000001"/></Links>
<Sets><Set guid="44444444-0000-0000-0000-000000000001" name="Odd ones"><MemberCode targetGUID="bbbbbbbb-0000-0000-0000-000000000006"/></Set></Sets>
</Project>`

var smallFiles = map[string]string{
	"small.QDE": small, "sources/m.txt": "\xef\xbb\xbfWants:\r\nfewer topics\r\nmore skills\r\n", "sources/m.docx": "not opened", "sources/b.jpg": "a picture",
}

func TestREFIQuirks(t *testing.T) {
	files := map[string]string{"small.qdpx": packedFile(t, smallFiles)}
	c := must(t, model.FormatREFIProject, files)
	var cut []string
	for _, e := range c.Excerpts {
		text := "-"
		for _, n := range c.Notes {
			if n.ID == e.Note && !e.Unanchored {
				text = string([]rune(n.Text)[e.Start:e.End])
			}
		}
		if text != "-" && text != e.Text {
			t.Errorf("excerpt %s: its text is %q, its positions cut %q", e.ID, e.Text, text)
		}
		cut = append(cut, text)
	}
	if want := []string{"fewer topics", "-", "more", "Wants:\nfewer topics\nmore skills\n", "two", "-", "Hello"}; !slices.Equal(cut, want) {
		t.Errorf("got passages %q, want %q", cut, want)
	}
	var tags []string
	for _, tag := range c.Tags {
		tags = append(tags, tag.Cluster+"/"+tag.Name+" "+itoa(tag.Mentions))
	}
	if want := []string{"Focus/Focus 1", "Focus/Focus › Good 1", "Skills/Skills 0", "Skills/Skills › Good 1", "Coke/Coke::diet 1", "Odd ones/Lonely 1", "/(unknown code BBBBBBBB) 1"}; !slices.Equal(tags, want) {
		t.Errorf("got tags %q, want %q", tags, want)
	}
	if got := c.Notes[0].Attributes["Region"]; got != "Africa" {
		t.Errorf("a nameless case's region is %q at its text, want Africa", got)
	}
	if e := c.Excerpts[0]; e.Coder != "Amina (2)" || e.Tags[0].Coder != "Amina" || e.Remark != "yes & no" {
		t.Errorf("got coders %q and %q, remark %q", e.Coder, e.Tags[0].Coder, e.Remark)
	}
	back, packed := again(t, c, files)
	differ(t, plainRecords(t, back, true), plainRecords(t, c, true))
	z, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	goldenProject(t, z)
	for _, name := range []string{"Sources/b.jpg", "Sources/m.docx", "Sources/m.txt"} {
		if _, err := z.Open(name); err != nil {
			t.Errorf("%s did not go out again: %v", name, err)
		}
	}
}

// What Consilience itself holds goes out and comes in whole.
// goldenProject compares the project that goes out with the stored text.
func goldenProject(t *testing.T, z *zip.Reader) {
	t.Helper()
	const golden = "testdata/refi/quirks.qde"
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".qde") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.MkdirAll("testdata/refi", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		differ(t, string(got), string(want))
		return
	}
	t.Error("there is no .qde in the project")
}

// A tag of two sources is one code, which counts its passages; what members
// noted stands in the passage's comment and comes in as its remark.
func TestREFISharedTagsAndRemarks(t *testing.T) {
	notes := model.Content{
		Snapshot: model.Snapshot{Source: model.Source{ID: "notes"}},
		Notes:    []model.Note{{Source: "notes", ID: "n", Title: "Meeting", Text: "Fewer topics."}},
		Excerpts: []model.Excerpt{{Source: "notes", ID: "e", Note: "n", End: 5, Text: "Fewer", Remark: "clear",
			Notes: []model.Comment{{Text: "Said twice.", Made: model.Made{By: "Amina"}}},
			Tags:  []model.Tagging{{Tag: "Narrower", Polarity: 1, Coder: "Bo"}}}},
		Tags: []model.Tag{{Source: "notes", Name: "Narrower", Cluster: "Role", Mentions: 1}},
	}
	table := model.Content{
		Snapshot: model.Snapshot{Source: model.Source{ID: "table"}},
		Tags:     []model.Tag{{Source: "table", Name: "Narrower", Cluster: "Role", Mentions: 26}, {Source: "table", Name: "Wider", Cluster: "Role", Mentions: 22}},
	}
	for _, order := range [][]model.Content{{notes, table}, {table, notes}} {
		var out bytes.Buffer
		written, err := refi.Write(&out, refi.Bundle{Name: "all", Contents: order}, nil)
		if err != nil || written.Tags != 2 {
			t.Fatalf("written %+v, %v; want 2 tags", written, err)
		}
		checkSchema(t, out.String())
		back := must(t, model.FormatREFIProject, map[string]string{"all.qdpx": out.String()})
		var tags []string
		for _, g := range back.Tags {
			tags = append(tags, fmt.Sprintf("%s/%s %d", g.Cluster, g.Name, g.Mentions))
		}
		slices.Sort(tags)
		if want := []string{"Role/Narrower 1", "Role/Wider 22"}; !slices.Equal(tags, want) {
			t.Errorf("tags %q, want %q", tags, want)
		}
		if e := back.Excerpts[0]; e.Remark != "clear\nAmina: Said twice." || len(e.Tags) != 1 || e.Tags[0].Polarity != 1 {
			t.Errorf("passage %+v", e)
		}
	}
}

func TestREFIOwnRecords(t *testing.T) {
	seven := 7
	own := model.Content{
		Snapshot: model.Snapshot{Source: model.Source{ID: "here", Language: "en"}},
		Notes: []model.Note{
			{Source: "here", ID: "12", Title: "Nordic+ \"meeting\"", Text: "Fewer topics.\n\n😀 شفافية, please. ", Language: "en", Author: "A", Date: "2022-07-01", Place: "Oslo", Consultation: "nordic", Participants: &seven,
				Attributes: map[string]string{"Region": "Europe"}, Translations: map[string]string{"fr": "Moins de thèmes."}, Passage: "3"},
			{Source: "here", ID: "13", Title: "Reply", Text: "No.", Language: "es", ReplyTo: "12", Supports: &seven},
		},
		Excerpts: []model.Excerpt{
			{Source: "here", ID: "e1", Note: "12", Start: 0, End: 12, Text: "Fewer topics", Remark: "clear\nindeed", Language: "en", Coder: "Amina", Created: "2022-07-02T10:00:00Z",
				Tags: []model.Tagging{{Tag: "Narrower", Polarity: 1, Coder: "Amina"}, {Tag: "Narrower", Polarity: -1, Coder: "Bo"}, {Tag: "Skills", Coder: "Bo"}}},
			{Source: "here", ID: "e2", Note: "12", Start: 15, End: 23, Text: "😀 شفافية", Language: "en"},
			{Source: "here", ID: "e3", Note: "13", Unanchored: true, Text: "Yes.", Language: "es", Tags: []model.Tagging{{Tag: "Skills", Polarity: -1}}},
			{Source: "here", ID: "e4", Consultation: "elsewhere", Unanchored: true, Text: "norms", Language: "en", Tags: []model.Tagging{{Tag: "Skills"}}},
		},
		Cases: []model.Case{{Source: "here", ID: "c1", Name: "Norway", Attributes: map[string]string{"Sector": "state"}, Notes: []string{"12"}, Excerpts: []string{"e2"}}},
		Tags: []model.Tag{
			{Source: "here", Cluster: "Role", Name: "Narrower", Description: "do less", Colour: "#aa00ff", Language: "en"},
			{Source: "here", Cluster: "", Name: "Skills", Language: "en"},
			{Source: "here", Cluster: "Tasks", Name: "Not marked", Language: "en"},
		},
	}
	countTags(own.Tags, own.Notes, own.Excerpts)
	own.Tags[2].Mentions = 40 // as published, without passages
	back, packed := again(t, own, nil)
	sortTags := func(c *model.Content) {
		slices.SortFunc(c.Tags, func(a, b model.Tag) int { return strings.Compare(a.Name, b.Name) })
	}
	sortTags(&back)
	sortTags(&own)
	differ(t, plainRecords(t, back, false), plainRecords(t, own, false))
	third, _ := again(t, back, map[string]string{"again.qdpx": packed})
	sortTags(&third)
	differ(t, plainRecords(t, third, true), plainRecords(t, back, true))

	// Under another name the texts have other files: the old ones stay behind.
	texts := func(packed string) int {
		z, err := zip.NewReader(strings.NewReader(packed), int64(len(packed)))
		if err != nil {
			t.Fatal(err)
		}
		return len(z.File)
	}
	moved := clone(t, back)
	moved.Snapshot.Source.ID = "elsewhere"
	if _, out := again(t, moved, map[string]string{"again.qdpx": packed}); texts(out) != texts(packed) {
		t.Errorf("out again under another name there are %d files, want %d", texts(out), texts(packed))
	}

	var qdc bytes.Buffer
	if _, err := refi.WriteCodebook(&qdc, refi.Bundle{Contents: []model.Content{own}}); err != nil {
		t.Fatal(err)
	}
	book := must(t, model.FormatREFICodebook, map[string]string{"b.qdc": qdc.String()})
	var got []string
	for _, tag := range book.Tags {
		got = append(got, tag.Cluster+"/"+tag.Name)
	}
	if want := []string{"Role/Narrower", "Tasks/Not marked", "/Skills"}; !slices.Equal(got, want) {
		t.Errorf("got %q from the codebook, want %q", got, want)
	}
}

func TestREFIRecognised(t *testing.T) {
	packed := packedFile(t, smallFiles)
	for name, want := range map[string]model.Format{"x.qdpx": model.FormatREFIProject, "x.zip": ""} {
		k, _ := Recognise(Look{Name: name, Head: []byte(packed), File: strings.NewReader(packed), Size: int64(len(packed))})
		if k.Format != want {
			t.Errorf("%s is taken for %q, want %q", name, k.Format, want)
		}
	}
	qdc := `<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes/></CodeBook>`
	if k, p := Recognise(Look{Name: "c.qdc", Head: []byte(qdc)}); k.Format != model.FormatREFICodebook {
		t.Errorf("got %v, %v", k, p)
	}
}

func FuzzREFI(f *testing.F) {
	f.Add(small, "a\r\nb")
	f.Add(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code name="a"/></Codes></CodeBook>`, "")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, qde, text string) {
		s := shelf{dir}
		snap := s.snapshot(t, model.FormatREFIProject, map[string]string{"p.qdpx": packedFile(t, map[string]string{"p.qde": qde, "m.txt": text})})
		c, err := Snapshot(context.Background(), snap, s.open)
		checkFuzzed(t, c, err)
		if err != nil {
			return
		}
		texts := map[string][]rune{}
		for _, n := range c.Notes {
			texts[n.ID] = []rune(n.Text)
		}
		for _, e := range c.Excerpts {
			if !e.Unanchored && (e.Start < 0 || e.Start >= e.End || string(texts[e.Note][e.Start:e.End]) != e.Text) {
				t.Errorf("got %+v, which its positions do not cut", e)
			}
		}
		var out bytes.Buffer
		if _, err := refi.Write(&out, refi.Bundle{Name: "x", Contents: []model.Content{c}}, s.open); err != nil {
			t.Errorf("what was read cannot be written: %v", err)
		}
	})
}
