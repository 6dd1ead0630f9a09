package ui

import (
	"fmt"
	"image"
	"maps"
	"strings"
	"time"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/desk"
)

// recorder is a desk that writes down what it was asked. A verb that returns
// an error returns fail.
type recorder struct {
	calls []string
	fail  error
	// table changes what PreviewTable shows; may be nil.
	table func(*model.TablePreview)
	// drafts are those kept.
	drafts map[string]model.Paper
	// bundled is what Export was last told.
	bundled bool
	// row is what PublishedRow gives.
	row desk.PublishedRow
}

func (r *recorder) call(verb string, args ...any) error {
	words := []string{verb}
	for _, a := range args {
		words = append(words, fmt.Sprint(a))
	}
	r.calls = append(r.calls, strings.Join(words, " | "))
	return r.fail
}

func (r *recorder) last() string {
	if len(r.calls) == 0 {
		return ""
	}
	return r.calls[len(r.calls)-1]
}

func (r *recorder) Sync(addresses ...string) { r.call("Sync", strings.Join(addresses, ",")) }
func (r *recorder) PreviewTable(address, sheet string, header int) (model.TablePreview, error) {
	p := model.TablePreview{
		Address: address, File: "a.csv", Publisher: "Ministry", Rows: []model.PreviewRow{{Line: 1, Cells: []string{"Sector", "Why?"}}, {Line: 2, Cells: []string{"NGO", "So"}}},
		Proposed: model.Mapping{Format: model.FormatSurveyTable, Header: 1, Columns: []model.MappedColumn{{Head: "Sector", Role: "attribute", Attribute: "sector"}, {Head: "Why?", Role: "question"}}},
	}
	if r.table != nil {
		r.table(&p)
	}
	return p, r.call("PreviewTable", address, sheet, header)
}
func (r *recorder) KeepMapping(publisher, address string, m model.Mapping) error {
	return r.call("KeepMapping", publisher, address, m.Format, m.Columns[0].Role, m.Columns[1].Role)
}
func (r *recorder) ForgetMapping(id string) error { return r.call("ForgetMapping", id) }
func (r *recorder) Look(addresses ...string)      { r.call("Look", strings.Join(addresses, ",")) }
func (r *recorder) PreparePublication(p model.Publication) {
	r.call("PreparePublication", p.From, p.To, p.Title, p.Publisher, p.Licence)
}
func (r *recorder) PublishFeed(p model.Publication) {
	r.call("PublishFeed", p.From, p.To, p.PersonalToo)
}
func (r *recorder) ForgetPrepared()             { r.call("ForgetPrepared") }
func (r *recorder) ForgetFound()                { r.call("ForgetFound") }
func (r *recorder) Stop()                       { r.call("Stop") }
func (r *recorder) Undo() error                 { return r.call("Undo") }
func (r *recorder) SetMember(name string) error { return r.call("SetMember", name) }
func (r *recorder) Comment(object, text string) error {
	return r.call("Comment", object, text)
}
func (r *recorder) AddTheme(title, proposition string) (string, error) {
	return "new", r.call("AddTheme", title, proposition)
}
func (r *recorder) LinkStatement(theme string, item model.Ref, polarity int) error {
	return r.call("LinkStatement", theme, item, polarity)
}
func (r *recorder) Translate(item model.Ref, language, text string) error {
	return r.call("Translate", item, language, text)
}
func (r *recorder) Reserve(theme, text string) error { return r.call("Reserve", theme, text) }
func (r *recorder) ChooseClass(theme string, c model.Class, reason string) error {
	return r.call("ChooseClass", theme, c, reason)
}
func (r *recorder) AddTradeOff(question, poleA, poleB string) (string, error) {
	return "new", r.call("AddTradeOff", question, poleA, poleB)
}
func (r *recorder) LinkToPole(tradeoff string, item model.Ref, pole string, polarity int) error {
	return r.call("LinkToPole", tradeoff, item, pole, polarity)
}
func (r *recorder) Argue(tradeoff, pole, text string) error {
	return r.call("Argue", tradeoff, pole, text)
}
func (r *recorder) AskQuestion(tradeoff, text string) error {
	return r.call("AskQuestion", tradeoff, text)
}
func (r *recorder) TakePosition(tradeoff string, stance model.Stance, name, reason string) error {
	return r.call("TakePosition", tradeoff, stance, name, reason)
}
func (r *recorder) GroupAll() { r.call("GroupAll") }
func (r *recorder) CheckAll() { r.call("CheckAll") }
func (r *recorder) PublishedRow(source, file string, line int) desk.PublishedRow {
	r.call("PublishedRow", source, file, line)
	return r.row
}
func (r *recorder) FindGroups(source, method string) { r.call("FindGroups", source, method) }
func (r *recorder) CheckStability(source string)     { r.call("CheckStability", source) }
func (r *recorder) NameGroup(source string, group int, name string) error {
	return r.call("NameGroup", source, group, name)
}
func (r *recorder) EnterHeard(h model.Heard) error {
	return r.call("EnterHeard", h.Channel, h.Measure, h.Dimension, h.Group, h.Text)
}
func (r *recorder) TakeBack(op model.OpID) error { return r.call("TakeBack", op) }
func (r *recorder) Explain(measure string) (model.Explanation, error) {
	return model.Explanation{
		ID: measure, Value: 0.625, Unit: model.UnitShare, Count: 15, N: 24, Method: "agree-share/1",
		Name: "Share that agrees", Formula: "agree / n", Reference: "a share",
		Inputs: []string{"15 votes agree, 3 disagree, 6 pass"}, Basis: model.BasisRecovered,
		Source: "polis-role-of-ogp", File: "polis-role-of-ogp.csv", Address: "https://example.org/polis-role-of-ogp.csv",
		SHA256: "67706c3cbb8d272ecffd204cb710ece5816dd0375f5921b6ca1f06c3d317d012", Lines: []int{2},
		Notes: []string{"The text is a paraphrase; the figures are as published."},
	}, r.call("Explain", measure)
}
func (r *recorder) NewMemo(about string) model.Paper {
	r.call("NewMemo", about)
	return model.Paper{ID: "memo-1", Kind: model.DecisionMemo, About: about, Title: "Decision memo", Date: "2022-10-13", Status: "draft"}
}
func (r *recorder) NewPaper(template string, about ...string) (model.Paper, error) {
	p := model.Paper{Kind: model.DecisionMemo, Title: "Decision memo", Decision: "choose", Date: "2022-10-13", Status: "draft",
		Blocks: []model.PaperBlock{{ID: "b1", Kind: model.BlockAsked}, {ID: "b2", Kind: model.BlockSection, Section: "summary"}, {ID: "b3", Kind: model.BlockLimits}}}
	if len(about) > 0 {
		p.About = about[0]
	}
	return p, r.call("NewPaper", template, strings.Join(about, ","))
}
func (r *recorder) Templates() []model.PaperTemplate {
	return []model.PaperTemplate{{ID: "decision-memo", Title: "Decision memo about a theme", Kind: model.DecisionMemo, Subject: "themes"}}
}
func (r *recorder) SaveTemplate(t model.PaperTemplate) (model.PaperTemplate, error) {
	return t, r.call("SaveTemplate", t.ID, t.Title, t.Kind, t.Subject, len(t.Blocks))
}
func (r *recorder) DropTemplate(id string) error { return r.call("DropTemplate", id) }
func (r *recorder) CommentPaper(paper, block, text string) error {
	return r.call("CommentPaper", paper, block, text)
}
func (r *recorder) Decide(x model.Decision) (model.Decision, error) {
	return x, r.call("Decide", x.Question, x.Decision)
}
func (r *recorder) Respond(theme string, a model.ReasonedAnswer) error {
	return r.call("Respond", theme, a.Outcome, a.Why)
}
func (r *recorder) AnswerStandard(id string, a model.StandardAnswer) error {
	return r.call("AnswerStandard", id, a.Met, a.Evidence)
}
func (r *recorder) SavePaper(p model.Paper) (model.Paper, error) {
	return p, r.call("SavePaper", p.ID, p.Title)
}
func (r *recorder) Outline(p model.Paper) ([]desk.OutlineEntry, error) {
	return []desk.OutlineEntry{{Level: 0, Text: p.Title}, {Level: 1, Text: "Decision asked"}, {Level: 1, Text: "Evidence"}}, r.call("Outline", p.ID)
}
func (r *recorder) PreviewPaper(p model.Paper) (desk.PaperPages, error) {
	return twoPages{p}, r.call("PreviewPaper", p.ID)
}
func (r *recorder) KeepDraft(key string, p model.Paper) error {
	if r.drafts == nil {
		r.drafts = map[string]model.Paper{}
	}
	r.drafts[key] = p
	return r.call("KeepDraft", key)
}
func (r *recorder) DropDraft(key string) error {
	delete(r.drafts, key)
	return r.call("DropDraft", key)
}
func (r *recorder) Drafts() (map[string]model.Paper, error) { return maps.Clone(r.drafts), nil }
func (r *recorder) Export(paper, file string, o desk.ExportOptions) {
	r.call("Export", paper, file)
	r.bundled = o.Bundled
}
func (r *recorder) OpenPrinted(file string) (desk.PrintedPaper, error) {
	return desk.PrintedPaper{File: file, Title: "Fewer topics", Kind: model.DecisionMemo, Date: "2022-10-13", Figures: 24, Classes: 1, Addresses: []string{"https://example.org/datapackage.json"}}, r.call("OpenPrinted", file)
}
func (r *recorder) PaperVersions(id string) ([]model.Paper, error) {
	a := model.Paper{ID: id, Title: "Fewer topics", Made: model.Made{By: "Amina"}, Blocks: []model.PaperBlock{{ID: "b1", Kind: model.BlockText, Text: "Before."}, {ID: "b2", Kind: model.BlockLimits}}}
	b := a
	b.Title, b.Blocks = "Few topics", []model.PaperBlock{{ID: "b1", Kind: model.BlockText, Text: "After."}, {ID: "b3", Kind: model.BlockAsked, Text: "Decide."}}
	return []model.Paper{a, b}, r.call("PaperVersions", id)
}
func (r *recorder) IsPrinted(file string) bool { return strings.HasSuffix(file, ".pdf") }
func (r *recorder) CheckPaper(file string, from desk.InputsFrom) {
	r.call("CheckPaper", file, from.Here, strings.Join(from.At, ","))
}

