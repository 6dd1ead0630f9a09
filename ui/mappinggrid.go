package ui

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// previewGrid shows the first rows of a table: over each column its head and
// what it is to be. It scrolls both ways; what gets the focus is scrolled to.
// UI goroutine only.
type previewGrid struct {
	widget.BaseWidget
	scroll  *container.Scroll
	content *fyne.Container
	cells   [][]*bidiText // by column
}

func newPreviewGrid() *previewGrid {
	g := &previewGrid{content: stack(0)}
	g.scroll = container.NewScroll(g.content)
	g.ExtendBaseWidget(g)
	return g
}

// gridColumn is the width of a column at the normal text size, gridNumber that
// of the column with the rows' numbers.
const (
	gridColumn = 216
	gridNumber = 44
)

// show shows columns, each with its choice; lines are the numbers of the rows.
func (g *previewGrid) show(columns []view.GridColumn, lines []string, roles []fyne.CanvasObject) {
	row := func(first fyne.CanvasObject, each func(c int) fyne.CanvasObject) fyne.CanvasObject {
		cells := []fyne.CanvasObject{padded(6, 3, first)}
		for c := range columns {
			cells = append(cells, padded(6, 3, each(c)))
		}
		return container.New(tiles{}, cells...)
	}
	heads := stack(0,
		row(newText(""), func(c int) fyne.CanvasObject {
			return stack(0, newText(columns[c].Place).small().quiet(), newText(columns[c].Head).bold().atMost(3))
		}),
		row(newText(""), func(c int) fyne.CanvasObject { return roles[c] }))
	objects := []fyne.CanvasObject{container.NewStack(newGround(theme.ColorNameHeaderBackground, "", false), heads)}
	g.cells = make([][]*bidiText, len(columns))
	for i, line := range lines {
		objects = append(objects, newRule(), row(newText(line).small().quiet(), func(c int) fyne.CanvasObject {
			t := newText(columns[c].Cells[i]).atMost(2)
			g.cells[c] = append(g.cells[c], t)
			return t
		}))
	}
	g.content.Objects = objects
	g.Refresh()
}

// dim shows a column's values quietly, as those that are left out, or plainly.
func (g *previewGrid) dim(column int, quiet bool) {
	ink := theme.ColorNameForeground
	if quiet {
		ink = colourQuiet
	}
	for _, t := range g.cells[column] {
		t.SetInk(ink)
	}
}

// reveal scrolls to an object of the grid.
func (g *previewGrid) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	const air = 24
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(g.scroll)).Add(g.scroll.Offset)
	room, size := g.scroll.Size(), o.Size()
	into := func(offset, from, length, room float32) float32 {
		switch {
		case from < offset:
			return from - air
		case from+length > offset+room:
			return from + length - room + air
		}
		return offset
	}
	to := fyne.NewPos(into(g.scroll.Offset.X, at.X, size.Width, room.Width), into(g.scroll.Offset.Y, at.Y, size.Height, room.Height))
	to.X = fyne.Max(0, fyne.Min(to.X, g.content.Size().Width-room.Width))
	to.Y = fyne.Max(0, fyne.Min(to.Y, g.content.Size().Height-room.Height))
	g.scroll.ScrollToOffset(to)
}

// CreateRenderer implements fyne.Widget.
func (g *previewGrid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(newGround(colourSurface, colourLine, false), g.scroll))
}

// tiles lays cells out in a row of columns of a fixed width, the first narrow;
// all are as high as the highest.
type tiles struct{}

func (tiles) width(i int) float32 {
	larger := theme.Size(theme.SizeNameText) / 14
	if i == 0 {
		return gridNumber * larger
	}
	return gridColumn * larger
}

// Layout implements fyne.Layout.
func (t tiles) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		heightAt(o, t.width(i))
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(t.width(i), size.Height))
		x += t.width(i)
	}
}

// MinSize implements fyne.Layout.
func (t tiles) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		size.Width += t.width(i)
		size.Height = fyne.Max(size.Height, heightAt(o, t.width(i)))
	}
	return size
}

// lineNumber is a row's number as the grid shows it.
func lineNumber(line int) string { return strconv.Itoa(line) }
