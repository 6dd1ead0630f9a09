package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/ui/view"
)

// tableColumn is a column of a table.
type tableColumn struct {
	Title string
	Width float32 // pixels at the normal text size; 0 takes what the others leave
	Right bool    // numbers stand at the right
	Mid   bool    // the title stands in the middle, over bars
	Lines int     // lines of text shown; 0 is one
	Down  bool    // the first press on the header sorts largest first
	Plain bool    // cannot be sorted
	From  float32 // the table's width from which the column is shown
}

// table shows any number of rows of equal height under its own header. It asks
// for the cells of the visible rows only. One row is chosen by a tap or by the
// arrow keys; onOpen then gets it.
type table struct {
	widget.BaseWidget
	columns []tableColumn
	order   view.Order
	onOrder func(view.Order)
	onOpen  func(row int)

	rows    int
	cells   func(row int) []view.Cell
	list    *rowList
	headers []*headerCell
	content *fyne.Container
	silent  bool // Select is being called by the page
	// waiting is the row to choose as soon as the table has a height: before,
	// the list would scroll too far; -1 for none.
	waiting int
}

// newTable makes an empty table. onOrder is called when a header is pressed,
// onOpen when a row is chosen.
func newTable(columns []tableColumn, order view.Order, onOrder func(view.Order), onOpen func(row int)) *table {
	t := &table{columns: columns, order: order, onOrder: onOrder, onOpen: onOpen, waiting: -1}
	t.list = newRowList(func() int { return t.rows },
		func() fyne.CanvasObject { return newTableRow(t) },
		func(id int, o fyne.CanvasObject) { o.(*tableRow).set(t.cells(id)) })
	t.list.OnSelected = func(id int) {
		t.list.at = id
		if t.silent {
			return
		}
		// A tap has to give the focus, so that the arrow keys go on from
		// there; Fyne 2.7.1 does not do it for an extended list.
		if c := fyne.CurrentApp().Driver().CanvasForObject(t.list); c != nil {
			c.Focus(t.list)
		}
		if t.onOpen != nil {
			t.onOpen(id)
		}
	}
	heads := container.New(tableLayout{t})
	for i, c := range columns {
		t.headers = append(t.headers, newHeaderCell(t, i, c))
		heads.Add(t.headers[i].press)
	}
	t.mark()
	head := container.NewStack(newGround(theme.ColorNameHeaderBackground, "", false), heads)
	t.content = container.NewBorder(head, nil, nil, nil, t.list)
	t.ExtendBaseWidget(t)
	return t
}

// SetRows shows n rows whose cells come from cells, one a column. Nothing is
// chosen afterwards.
func (t *table) SetRows(n int, cells func(row int) []view.Cell) {
	t.rows, t.cells, t.waiting = n, cells, -1
	t.list.UnselectAll()
	t.list.at = -1
	t.list.Refresh()
}

// Select chooses a row without calling onOpen; -1 chooses none.
func (t *table) Select(row int) {
	t.silent = true
	defer func() { t.silent = false }()
	if row < 0 || row >= t.rows {
		t.list.UnselectAll()
		t.list.at = -1
		return
	}
	if t.list.Size().Height < t.rowHeight() {
		t.waiting = row
		return
	}
	t.waiting = -1
	t.list.Select(row)
}

// Resize implements fyne.CanvasObject.
func (t *table) Resize(size fyne.Size) {
	t.BaseWidget.Resize(size)
	if t.waiting >= 0 {
		t.Select(t.waiting)
	}
}

// Top scrolls to the first row.
func (t *table) Top() { t.list.ScrollToTop() }

func (t *table) pressed(column int) {
	t.order = t.order.Pressed(column, t.columns[column].Down)
	t.mark()
	if t.onOrder != nil {
		t.onOrder(t.order)
	}
}

// mark puts the arrow at the column that the rows are sorted by.
func (t *table) mark() {
	for i, h := range t.headers {
		arrow := ""
		if i == t.order.Column && !t.columns[i].Plain {
			arrow = "▴"
			if t.order.Down {
				arrow = "▾"
			}
		}
		h.arrow.SetText(arrow)
	}
}

