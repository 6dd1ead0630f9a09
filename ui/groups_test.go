package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view/viewtest"
)

func showingGroups(t *testing.T, st desk.State, size fyne.Size) (*Shell, *recorder, *groupsPage) {
	t.Helper()
	s, d := showing(t, st, size)
	s.Go(PageGroups)
	s.win.Resize(size.AddWidthHeight(0, 1))
	s.win.Resize(size)
	return s, d, s.current.(*groupsPage)
}

func TestGroupsEmpty(t *testing.T) {
	s, _, _ := showingGroups(t, viewtest.State(), usual)
	want(t, s, "No poll with single votes yet", "comments.csv", "Open a folder…")
}

// A poll whose groups are not known has the button that finds them, unless
// something is going on.
func TestGroupsUnknown(t *testing.T) {
	st := viewtest.WithGroups(false)
	st.Groups = nil
	s, d, _ := showingGroups(t, st, usual)
	want(t, s, "The groups of this poll are not known yet")
	tapButton(t, s, "Find the opinion groups")
	if got := d.last(); got != "GroupAll" {
		t.Errorf("got %q, want GroupAll", got)
	}
	st.Revision, st.Job = 2, &desk.Job{Name: "Sync"}
	s.Show(st)
	if strings.Contains(said(s), "Find the opinion groups") {
		t.Error("the button is there while something is going on")
	}
}

func TestGroupsPage(t *testing.T) {
	for _, size := range []fyne.Size{usual, fyne.NewSize(1000, 640)} {
		s, d, p := showingGroups(t, viewtest.WithGroups(false), size)
		want(t, s, "38 of 40 voters (95\u00a0%) are in 3 groups.", "Group A", "22 of 38 grouped people (58\u00a0%)",
			"22 of 22 (100\u00a0%) agree: “Parking should cost what the land costs”", "What unites", "What divides", "Where many are unsure", "How many groups?")
		if narrow := size.Width < usual.Width; p.beside.narrow != narrow {
			t.Errorf("at %v: narrow is %t, want %t", size, p.beside.narrow, narrow)
		}
		if got := p.plane.Size(); got.Width < 400 || got.Height < 200 {
			t.Errorf("at %v the map is %v, too small", size, got)
		}
		tapButton(t, s, "Check stability")
		if got, want := d.last(), "CheckStability | bicycles"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		p.methods.SetSelected("As Polis finds them")
		if got, want := d.last(), "FindGroups | bicycles | polis"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A window that becomes narrow takes the map among the words, and gives it
// back.
func TestGroupsFollowTheWindow(t *testing.T) {
	s, _, p := showingGroups(t, viewtest.WithGroups(false), usual)
	for _, size := range []fyne.Size{fyne.NewSize(1000, 640), usual, fyne.NewSize(1000, 640)} {
		s.win.Resize(size)
		n := 0
		onScreen(s, func(o fyne.CanvasObject) bool {
			if o == fyne.CanvasObject(p.plane) {
				n++
			}
			return false
		})
		if n != 1 {
			t.Errorf("at %v the map is there %d times, want once", size, n)
		}
		if passes := p.plane.pass != nil; passes != p.beside.narrow {
			t.Errorf("at %v the wheel is passed on: %t, want it where the page scrolls", size, passes)
		}
	}
}

func TestNameAGroup(t *testing.T) {
	s, d, _ := showingGroups(t, viewtest.WithGroups(false), usual)
	tapButton(t, s, "Name this group…") // the last card's
	var name *field
	onScreen(s, func(o fyne.CanvasObject) bool {
		if f, ok := o.(*field); ok {
			name = f
		}
		return false
	})
	tapButton(t, s, "Save")
	want(t, s, "There is no name yet.")
	d.fail = &model.Problem{Say: "There is no room on the disk. Nothing was changed."}
	name.SetText(" Trams first ")
	tapButton(t, s, "Save")
	want(t, s, "There is no room on the disk. Nothing was changed.")
	d.fail = nil
	tapButton(t, s, "Save")
	if got, want := d.last(), "NameGroup | bicycles | 2 | Trams first"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGroupsOpenStatements(t *testing.T) {
	s, _, _ := showingGroups(t, viewtest.WithGroups(false), usual)
	tapLink(t, s, "22 of 22 (100\u00a0%) agree: “Cars")
	p, ok := s.current.(*statementsPage)
	if !ok || p.open != viewtest.Bicycles+":0" {
		t.Errorf("got page %s, want the statement on its page", s.current.Name())
	}
	s.Open("groups/" + viewtest.Bicycles)
	if got := s.current.Name(); got != PageGroups {
		t.Errorf("got page %s, want the groups", got)
	}
}

// The map is drawn for another grouping only, and the words are made anew for
// other words only: a job reports ten times a second.
func TestGroupsStandStill(t *testing.T) {
	st := viewtest.WithGroups(false)
	s, _, p := showingGroups(t, st, usual)
	p.plane.Zoom(3)
	before, words := p.plane.index, p.words.content.Objects[0]
	fresh := *st.Groups[0]
	st.Revision, st.Groups = 2, []*desk.Grouped{&fresh}
	s.Show(st)
	if p.plane.index != before || p.plane.view.zoom != 3 || p.words.content.Objects[0] != words {
		t.Error("the same grouping in another State: map or words were made anew")
	}
	st.Revision, st.Job = 3, &desk.Job{Name: "Opinion groups"}
	s.Show(st)
	if !p.check.Disabled() || !p.methods.Disabled() {
		t.Error("a check can be started while something is going on")
	}
	named := fresh
	named.Named = map[int]desk.GroupName{0: {Name: "Trams first"}}
	st.Revision, st.Job, st.Groups = 4, nil, []*desk.Grouped{&named}
	s.Show(st)
	if p.plane.index == before {
		t.Error("a group has a name now: the map still has its letter")
	}
	if p.plane.view.zoom != 3 {
		t.Error("a group has a name now: the map shows everybody again, and lost what was looked at")
	}
	want(t, s, "Group A: Trams first")
}

func TestOpinionMapByHand(t *testing.T) {
	s, _, p := showingGroups(t, viewtest.WithGroups(true), usual)
	m := p.plane
	d := m.painter.opinions.Dots[0]
	x, y := m.view.at(d.X, d.Y)
	at := fyne.NewPos(float32(x)+1, float32(y))
	m.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	if !m.ring.Visible() || !strings.HasPrefix(m.tips[0].Text, "Participant ") || m.tips[1].Text != "Group A" || !strings.Contains(m.tips[2].Text, "of the runs") {
		t.Errorf("over a dot: ring %t, tips %q %q %q", m.ring.Visible(), m.tips[0].Text, m.tips[1].Text, m.tips[2].Text)
	}
	// The real window lays out again when something was shown.
	if test.WidgetRenderer(m).Layout(m.Size()); !m.ring.Visible() {
		t.Error("the tip is gone after the map was laid out at the same size")
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(3, 3)}})
	if m.ring.Visible() || m.tips[0].Visible() {
		t.Error("over nobody: the tip is still there")
	}
	before := m.view
	m.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 20)})
	if nx, _ := m.view.at(d.X, d.Y); m.view.zoom <= before.zoom || nx < x-3 || nx > x+3 {
		t.Errorf("after the wheel: zoom %g, the dot moved from %g to %g", m.view.zoom, x, nx)
	}
	s.win.Canvas().Focus(m)
	if s.win.Canvas().Focused() != m || !m.focused {
		t.Fatal("the map cannot have the focus")
	}
	m.TypedRune('0')
	m.Zoom(8)
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeyRight, fyne.KeyDown} {
		was := m.view.middle
		if m.TypedKey(&fyne.KeyEvent{Name: k}); m.view.middle == was {
			t.Errorf("%s does not move the map", k)
		}
	}
	was := m.view.middle
	if m.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(30, 0)}); m.view.middle.X >= was.X {
		t.Errorf("dragged to the right: the middle went from %v to %v", was, m.view.middle)
	}
	m.TypedRune('+')
	m.TypedRune('-')
	if m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}); m.view.zoom != 1 {
		t.Errorf("after Home: got a zoom of %g, want everybody", m.view.zoom)
	}
}

