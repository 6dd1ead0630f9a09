package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// mapColumns asks what the columns of a table mean and keeps the answer; then is
// called with the table's address, to bring it in.
func (s *Shell) mapColumns(address string, then func(address ...string)) {
	first, err := s.desk.PreviewTable(address, "", 0)
	if err != nil {
		s.Tell(err, s.w.T("The table cannot be shown. Nothing was changed."))
		return
	}
	w := s.w
	f := &mappingForm{shell: s, preview: first, grid: newPreviewGrid(), sum: newText("").bold(), missing: newText("").ink(tone(view.ToneWarn)), enable: func(bool) {}}
	f.between, f.pages = stack(0), stack(0)
	f.owner = newField(w.T("such as a ministry or a city; may stay empty"), 1)
	f.owner.SetText(first.Publisher)
	settings := []fyne.CanvasObject{titled(w.T("Row with the columns’ heads"), f.headers()), titled(w.T("What a row is"), f.kinds()), titled(w.T("Whose table it is"), f.owner)}
	if len(first.Sheets) > 1 {
		sheets := newChoice(first.Sheets, first.Sheets, nil)
		sheets.Choose(first.Proposed.Sheet)
		sheets.OnChanged = func(sheet string) { f.again(sheet, 0) }
		settings = append([]fyne.CanvasObject{titled(w.T("Sheet"), sheets.Select)}, settings...)
	}
	f.fill()
	s.ask(question{
		Title:   w.T("What do the columns of %s mean?", first.File),
		Intro:   w.T("Nothing in the file says it, and nothing is guessed. Look at the proposals over the columns and correct them. It is remembered for this publisher’s tables with the same heads, and you can undo it."),
		Confirm: w.T("Save and bring in"),
		Body:    stack(8, sideBySide(settings...), f.between),
		Fill:    f.grid,
		Foot:    stack(2, f.pages, f.sum, f.missing),
		Size:    fyne.NewSize(1180, 760),
		First:   f.first,
		Ready:   func(enable func(bool)) { f.enable = enable; f.say() },
		Do: func() error {
			if err := s.desk.KeepMapping(f.owner.Text, f.preview.Address, f.preview.Proposed); err != nil {
				return err
			}
			then(address)
			return nil
		},
	})
}

// mappingForm is the dialog's state.
type mappingForm struct {
	shell   *Shell
	preview model.TablePreview
	grid    *previewGrid
	header  *choice
	kind    *choice
	owner   *field
	between *fyne.Container // what stands between tags, where rows have them
	pages   *fyne.Container // the way to further columns
	from    int             // the first column shown
	first   fyne.Focusable  // the choice over the first column
	sum     *bidiText
	missing *bidiText
	enable  func(bool)
}

// columnsShown is how many columns the grid shows at once.
const columnsShown = 40

// kinds lets the person choose what a row is.
func (f *mappingForm) kinds() fyne.CanvasObject {
	words, ids := choices(f.shell.w.RowKinds())
	f.kind = newChoice(words, ids, nil)
	f.kind.Choose(string(f.preview.Proposed.Format))
	f.kind.OnChanged = func(string) {
		if format := model.Format(f.kind.ID()); format != f.preview.Proposed.Format {
			before := f.preview.Proposed
			f.preview.Proposed = view.Reproposed(f.preview, format)
			f.preview.Others = append(f.preview.Others, before)
			f.fill()
		}
	}
	return f.kind.Select
}

// separator lets the person choose what stands between tags.
func (f *mappingForm) separator() {
	f.between.Objects = nil
	if f.preview.Proposed.Format == model.FormatDovetailTable {
		words, ids := choices(f.shell.w.Separators())
		c := newChoice(words, ids, nil)
		c.Choose(f.preview.Proposed.Separator)
		c.OnChanged = func(string) { f.preview.Proposed.Separator = c.ID() }
		f.between.Add(inLine(newOneWord(f.shell.w.T("Between tags in one cell")), c.Select))
	}
	f.between.Refresh()
}

// newOneWord is the name of a setting before it, in one line.
func newOneWord(words string) fyne.CanvasObject { return oneLine(words).bold() }

// choices are the words and the ids of what is offered.
func choices(list []view.RoleChoice) (words, ids []string) {
	for _, c := range list {
		words, ids = append(words, c.Words), append(ids, c.ID)
	}
	return words, ids
}

