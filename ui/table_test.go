package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/ui/view"
	"consilience/ui/view/viewtest"
)

// shownTable is a table of n rows in a window.
func shownTable(t testing.TB, n int, onOrder func(view.Order), onOpen func(int)) *table {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Look{Light: true}))
	tb := newTable([]tableColumn{{Title: "Words"}, {Title: "Number", Width: 90, Right: true, Down: true, From: 400}, {Title: "Bar", Width: 120}},
		view.Order{}, onOrder, onOpen)
	w := test.NewTempWindow(t, tb)
	w.Resize(fyne.NewSize(800, 600))
	tb.SetRows(n, func(row int) []view.Cell {
		return []view.Cell{{Text: fmt.Sprintf("Row %d", row)}, {Text: fmt.Sprint(row)}, {Bar: &view.Bar{Agree: 0.5, Disagree: 0.5}}}
	})
	return tb
}

func TestTableAsksForVisibleRowsOnly(t *testing.T) {
	tb := shownTable(t, 0, nil, nil)
	asked := map[int]bool{}
	tb.SetRows(100_000, func(row int) []view.Cell {
		asked[row] = true
		return []view.Cell{{Text: "x"}, {}, {}}
	})
	tb.list.ScrollTo(50_000)
	if len(asked) > 200 {
		t.Errorf("%d rows were asked for, want only the visible ones", len(asked))
	}
	if !asked[50_000] {
		t.Error("the row scrolled to was not asked for")
	}
}

func TestTableHeaderSorts(t *testing.T) {
	var got []string
	tb := shownTable(t, 3, func(o view.Order) { got = append(got, fmt.Sprint(o.Column, o.Down)) }, nil)
	test.Tap(tb.headers[1].press)
	test.Tap(tb.headers[1].press)
	test.Tap(tb.headers[0].press)
	if want := "1 true, 1 false, 0 false"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if tb.headers[0].arrow.text != "▴" || tb.headers[1].arrow.text != "" {
		t.Errorf("arrows: got %q and %q, want ▴ at the first column only", tb.headers[0].arrow.text, tb.headers[1].arrow.text)
	}
}

func TestTableKeysChoose(t *testing.T) {
	var got []int
	tb := shownTable(t, 50, nil, func(row int) { got = append(got, row) })
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyHome} {
		tb.list.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if want := "[0 1 0 10 49 0]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	tb.Select(5)
	if len(got) != 6 {
		t.Error("choosing by the page opened the row")
	}
}

func TestNarrowTableLeavesColumnsOut(t *testing.T) {
	tb := shownTable(t, 1, nil, nil)
	if edges := tb.edges(300); edges[1] != edges[2] {
		t.Errorf("got edges %v at 300, want no second column", edges)
	}
	if edges := tb.edges(800); edges[2]-edges[1] != 90 {
		t.Errorf("got edges %v at 800, want a second column of 90", edges)
	}
}

// BenchmarkTableScroll guards the promise of 100,000 smooth rows: one step of
// a row has to cost far less than a frame of 16 ms.
func BenchmarkTableScroll(b *testing.B) {
	tb := shownTable(b, 100_000, nil, nil)
	offset := float32(0)
	for b.Loop() {
		offset += 40
		if offset > 3_000_000 {
			offset = 0
		}
		tb.list.ScrollToOffset(offset)
	}
}

// BenchmarkStatements: the table of 2,000 statements filled anew under 5 ms.
func BenchmarkStatements(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(NewTheme(Look{Light: true}))
	w, err := view.NewWords("en", nil)
	if err != nil {
		b.Fatal(err)
	}
	win := test.NewTempWindow(b, nil)
	s := New(win, &recorder{}, w, Options{})
	win.Resize(usual)
	st := viewtest.State()
	one := st.Statements
	for len(st.Statements) < 2000 {
		st.Statements = append(st.Statements, one...)
	}
	s.Show(st)
	s.Go(PageStatements)
	p := s.current.(*statementsPage)
	for b.Loop() {
		p.find()
	}
}