func (r *recorder) SaveCoding(file string) { r.call("SaveCoding", file) }
func (r *recorder) SaveChart(s chart.Scene, language, file string) ([]rune, error) {
	return nil, r.call("SaveChart", s.Title, language, file)
}

func (r *recorder) Mark(note model.Ref, start, end int) (model.Ref, error) {
	return model.NewRef(note.Source(), "new"), r.call("Mark", note, start, end)
}
func (r *recorder) TagExcerpt(excerpt model.Ref, tag string, polarity int) error {
	return r.call("TagExcerpt", excerpt, tag, polarity)
}
func (r *recorder) Untag(excerpt model.Ref, tag string) error { return r.call("Untag", excerpt, tag) }
func (r *recorder) Remark(excerpt model.Ref, text string) error {
	return r.call("Remark", excerpt, text)
}
func (r *recorder) RemoveExcerpt(excerpt model.Ref) error { return r.call("RemoveExcerpt", excerpt) }
func (r *recorder) NewTag(name, cluster, description string) (string, error) {
	return name, r.call("NewTag", name, cluster, description)
}
func (r *recorder) EditTag(tag, field, value string) error {
	return r.call("EditTag", tag, field, value)
}
func (r *recorder) MergeTag(tag, into string) error { return r.call("MergeTag", tag, into) }
func (r *recorder) RemoveTag(tag string) error      { return r.call("RemoveTag", tag) }