// headers lets the person choose the row with the heads.
func (f *mappingForm) headers() fyne.CanvasObject {
	words, ids := f.lines()
	f.header = newChoice(words, ids, nil)
	f.header.Choose(strconv.Itoa(f.preview.Proposed.Header))
	f.header.OnChanged = func(string) {
		if line, err := strconv.Atoi(f.header.ID()); err == nil && line != f.preview.Proposed.Header {
			f.again(f.preview.Proposed.Sheet, line)
		}
	}
	return f.header.Select
}

// lines are the first rows as words, and their numbers.
func (f *mappingForm) lines() (words, ids []string) {
	const most = 40
	for _, r := range f.preview.Rows {
		if len(words) == 12 {
			break
		}
		text := []rune(strconv.Itoa(r.Line) + ": " + strings.Join(r.Cells, " | "))
		if len(text) > most {
			text = append(text[:most-1], '…')
		}
		words, ids = append(words, string(text)), append(ids, strconv.Itoa(r.Line))
	}
	return words, ids
}

// again looks at another sheet or header.
func (f *mappingForm) again(sheet string, header int) {
	next, err := f.shell.desk.PreviewTable(f.preview.Address, sheet, header)
	if err != nil {
		f.shell.Tell(err, f.shell.w.T("The table cannot be shown. Nothing was changed."))
		return
	}
	f.preview, f.from = next, 0
	words, ids := f.lines()
	changed := f.header.OnChanged
	f.header.OnChanged = nil
	f.header.Offer(words, ids)
	f.header.Choose(strconv.Itoa(next.Proposed.Header))
	f.header.OnChanged = changed
	changed, f.kind.OnChanged = f.kind.OnChanged, nil
	f.kind.Choose(string(next.Proposed.Format))
	f.kind.OnChanged = changed
	f.fill()
}

// fill shows the columns with their first values, each below what it is to be.
func (f *mappingForm) fill() {
	w := f.shell.w
	m := f.preview.Proposed
	words, ids := choices(w.Roles(m.Format))
	f.separator()
	columns, lines := w.MappedGrid(f.preview)
	end := min(f.from+columnsShown, len(columns))
	var numbers []string
	for _, line := range lines {
		numbers = append(numbers, lineNumber(line))
	}
	var roles []fyne.CanvasObject
	for c := f.from; c < end; c++ {
		role := newChoice(words, ids, nil)
		role.Choose(view.RoleOf(m.Format, m.Columns[c]))
		role.OnChanged = func(string) {
			m.Columns[c] = view.WithRole(m.Format, m.Columns[c], role.ID())
			f.grid.dim(c-f.from, m.Columns[c].Role == model.RoleIgnore)
			f.say()
		}
		roles = append(roles, role.Select)
		if c == f.from {
			f.first = role.Select
		}
	}
	f.grid.show(columns[f.from:end], numbers, roles)
	for c := f.from; c < end; c++ {
		f.grid.dim(c-f.from, m.Columns[c].Role == model.RoleIgnore)
	}
	f.turn(end, len(columns))
	f.say()
}

// turn offers the columns before and after those shown.
func (f *mappingForm) turn(end, all int) {
	f.pages.Objects = nil
	if all > columnsShown {
		w := f.shell.w
		back := plain(w.T("Columns before"), theme.NavigateBackIcon(), func() { f.from = max(0, f.from-columnsShown); f.fill() })
		next := plain(w.T("Columns after"), theme.NavigateNextIcon(), func() { f.from += columnsShown; f.fill() })
		able(back, f.from > 0)
		able(next, end < all)
		f.pages.Add(inLine(oneLine(w.T("Columns %d to %d of %d", f.from+1, end, all)), back, next))
	}
	f.pages.Refresh()
}

// say says what comes in, and what is missing before it can.
func (f *mappingForm) say() {
	f.sum.SetText(f.shell.w.MappedSum(f.preview))
	missing := f.shell.w.MappedMissing(f.preview.Proposed)
	f.enable(missing == "")
	if missing != "" {
		missing = "! " + missing
	}
	f.missing.SetText(missing)
}

// tablesWaiting are the tables that need a mapping, each with the button that
// opens the dialog.
func (s *Shell) tablesWaiting(problems []model.Problem) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, p := range view.NeedMapping(problems) {
		objects = append(objects, newStrip(view.ToneWarn, stack(6, newText(s.w.Told(p.Say)), inLine(s.answerButtons(p, s.bringNow)...))))
	}
	return objects
}

