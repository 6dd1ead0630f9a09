package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// checkPaper is where a printed paper is held against its inputs: first a form
// for the file and where the inputs come from, then the verdict with the list
// of figures. It needs no consultation. UI goroutine only.
type checkPaper struct {
	page *papersPage
	box  *fyne.Container
	open bool

	form    *scrolled
	file    *field
	facts   *fyne.Container
	where   *fyne.Container // holds from
	from    *options
	ways    []string // what each option stands for
	other   *field
	check   *button
	stop    *button
	job     *fyne.Container
	bar     *progress
	refused *refusal

	printed desk.PrintedPaper
	// waiting: Check was pressed and its end has not been seen; before is what
	// was checked last at that time, running that the job was seen.
	waiting, running bool
	before, shown    *desk.Verified
	result           *checkResult
}

// The places that inputs are taken from.
const (
	inputsHere    = "here"
	inputsPrinted = "printed"
	inputsOther   = "other"
)

func newCheckPaper(p *papersPage) *checkPaper {
	s := p.shell
	w := s.w
	c := &checkPaper{page: p, form: newScrolled(10), facts: stack(2), where: stack(0), file: newField(w.T("The PDF’s place on this machine"), 1), other: newField(w.T("A folder, a file or an address"), 1)}
	c.refused = newRefusal(s, c.form.Again)
	c.file.OnSubmitted = func(string) { c.take(c.file.Text) }
	c.other.OnChanged = func(string) { c.choose(inputsOther) }
	c.check = primary(w.T("Check"), theme.ConfirmIcon(), c.start)
	c.stop = plain(w.T("Stop"), theme.MediaStopIcon(), s.stop)
	c.bar = newProgress()
	c.job = container.NewBorder(nil, nil, nil, c.stop, c.bar.box)
	c.job.Hide()
	c.form.Put(newCard(stack(12,
		newText(w.T("Every figure and class in a paper is computed again from the published inputs. The paper is not changed, and nothing is sent.")).quiet(),
		titled(w.T("Paper"), container.NewBorder(nil, nil, nil, plain(w.T("Choose…"), theme.FolderOpenIcon(), c.chooseFile), c.file)),
		c.facts,
		titled(w.T("Where the published inputs come from"), c.where),
		container.NewBorder(nil, nil, nil, container.NewHBox(plain(w.T("Folder…"), theme.FolderOpenIcon(), c.chooseFolder)), c.other),
		inLine(c.check), c.job, c.refused.box)))
	c.result = newCheckResult(c)
	c.offer()
	c.box = container.NewStack()
	return c
}

// put shows the form, or what came of the last check.
func (c *checkPaper) put() {
	w := c.page.shell.w
	buttons := container.NewHBox()
	var body fyne.CanvasObject = container.New(&easyWidth{width: 760}, c.form)
	if c.shown != nil {
		body = c.result.box
		buttons.Add(plain(w.T("Check another…"), theme.SearchIcon(), func() { c.begin("") }))
	}
	head := container.NewBorder(nil, nil, plain(w.T("All papers"), theme.NavigateBackIcon(), c.page.close), buttons, padded(6, 0, container.New(middle{}, newHeading(w.T("Check a paper")))))
	c.box.Objects = []fyne.CanvasObject{padded(16, 10, container.NewBorder(padded(0, 6, head), nil, nil, nil, body))}
	c.box.Refresh()
}

// begin opens the form; with a file, that one is to be checked.
func (c *checkPaper) begin(file string) {
	c.open, c.shown = true, nil
	c.refused.Tell(nil)
	c.file.SetText(file)
	c.take(file)
	c.put()
	c.page.put() // only what is on the screen can have the focus
	var first fyne.Focusable = c.check
	if file == "" {
		first = c.file
	}
	c.page.shell.win.Canvas().Focus(first)
}

// take reads what a file says of itself, and offers the places for its inputs.
func (c *checkPaper) take(file string) {
	file = strings.TrimSpace(file)
	c.printed, c.facts.Objects = desk.PrintedPaper{}, nil
	if file != "" {
		printed, err := c.page.shell.desk.OpenPrinted(file)
		if err != nil {
			c.refused.Tell(model.AsProblem(err, c.page.shell.w.T("The file cannot be opened. Nothing was changed.")))
		} else {
			c.refused.Tell(nil)
			c.printed = printed
			for i, l := range c.page.shell.w.PrintedFacts(printed) {
				t := newText(l).small().quiet()
				if i == 0 {
					t = newText(l).bold()
				}
				c.facts.Add(t)
			}
		}
	}
	c.offer()
	c.form.Again()
}

