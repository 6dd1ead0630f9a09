package desk

import (
	"io"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/paper"
	"consilience/model/paper/compose"
)

// Templates are the papers to begin with: the program's own, then members'. A
// member's template with the id of one of the program's takes its place.
func (d *Desk) Templates() []model.PaperTemplate {
	list := slices.Clone(compose.Templates())
	for _, t := range d.State().Templates {
		if i := slices.IndexFunc(list, func(o model.PaperTemplate) bool { return o.ID == t.ID }); i >= 0 {
			list[i] = t
		} else {
			list = append(list, t)
		}
	}
	return list
}

// NewPaper proposes a paper from a template, named by its id or, for the first
// of a kind that fits, by its kind. It is about "theme/<id>" or "tradeoff/<id>",
// several or, if there are none, everything. It is not kept until SavePaper. The error is a
// *model.Problem if there is no such template or subject.
func (d *Desk) NewPaper(template string, about ...string) (model.Paper, error) {
	t, err := d.template(template, about)
	if err != nil {
		return model.Paper{}, err
	}
	p := model.Paper{Kind: t.Kind, Status: "draft", Date: d.now().Format("2006-01-02"), Owner: d.State().Member.Name, Title: t.Title, Contents: t.Contents}
	for i, a := range about {
		if _, err := d.subjectTitle(a); err != nil {
			return p, err
		}
		if i == 0 {
			p.About = a
		} else if !slices.Contains(p.Subjects(), a) {
			p.Also = append(p.Also, a)
		}
	}
	if len(about) == 1 {
		memo := d.NewMemo(about[0])
		p.Title, p.Decision = memo.Title, memo.Decision
	}
	p.Blocks = slices.Clone(t.Blocks)
	return p, nil
}

// template finds a template by id or kind.
func (d *Desk) template(name string, about []string) (model.PaperTemplate, error) {
	list := d.Templates()
	if i := slices.IndexFunc(list, func(t model.PaperTemplate) bool { return t.ID == name && fits(t, about) }); i >= 0 {
		return list[i], nil
	}
	if i := slices.IndexFunc(list, func(t model.PaperTemplate) bool { return string(t.Kind) == name && fits(t, about) }); i >= 0 {
		return list[i], nil
	}
	if i := slices.IndexFunc(list, func(t model.PaperTemplate) bool { return t.ID == name }); i >= 0 {
		return list[i], nil
	}
	return model.PaperTemplate{}, unknown("template", name)
}

// fits reports whether a template is made for what a paper is about.
func fits(t model.PaperTemplate, about []string) bool {
	tradeOff := len(about) > 0 && strings.HasPrefix(about[0], "tradeoff/")
	switch t.Subject {
	case "trade-offs":
		return tradeOff || len(about) == 0
	case "themes":
		return !tradeOff
	}
	return true
}

// subjectTitle is the title of "theme/<id>" or "tradeoff/<id>".
func (d *Desk) subjectTitle(about string) (string, error) {
	kind, id, _ := strings.Cut(about, "/")
	switch kind {
	case "theme":
		t, err := d.theme(id)
		return t.Title, err
	case "tradeoff":
		t, err := d.tradeOff(id)
		return t.Question, err
	}
	return "", model.Problemf(model.ProblemNothingToShow, "Write theme/ID or tradeoff/ID.", "“%s” is neither a theme nor a trade-off. Nothing was saved.", about)
}

// SaveTemplate keeps a template; one with the same id is replaced. A template
// holds no title and no words that belong to one paper: what it is about is
// taken out of its blocks.
func (d *Desk) SaveTemplate(t model.PaperTemplate) (model.PaperTemplate, error) {
	title, err := needText(t.Title, "The title")
	if err != nil {
		return t, err
	}
	if !slices.Contains(model.PaperKinds, t.Kind) {
		return t, unknown("kind of paper", string(t.Kind))
	}
	if len(t.Blocks) == 0 {
		return t, model.Problemf("", "Add a block first.", "The template has no blocks. Nothing was saved.")
	}
	t.Title, t.Made = title, model.Made{}
	t.Blocks = slices.Clone(t.Blocks)
	for i := range t.Blocks {
		t.Blocks[i].About = ""
	}
	st := d.State()
	var base []model.OpID
	if t.ID == "" {
		t.ID = freeID(t.Title, "template", func(id string) bool {
			return slices.ContainsFunc(d.Templates(), func(o model.PaperTemplate) bool { return o.ID == id })
		})
	}
	for _, o := range st.Templates {
		if o.ID == t.ID {
			base = append(base, o.Op)
		}
	}
	op, err := d.put("template/"+t.ID, model.FieldTemplate, t, base...)
	if err != nil {
		return t, err
	}
	t.Made = op.Made()
	return t, nil
}

// DropTemplate takes a member's template out of use; Undo brings it back. The
// program's own stay.
func (d *Desk) DropTemplate(id string) error {
	for _, t := range d.State().Templates {
		if t.ID == id {
			op := t.Op
			t.Gone, t.Made = true, model.Made{}
			_, err := d.put("template/"+id, model.FieldTemplate, t, op)
			return err
		}
	}
	return unknown("template", id)
}

// ReadLogo takes in the picture of a paper's letterhead. The error is a
// *model.Problem: the picture is too large, or is none that a paper can print.
func ReadLogo(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, model.MaxLogo+1))
	if err != nil {
		return nil, model.AsProblem(err, "The picture could not be read. The paper is unchanged.")
	}
	if len(raw) > model.MaxLogo {
		return nil, model.Problemf("", "Save it smaller: 800 pixels across are plenty.", "The picture has more than %d kB. The paper is unchanged.", model.MaxLogo>>10)
	}
	if !paper.Picture(raw) {
		return nil, model.Problemf("", "Save it as PNG or JPEG.", "The file is no picture that a paper can print. The paper is unchanged.")
	}
	return raw, nil
}

// AccentContrast is the contrast of a colour "#rrggbb" with white paper, from 1
// to 21; one below 4.5 is printed darker. ok is false if it is no colour.
func AccentContrast(accent string) (contrast float64, ok bool) { return paper.AccentContrast(accent) }

// Unproved are the sentences of a member's text that state a figure and cite
// no evidence, as a paper marks them.
func Unproved(text string) []string { return compose.Unproved(text) }