func TestStatementsOnTheMap(t *testing.T) {
	s, _, p := showingGroups(t, viewtest.WithGroups(false), usual)
	m := p.plane
	c := m.painter.opinions.Crosses[0]
	x, y := m.view.at(c.X, c.Y)
	at := fyne.PointEvent{Position: fyne.NewPos(float32(x), float32(y))}
	m.ShowStatements(true)
	m.MouseMoved(&desktop.MouseEvent{PointEvent: at})
	if m.tips[0].Text != c.Text || m.Cursor() != desktop.PointerCursor {
		t.Errorf("over a cross: got %q, want %q and a hand", m.tips[0].Text, c.Text)
	}
	m.Tapped(&at)
	if got := s.current.Name(); got != PageStatements {
		t.Errorf("got page %s, want the statement", got)
	}
}

// The pane of a statement has its votes by group, where there are groups.
func TestStatementByGroup(t *testing.T) {
	s, _, _ := showingGroups(t, viewtest.WithGroups(false), usual)
	s.Open(viewtest.Role + ":0")
	if strings.Contains(said(s), "Votes by opinion group") {
		t.Error("votes by group on a statement of a poll without groups")
	}
	s.Open(viewtest.Bicycles + ":0")
	want(t, s, "Votes by opinion group")
	tapLink(t, s, "See the groups")
	if got := s.current.Name(); got != PageGroups {
		t.Errorf("got page %s, want the groups", got)
	}
}