// offer lists the places that the inputs can be taken from: those that make
// sense for the paper and the consultation that is open.
func (c *checkPaper) offer() {
	w := c.page.shell.w
	var labels []string
	c.ways = nil
	if len(c.printed.Addresses) > 0 {
		c.ways, labels = append(c.ways, inputsPrinted), append(labels, w.T("Where the paper says they are published: %s", w.Addresses(c.printed.Addresses)))
	}
	if len(c.page.state.Sources) > 0 {
		c.ways, labels = append(c.ways, inputsHere), append(labels, w.T("The inputs of this consultation, as they are here"))
	}
	c.ways, labels = append(c.ways, inputsOther), append(labels, w.T("Another place:"))
	c.from = newOptions(labels)
	c.from.Choose(0)
	c.where.Objects = []fyne.CanvasObject{c.from}
	c.where.Refresh()
}

func (c *checkPaper) choose(way string) {
	for i, w := range c.ways {
		if w == way {
			c.from.Choose(i)
		}
	}
}

// start asks the desk to check.
func (c *checkPaper) start() {
	s := c.page.shell
	w := s.w
	file := strings.TrimSpace(c.file.Text)
	if file != c.printed.File {
		c.take(file)
	}
	if c.printed.File == "" {
		if file == "" {
			c.refused.Tell(&model.Problem{Say: w.T("No paper is chosen yet."), Do: w.T("Choose a PDF that Consilience exported, or drop it on this window.")})
		}
		return
	}
	var from desk.InputsFrom
	switch c.ways[max(c.from.Chosen(), 0)] {
	case inputsHere:
		from.Here = true
	case inputsOther:
		at := strings.TrimSpace(c.other.Text)
		if at == "" {
			c.refused.Tell(&model.Problem{Say: w.T("There is no place for the inputs yet."), Do: w.T("Choose a folder, or type where the inputs are published.")})
			return
		}
		from.At = []string{at}
	}
	c.refused.Tell(nil)
	c.waiting, c.running, c.before = true, false, c.page.state.Verified
	s.desk.CheckPaper(file, from)
}

// show follows the job, and shows what came of it.
func (c *checkPaper) show(st desk.State) {
	running := st.Job != nil && st.Job.Name == desk.JobCheckPaper
	able(c.check, st.Job == nil)
	if running {
		c.bar.show(c.page.shell.w.Job(st))
	}
	if running != c.job.Visible() {
		c.job.Hidden = !running
		if !running {
			c.bar.show(nil)
		}
		c.form.Again()
	}
	if !c.waiting {
		return
	}
	switch {
	case running:
		c.running = true
	case st.Verified != c.before:
		c.waiting = false
		c.shown = st.Verified
		c.result.put(*st.Verified)
		c.put()
	case c.running || st.Job == nil && len(st.Problems) > 0:
		c.waiting = false
		if n := len(st.Problems); n > 0 {
			c.refused.Tell(&st.Problems[n-1])
		}
	}
}

func (c *checkPaper) chooseFile() {
	s := c.page.shell
	s.chooseFile([]string{".pdf"}, func(u fyne.URIReadCloser) {
		path := u.URI().Path()
		if err := u.Close(); err != nil {
			s.Tell(err, s.w.T("The file cannot be opened. Nothing was changed."))
			return
		}
		c.file.SetText(path)
		c.take(path)
	})
}

func (c *checkPaper) chooseFolder() {
	c.page.shell.chooseFolder(c.other.SetText)
}

// easyWidth gives its content at most a width of easy reading and all the
// height.
type easyWidth struct{ width float32 }

// Layout implements fyne.Layout.
func (e *easyWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(fyne.NewSize(fyne.Min(e.width, size.Width), size.Height))
	}
}

// MinSize implements fyne.Layout.
func (e *easyWidth) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

// checkResult is the verdict on a paper and the list of what was checked.
type checkResult struct {
	of      *checkPaper
	box     *fyne.Container
	verdict *scrolled
	table   *table
	order   view.Order
	places  []int
	v       desk.Verified
}

