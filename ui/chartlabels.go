package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/text"
)

// mmPerPoint turns a label's size into millimetres.
const mmPerPoint = 25.4 / 72

// smallest is the smallest text size that is still read, in pixels.
const smallest = 10

// placeLabels sets every label at its place for the present scale.
func (c *chartCanvas) placeLabels() {
	k := c.scale()
	if k == 0 {
		return
	}
	used := 0
	for _, l := range c.scene.Labels {
		style := fyne.TextStyle{Bold: l.Bold}
		size := max(float32(l.Size)*mmPerPoint*k, smallest*theme.TextSize()/14)
		room := float32(l.Width) * k
		lines := text.Lines(l.Text, 0, nil)[:1]
		if room > 0 {
			lines = breakLines(l.Text, room, max(l.Lines, 1), size, style)
		}
		// The middle of several lines stands where one line's middle would.
		first := float32(l.At.Y)*k - float32(len(lines)-1)*size*chart.LineHeight/2
		for i, line := range lines {
			if used == len(c.labels) {
				c.labels = append(c.labels, canvas.NewText("", nil))
				c.grounds = append(c.grounds, canvas.NewRectangle(nil))
			}
			t, under := c.labels[used], c.grounds[used]
			used++
			setLine(t, line, size, style)
			t.Color = theme.Color(labelColour(l.Role))
			need := t.MinSize()
			t.Resize(need)
			y := first + float32(i)*size*chart.LineHeight - baseline(t)
			t.Move(fyne.NewPos(float32(l.At.X)*k+leftOf(l.Anchor, line.RTL, room, need.Width), y))
			t.Refresh()
			under.FillColor = nil
			if l.Role == chart.Ink && l.Anchor != chart.Middle {
				under.FillColor = theme.Color(colourSurface)
			}
			under.Resize(fyne.NewSize(need.Width, 0.8*size))
			under.Move(t.Position().AddXY(0, (need.Height-0.8*size)/2))
			under.Refresh()
		}
	}
	c.labels, c.grounds = c.labels[:used], c.grounds[:used]
}

// leftOf is where a line's left edge stands, from its label's point.
// Right-to-left text that has a room stands at the room's right end.
func leftOf(a chart.Anchor, rtl bool, room, width float32) float32 {
	switch {
	case a == chart.Middle:
		return -width / 2
	case a == chart.End:
		return -width
	case rtl && room > width:
		return room - width
	}
	return 0
}

// baseline is the distance from a text's upper edge to its baseline.
func baseline(t *canvas.Text) float32 {
	_, base := fyne.CurrentApp().Driver().RenderedTextSize(t.Text, t.TextSize, t.TextStyle, t.FontSource)
	return base
}

// setLine puts a line into t, in a font that has its letters.
func setLine(t *canvas.Text, line text.Line, size float32, style fyne.TextStyle) {
	t.Text, t.TextSize, t.TextStyle, t.FontSource = line.Screen(), size, style, nil
	if needsFallback(line.Text) {
		t.FontSource = fallbackFont(style.Bold)
	}
}

// labelColour is the colour of text of a role.
func labelColour(r chart.Role) fyne.ThemeColorName {
	switch r {
	case chart.OnMark:
		return theme.ColorNameForegroundOnPrimary
	case chart.Quiet, chart.Axis, chart.Grid, chart.Muted:
		return colourQuiet
	case chart.Agree, chart.PoleA:
		return colourAgree
	case chart.Disagree, chart.PoleB:
		return colourDisagree
	case chart.Threshold:
		return colourSplit
	case chart.Mark:
		return colourLink
	}
	return theme.ColorNameForeground
}

// inkOf is how a role is painted in the present theme. Agree and the first
// pole are full; disagree, the second pole and passes carry a pattern, so that
// colour is not the only sign.
func inkOf(r chart.Role) picture.Ink {
	name, p := theme.ColorNameForeground, picture.Plain
	switch r {
	case chart.Agree, chart.PoleA:
		name = colourAgree
	case chart.Disagree, chart.PoleB:
		name, p = colourDisagree, picture.Hatched
	case chart.Pass:
		name, p = colourPass, picture.Dotted
	case chart.Threshold:
		name = colourSplit
	case chart.Mark:
		name = colourLink
	case chart.Grid:
		name = theme.ColorNameSeparator
	case chart.Axis:
		name = colourQuiet
	case chart.Muted, chart.Quiet:
		name = colourLine
	case chart.OnMark:
		name = colourSurface
	default:
		if g := groupOf(r); g >= 0 {
			name = groupColours[g]
		}
	}
	return picture.Ink{Colour: toNRGBA(theme.Color(name)), Pattern: p}
}

// groupOf is the place of the group that a role is of, -1 if it is of none.
func groupOf(r chart.Role) int {
	for g := range groupColours {
		if r == chart.GroupRole(g) {
			return g
		}
	}
	return -1
}

// toNRGBA is a colour with its alpha apart.
func toNRGBA(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

// withAlpha is a colour made translucent.
func withAlpha(c color.Color, alpha uint8) color.NRGBA {
	n := toNRGBA(c)
	n.A = alpha
	return n
}