// answerButtons are the ways to answer what a table needs: what its columns mean
// or, where several formats claim it, which of them it is. then is called with
// its address once it was said.
func (s *Shell) answerButtons(p model.Problem, then func(address ...string)) []fyne.CanvasObject {
	buttons := []fyne.CanvasObject{plain(s.w.T("Map columns…"), theme.ListIcon(), func() { s.mapColumns(p.Address, then) })}
	switch {
	case len(p.Sheets) > 1:
		buttons = append([]fyne.CanvasObject{plain(s.w.T("Choose the sheet…"), theme.QuestionIcon(), func() { s.saySheet(p, then) })}, buttons...)
	case len(p.Formats) > 1:
		buttons = append([]fyne.CanvasObject{plain(s.w.T("Say what it is…"), theme.QuestionIcon(), func() { s.sayFormat(p, then) })}, buttons...)
	}
	return buttons
}

// sayFormat asks which of several formats a table is of.
func (s *Shell) sayFormat(p model.Problem, then func(address ...string)) {
	w := s.w
	words := make([]string, len(p.Formats))
	for i, format := range p.Formats {
		words[i] = w.Format(format)
	}
	s.sayWhich(p.Address, "", whichAsked{
		title:   func(file string) string { return w.T("What is %s?", file) },
		intro:   w.T("Its columns fit more than one kind of file, and nothing is guessed. Say which it is; it is remembered for this publisher’s tables with the same heads, and you can undo it."),
		label:   w.T("It is"),
		nothing: w.T("Choose what the file is."),
		words:   words,
		keep: func(shown model.TablePreview, chosen int, owner string) error {
			return s.desk.KeepMapping(owner, shown.Address, shown.Proposed.As(p.Formats[chosen]))
		},
	}, then)
}

// saySheet asks which of several sheets with the same columns is meant.
func (s *Shell) saySheet(p model.Problem, then func(address ...string)) {
	w := s.w
	s.sayWhich(p.Address, p.Sheets[0], whichAsked{
		title:   func(file string) string { return w.T("Which sheet of %s?", file) },
		intro:   w.T("Several of its sheets have the same columns. Read together they might count twice, so one is read. It is remembered for this publisher’s workbooks with this sheet and the same heads, and you can undo it."),
		label:   w.T("The sheet is"),
		nothing: w.T("Choose the sheet."),
		words:   p.Sheets,
		keep: func(_ model.TablePreview, chosen int, owner string) error {
			sheet, err := s.desk.PreviewTable(p.Address, p.Sheets[chosen], 0)
			if err != nil {
				return err
			}
			return s.desk.KeepMapping(owner, sheet.Address, sheet.Proposed.As(p.Formats[0]))
		},
	}, then)
}

// whichAsked is a question about a table with several answers.
type whichAsked struct {
	title                 func(file string) string
	intro, label, nothing string
	words                 []string // the answers
	keep                  func(shown model.TablePreview, chosen int, owner string) error
}

// sayWhich asks which of several things a table is, over its heads, and whose
// table it is.
func (s *Shell) sayWhich(address, sheet string, asked whichAsked, then func(address ...string)) {
	w := s.w
	shown, err := s.desk.PreviewTable(address, sheet, 0)
	if err != nil {
		s.Tell(err, w.T("The table cannot be shown. Nothing was changed."))
		return
	}
	which := newOptions(asked.words)
	owner := newField(w.T("such as a ministry or a city; may stay empty"), 1)
	owner.SetText(shown.Publisher)
	s.ask(question{
		Title:   asked.title(shown.File),
		Intro:   asked.intro,
		Confirm: w.T("Save and bring in"),
		Body:    stack(12, newText(strings.Join(shown.Proposed.Heads(), " | ")).small().quiet(), titled(asked.label, which), titled(w.T("Whose table it is"), owner)),
		Do: func() error {
			if which.Chosen() < 0 {
				return &model.Problem{Say: w.T("Nothing is chosen yet."), Do: asked.nothing}
			}
			if err := asked.keep(shown, which.Chosen(), owner.Text); err != nil {
				return err
			}
			then(address)
			return nil
		},
	})
}