func newCheckResult(c *checkPaper) *checkResult {
	w := c.page.shell.w
	r := &checkResult{of: c, verdict: newScrolled(8)}
	r.table = newTable([]tableColumn{
		view.VerifiedState:   {Title: w.T("State"), Width: 96},
		view.VerifiedPage:    {Title: w.T("Page"), Width: 78, Right: true, From: 560},
		view.VerifiedWhat:    {Title: w.T("Figure"), Lines: 2},
		view.VerifiedPrinted: {Title: w.T("Printed"), Width: 128, Lines: 2, Plain: true},
		view.VerifiedNow:     {Title: w.T("Computed again"), Width: 128, Lines: 2, Plain: true},
		view.VerifiedSource:  {Title: w.T("Source"), Width: 142, Lines: 2, From: 690},
	}, r.order, func(o view.Order) { r.order = o; r.fill() }, r.detail)
	r.box = container.New(verdictOver{}, newPanel(padded(14, 10, r.verdict)), newPanel(r.table))
	return r
}

// put shows a verification.
func (r *checkResult) put(v desk.Verified) {
	s, w := r.of.page.shell, r.of.page.shell.w
	r.v = v
	said := w.Verdict(v.Verification)
	out := []fyne.CanvasObject{
		inLine(newBadge(said.Badge)),
		newSection(said.Says),
		newText(v.Title).bold(),
		newText(w.VerifiedFrom(v)).small().quiet(),
	}
	if len(said.Altered) > 0 {
		out = append(out, s.bullets(w.T("What was altered"), said.Altered))
	}
	if len(said.Inputs) > 0 {
		out = append(out, s.bullets(w.T("Published files that are not what they were"), said.Inputs))
	}
	for _, m := range said.More {
		out = append(out, newText(m))
	}
	for _, p := range v.Problems {
		if p.Kind == model.ProblemNotReachable || p.Kind == model.ProblemNeedsMapping {
			out = append(out, s.problemStrip(p))
		}
	}
	out = append(out, inLine(
		plain(w.T("Save as CSV…"), theme.DocumentSaveIcon(), r.save),
		plain(w.T("Copy"), theme.ContentCopyIcon(), func() { s.copy(w.VerifiedText(r.v)) })))
	r.verdict.Put(out...)
	r.verdict.Top()
	r.fill()
	r.table.Top()
}

func (r *checkResult) fill() {
	w := r.of.page.shell.w
	r.places = view.VerifiedOrder(r.v.Verification, r.order)
	r.table.SetRows(len(r.places), func(row int) []view.Cell { return w.VerifiedCells(r.v.Checked[r.places[row]]) })
}

// detail shows all that is known of a line.
func (r *checkResult) detail(row int) {
	s := r.of.page.shell
	x := r.v.Checked[r.places[row]]
	body := newScrolled(10)
	body.Put(inLine(newBadge(s.w.VerifiedState(x.State))), newSection(s.w.VerifiedTitle(x)), rows(s.w.VerifiedRows(x)))
	s.read(s.w.T("How this was checked"), body, fyne.NewSize(640, 420))
}

// save lets the person choose a folder and writes the list into it.
func (r *checkResult) save() {
	s := r.of.page.shell
	s.chooseFolder(func(path string) {
		name := strings.TrimSuffix(filepath.Base(r.v.File), filepath.Ext(r.v.File))
		file := filepath.Join(path, name+"-check.csv")
		if err := desk.WriteText(file, s.w.VerifiedCSV(r.v)); err != nil {
			s.Tell(err, s.w.T("The list could not be written. No file was changed."))
			return
		}
		s.Notice(s.w.T("Saved: %s", file))
	})
}

// verdictOver lays the verdict beside the list where there is room, and above
// it otherwise.
type verdictOver struct{}

const verdictGap = 12

// Layout implements fyne.Layout.
func (verdictOver) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if size.Width >= 980 {
		left := fyne.Min(400, size.Width*0.31)
		o[0].Move(fyne.Position{})
		o[0].Resize(fyne.NewSize(left, size.Height))
		o[1].Move(fyne.NewPos(left+verdictGap, 0))
		o[1].Resize(fyne.NewSize(size.Width-left-verdictGap, size.Height))
		return
	}
	top := size.Height * 0.46
	o[0].Move(fyne.Position{})
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top+verdictGap))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top-verdictGap))
}

// MinSize implements fyne.Layout.
func (verdictOver) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 260) }