// twoPages are pages of a paper: two white ones, with block b1 on the first and
// the paper's blocks on the second.
type twoPages struct{ paper model.Paper }

func (twoPages) Count() int                { return 2 }
func (twoPages) Size() (w, h float64)      { return 210, 297 }
func (twoPages) Missing() []string         { return nil }
func (twoPages) Took() time.Duration       { return time.Millisecond }
func (twoPages) PageOf(string) (int, bool) { return 2, true }
func (twoPages) Image(_ int, scale float64) image.Image {
	return image.NewRGBA(image.Rect(0, 0, int(210*scale), int(297*scale)))
}
func (t twoPages) Blocks(n int) []desk.PaperArea {
	if n == 1 {
		return []desk.PaperArea{{X: 20, Y: 40, W: 170, H: 20, Block: "b1"}}
	}
	var out []desk.PaperArea
	for i, b := range t.paper.Blocks {
		out = append(out, desk.PaperArea{X: 20, Y: float64(20 + 20*i), W: 170, H: 15, Block: b.ID})
	}
	return out
}
func (t twoPages) Outline() []desk.OutlineEntry {
	return []desk.OutlineEntry{{Level: 0, Text: t.paper.Title}, {Level: 1, Text: "Decision asked"}, {Level: 1, Text: "Evidence"}}
}
