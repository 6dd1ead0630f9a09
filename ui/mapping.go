package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/ui/view"
)

// mapColumns asks what the columns of a table mean, keeps the answer and brings
// the table in.
func (s *Shell) mapColumns(address string) {
	first, err := s.desk.PreviewTable(address, "", 0)
	if err != nil {
		s.Tell(err, s.w.T("The table cannot be shown. Nothing was changed."))
		return
	}
	f := &mappingForm{shell: s, preview: first, rows: stack(10), sum: newText("").quiet()}
	f.between = stack(0)
	f.fill()
	w := s.w
	body := stack(12)
	if len(first.Sheets) > 1 {
		sheets := newChoice(first.Sheets, first.Sheets, nil)
		sheets.Choose(first.Proposed.Sheet)
		sheets.OnChanged = func(sheet string) { f.again(sheet, 0) }
		body.Add(titled(w.T("Sheet"), sheets.Select))
	}
	body.Add(titled(w.T("Row with the columns' heads"), f.headers()))
	body.Add(titled(w.T("What a row is"), f.kinds()))
	body.Add(f.between)
	body.Add(f.rows)
	body.Add(f.sum)
	s.ask(question{
		Title:   w.T("What do the columns of %s mean?", first.File),
		Intro:   w.T("Nothing in the file says it, and nothing is guessed. Look at the proposals and correct them. It is remembered for tables with the same heads, and you can undo it."),
		Confirm: w.T("Save and bring in"),
		Body:    body,
		Size:    fyne.NewSize(900, 680),
		Do: func() error {
			if err := s.desk.KeepMapping(f.preview.File, f.preview.Proposed); err != nil {
				return err
			}
			s.Bring(address)
			return nil
		},
	})
}

// mappingForm is the dialog's state.
type mappingForm struct {
	shell   *Shell
	preview model.TablePreview
	rows    *fyne.Container
	header  *choice
	kind    *choice
	between *fyne.Container // what stands between tags, where rows have them
	sum     *bidiText
}

// kinds lets the person choose what a row is.
func (f *mappingForm) kinds() fyne.CanvasObject {
	words, ids := choices(f.shell.w.RowKinds())
	f.kind = newChoice(words, ids, nil)
	f.kind.Choose(string(f.preview.Proposed.Format))
	f.kind.OnChanged = func(string) {
		if format := model.Format(f.kind.ID()); format != f.preview.Proposed.Format {
			f.preview.Proposed = view.AsRows(f.preview.Proposed, format)
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
		f.between.Add(titled(f.shell.w.T("Between tags in one cell"), c.Select))
	}
	f.between.Refresh()
}

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
	for _, r := range f.preview.Rows {
		if len(words) == 12 {
			break
		}
		text := strconv.Itoa(r.Line) + ": "
		for i, cell := range r.Cells {
			if i == 4 {
				break
			}
			if len([]rune(cell)) > 24 {
				cell = string([]rune(cell)[:23]) + "…"
			}
			text += cell + " | "
		}
		words, ids = append(words, text), append(ids, strconv.Itoa(r.Line))
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
	f.preview = next
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

// fill shows a row for each column: its head, its first values, its meaning.
func (f *mappingForm) fill() {
	w := f.shell.w
	m := f.preview.Proposed
	words, ids := choices(w.Roles(m.Format))
	f.separator()
	f.rows.Objects = nil
	columns := m.Columns
	for c, row := range w.MappedRows(f.preview) {
		role := newChoice(words, ids, nil)
		role.Choose(view.RoleOf(m.Format, columns[c]))
		role.OnChanged = func(string) {
			columns[c] = view.WithRole(m.Format, columns[c], role.ID())
			f.sum.SetText(w.MappedSum(m))
		}
		f.rows.Add(besideMeaning(stack(2, newText(row.Head).bold(), newText(row.Examples).small().quiet()), role.Select))
	}
	f.rows.Refresh()
	f.sum.SetText(w.MappedSum(m))
}

// besideMeaning sets a column's words beside its meaning.
func besideMeaning(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.New(beside{gap: 16, weights: []float32{3, 2}}, left, right)
}

// tablesWaiting are the tables that need a mapping, each with the button that
// opens the dialog.
func (s *Shell) tablesWaiting(problems []model.Problem) []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, p := range view.NeedMapping(problems) {
		button := plain(s.w.T("Map columns…"), theme.ListIcon(), func() { s.mapColumns(p.Address) })
		objects = append(objects, newStrip(view.ToneWarn, stack(6, newText(p.Say), inLine(button))))
	}
	return objects
}
