package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"consilience/model/chart"
)

// place puts each group's name outside its outline, above the groups in the
// upper half and below the others, within what is seen. Names that would lie on
// each other move apart; a group that is not seen has none.
func (m *opinionMap) place() {
	w, h := float32(m.view.w), float32(m.view.h)
	if w <= 0 || h <= 0 {
		return
	}
	const padX, padY, air = 5, 1, 12
	m.letter(min(w/2, 240))
	for i, t := range m.names {
		g := m.painter.opinions.Groups[i]
		mx, _ := m.view.at(m.painter.middles[i].X, m.painter.middles[i].Y)
		left, bottom := m.view.at(m.extents[i][0].X, m.extents[i][0].Y)
		right, top := m.view.at(m.extents[i][1].X, m.extents[i][1].Y)
		on := g.Size > 0 && right >= 0 && bottom >= 0 && left <= m.view.w && top <= m.view.h
		shown(t, on)
		shown(m.plates[i], on)
		if !on {
			continue
		}
		need := t.MinSize()
		y := float32(top) - air
		if m.painter.middles[i].Y < (m.view.low.Y+m.view.high.Y)/2 {
			y = float32(bottom) + air + need.Height + 2*padY
		}
		plate := need.AddWidthHeight(2*padX, 2*padY)
		at := fyne.NewPos(min(max(float32(mx)-plate.Width/2, 2), w-plate.Width-2), min(max(y-plate.Height, 2), h-plate.Height-2))
		for range m.names {
			for _, other := range m.plates[:i] {
				if other.Visible() && overlap(at, plate, other.Position(), other.Size()) {
					at.Y = other.Position().Y + other.Size().Height + 2
				}
			}
		}
		m.plates[i].Move(at)
		m.plates[i].Resize(plate)
		t.Move(at.AddXY(padX, padY))
		t.Resize(need)
	}
}

// letter writes the names, each into a room, if they are not written so yet.
func (m *opinionMap) letter(room float32) {
	size, style := theme.TextSize(), fyne.TextStyle{Bold: true}
	if now := fyne.NewSize(room, size); now != m.lettered {
		m.lettered = now
		for i, t := range m.names {
			setLine(t, breakLines(chart.MarkerSign(i)+" "+m.titles[i], room, 1, size, style)[0], size, style)
			t.Refresh()
		}
	}
}

// corners are places as dots.
func corners(places []chart.Point) []chart.Dot {
	dots := make([]chart.Dot, len(places))
	for i, p := range places {
		dots[i] = chart.Dot{X: p.X, Y: p.Y}
	}
	return dots
}

func overlap(a fyne.Position, as fyne.Size, b fyne.Position, bs fyne.Size) bool {
	return a.X < b.X+bs.Width && b.X < a.X+as.Width && a.Y < b.Y+bs.Height && b.Y < a.Y+as.Height
}

// shown shows or hides an object.
func shown(o fyne.CanvasObject, on bool) {
	if on && !o.Visible() {
		o.Show()
	} else if !on && o.Visible() {
		o.Hide()
	}
}

// tipSize is the size of a tip's text.
func tipSize() float32 { return theme.TextSize() * 0.92 }

// tellStatement says a statement beside its cross, in as many lines as a tip
// has.
func (m *opinionMap) tellStatement(x, y float64, words string) {
	var lines []string
	for _, l := range breakLines(words, min(float32(m.view.w)-40, 340), len(m.tips), tipSize(), fyne.TextStyle{}) {
		lines = append(lines, l.Text)
	}
	m.tell(x, y, 8, lines)
}

// tell puts a ring around a place and says lines beside it, inside the map.
func (m *opinionMap) tell(x, y float64, radius float32, lines []string) {
	const pad = 7
	m.over = ""
	at := fyne.NewPos(float32(x), float32(y))
	m.ring.Move(at.SubtractXY(radius, radius))
	m.ring.Resize(fyne.NewSquareSize(2 * radius))
	m.ring.Show()
	high := tipSize() * 1.4
	w, h := float32(m.view.w), float32(m.view.h)
	var box fyne.Size
	for i, t := range m.tips {
		shown(t, i < len(lines))
		if i < len(lines) {
			setLine(t, breakLines(lines[i], w-2*pad, 1, tipSize(), fyne.TextStyle{})[0], tipSize(), fyne.TextStyle{})
			box.Width = max(box.Width, t.MinSize().Width)
			box.Height += high
		}
	}
	box = box.AddWidthHeight(2*pad, pad)
	to := fyne.NewPos(at.X+radius+8, at.Y-box.Height/2)
	if to.X+box.Width > w {
		to.X = at.X - radius - 8 - box.Width
	}
	to.X, to.Y = max(to.X, 0), min(max(to.Y, 0), max(h-box.Height, 0))
	m.tipPlate.Move(to)
	m.tipPlate.Resize(box)
	m.tipPlate.Show()
	for i, t := range m.tips {
		if t.Visible() {
			t.Move(to.AddXY(pad, pad/2+float32(i)*high))
			t.Resize(t.MinSize())
		}
	}
	m.again()
}

// again has the window painted again, with the raster as it is. What was hidden
// until now is not known to the window and cannot ask for it, and a Refresh of
// the whole map would throw its picture away.
func (m *opinionMap) again() { canvas.Refresh(m.frame) }

// hideTip hides ring and tip.
func (m *opinionMap) hideTip() {
	m.over = ""
	if !m.ring.Visible() {
		return
	}
	for _, o := range []fyne.CanvasObject{m.ring, m.tipPlate, m.tips[0], m.tips[1], m.tips[2]} {
		shown(o, false)
	}
	m.again()
}