// rowHeight is the height of all rows.
func (t *table) rowHeight() float32 {
	lines := 1
	for _, c := range t.columns {
		lines = max(lines, c.Lines)
	}
	return float32(lines)*lineHeight(theme.SizeNameText) + 10
}

const (
	cellPad   = 10 // left of each cell's content, and right of the last
	scrollBar = 10
)

// edges gives each column's left edge and, last, the right end. A column that
// a narrow table leaves out has no width. Columns grow with the text.
func (t *table) edges(width float32) []float32 {
	larger := theme.Size(theme.SizeNameText) / 14
	taken, open := float32(0), 0
	for _, c := range t.columns {
		switch {
		case width < c.From*larger:
		case c.Width == 0:
			open++
		default:
			taken += c.Width * larger
		}
	}
	edges := make([]float32, 0, len(t.columns)+1)
	x := float32(0)
	for _, c := range t.columns {
		edges = append(edges, x)
		switch {
		case width < c.From*larger:
		case c.Width == 0:
			x += fyne.Max(80, (width-scrollBar-taken)/float32(open))
		default:
			x += c.Width * larger
		}
	}
	return append(edges, x)
}

// CreateRenderer implements fyne.Widget.
func (t *table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.content) }

// tableLayout lays a table's cells out.
type tableLayout struct{ t *table }

// Layout implements fyne.Layout.
func (l tableLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	edges := l.t.edges(size.Width)
	for i, o := range objects {
		if edges[i+1] == edges[i] {
			o.Hide()
			continue
		}
		o.Show()
		o.Move(fyne.NewPos(edges[i], 0))
		o.Resize(fyne.NewSize(edges[i+1]-edges[i], size.Height))
	}
}

// MinSize implements fyne.Layout.
func (l tableLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = fyne.Max(h, o.MinSize().Height)
	}
	edges := l.t.edges(0)
	return fyne.NewSize(edges[len(edges)-1], h)
}

// headerCell is a column's title with its arrow.
type headerCell struct {
	*press
	arrow *bidiText
}

func newHeaderCell(t *table, column int, c tableColumn) *headerCell {
	arrow := oneLine("").small().ink(colourLink).signs()
	title := cutLine(c.Title).small().bold().quiet()
	if c.Right {
		title.aligned(fyne.TextAlignTrailing)
	}
	face := container.NewBorder(nil, nil, nil, arrow, title)
	switch {
	case c.Mid:
		title.aligned(fyne.TextAlignCenter)
	case !c.Right:
		title.mode = whole
		face = container.New(&flow{gap: 4}, title, arrow)
	}
	do := func() { t.pressed(column) }
	if c.Plain {
		do = nil
	}
	return &headerCell{press: newPress(face, fyne.NewSize(cellPad, 6), do), arrow: arrow}
}

// rowList is a list in which the arrow keys choose, and Home, End and the page
// keys move.
type rowList struct {
	widget.List
	at int
	// enter is called by Return once a row is chosen; may be nil.
	enter func()
	// waits says that the arrow keys only lead to a row and Return chooses it:
	// where what is chosen takes the list's place. May be nil.
	waits func() bool
}

func newRowList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *rowList {
	l := &rowList{at: -1}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements fyne.Focusable.
func (l *rowList) TypedKey(e *fyne.KeyEvent) {
	last := l.Length() - 1
	if last < 0 {
		return
	}
	const page = 10
	to := l.at
	waits := l.waits != nil && l.waits()
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if waits {
			l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		}
		if l.at >= 0 && l.enter != nil {
			l.enter()
		}
		return
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	default:
		l.List.TypedKey(e)
		return
	}
	if waits {
		l.List.TypedKey(e)
		return
	}
	l.Select(min(max(to, 0), last))
}

// same reports whether two rows of cells look alike.
func same(a, b []view.Cell) bool {
	return slices.EqualFunc(a, b, func(a, b view.Cell) bool {
		return a.Text == b.Text && a.Tone == b.Tone && a.Bold == b.Bold &&
			equal(a.Bar, b.Bar) && equal(a.Badge, b.Badge)
	})
}

func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
