package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// OpinionMapOptions say how an opinion map is made.
type OpinionMapOptions struct {
	// Width is in millimetres; 0 means 170. Height is three fifths of it.
	Width float64
	// Title is a sentence that says what the map shows; one is made if it is
	// empty. Source names where the votes come from.
	Title, Source string
	// Words are the map's own words in the reader's language.
	Words Words
}

func (o OpinionMapOptions) say(sentence string, args ...any) string {
	return Options{Words: o.Words}.say(sentence, args...)
}

// ManyDots is the number of people from which a map shades where many stand
// instead of drawing each.
const ManyDots = 20_000

// OpinionMap draws every participant as a dot with the mark of their group, the
// groups' outlines and names. With more than ManyDots people the darker a
// square the more stand in it. Crosses are not drawn.
func OpinionMap(o Opinions, options OpinionMapOptions) Scene {
	w := options.Width
	if !(w > 0) {
		w = width
	}
	d := &drawing{Scene{W: w, H: mm(0.6 * w)}}
	d.Title, d.Alt = options.Title, opinionAlt(o, options)
	d.Figures = groupTable(o, options)
	if d.Title == "" {
		d.Title = opinionTitle(o, options)
	}
	d.Source = strings.TrimSpace(sourceOf(options) + " " + options.say("Who stands near each other voted alike. The directions have no name."))
	if len(o.Dots) == 0 {
		d.text(Quiet, sizeText, Start, 0, d.H/2, w, options.say("There is nobody to show."))
		return d.Scene
	}
	m := newMapScale(o, d.W, d.H)
	d.rect(Grid, 0, 0, d.W, d.H).Stroke = hair
	m.hulls(d, o)
	if len(o.Dots) > ManyDots {
		m.squares(d, o)
	} else {
		m.dots(d, o)
	}
	m.names(d, o)
	return d.Scene
}

func sourceOf(o OpinionMapOptions) string {
	if o.Source == "" {
		return ""
	}
	return stop(o.say("Source: %s", o.Source))
}

func opinionTitle(o Opinions, options OpinionMapOptions) string {
	if len(o.Groups) < 2 {
		return options.say("The participants by their votes")
	}
	return options.say("The participants fall into %d opinion groups", len(o.Groups))
}

func opinionAlt(o Opinions, options OpinionMapOptions) string {
	var said []string
	for _, g := range o.Groups {
		said = append(said, g.Name+" "+people(g.Size, options))
	}
	if loose := o.loose(); loose > 0 {
		said = append(said, options.say("%s in no group", people(loose, options)))
	}
	return stop(options.say("A map of %s by their votes: %s", people(len(o.Dots), options), strings.Join(said, ", ")))
}

// loose counts those who are in no group.
func (o *Opinions) loose() int {
	n := 0
	for _, d := range o.Dots {
		if d.Group < 0 {
			n++
		}
	}
	return n
}

func people(n int, o OpinionMapOptions) string {
	if n == 1 {
		return o.say("1 person")
	}
	return o.say("%d people", n)
}

func groupTable(o Opinions, options OpinionMapOptions) *Figures {
	f := table(2, "", options.say("Opinion group"), options.say("People"))
	for i, g := range o.Groups {
		f.row(MarkerSign(i), g.Name, strconv.Itoa(g.Size))
	}
	if n := o.loose(); n > 0 {
		f.row(MarkerSign(-1), options.say("In no group"), strconv.Itoa(n))
	}
	return f
}

// mapScale turns the map's units into millimetres.
type mapScale struct{ x0, y0, scale, w, h float64 }

// mapEdge is the room around the outermost people, in millimetres.
const mapEdge = 6.0

func newMapScale(o Opinions, w, h float64) mapScale {
	low, high := o.Bounds()
	m := mapScale{w: w, h: h}
	m.scale = math.Min((w-2*mapEdge)/(high.X-low.X), (h-2*mapEdge)/(high.Y-low.Y))
	m.x0 = w/2 - m.scale*(low.X+high.X)/2
	m.y0 = h/2 + m.scale*(low.Y+high.Y)/2
	return m
}

func (m mapScale) at(x, y float64) Point { return Point{m.x0 + m.scale*x, m.y0 - m.scale*y} }

func (m mapScale) hulls(d *drawing, o Opinions) {
	for g, corners := range o.Hulls() {
		if len(corners) < 3 {
			continue
		}
		outline := make([]Point, len(corners))
		for i, c := range corners {
			outline[i] = m.at(c.X, c.Y)
		}
		area := append([]Point(nil), outline...)
		d.polygon(GroupRole(g), 0, area...).Alpha = 0.08
		d.polygon(GroupRole(g), fine, outline...)
	}
}

func (m mapScale) dots(d *drawing, o Opinions) {
	radius := math.Max(0.35, math.Min(1.1, 14/math.Sqrt(float64(len(o.Dots)))))
	for _, p := range o.Dots {
		at := m.at(p.X, p.Y)
		if p.Group >= 0 && p.Group%groupRoles == 0 {
			d.circle(GroupRole(p.Group), 0, at.X, at.Y, radius)
			continue
		}
		var outline []Point
		for _, c := range Marker(p.Group) {
			outline = append(outline, Point{at.X + radius*c.X, at.Y + radius*c.Y})
		}
		d.polygon(GroupRole(p.Group), 0, outline...)
	}
}

// squares shades the map by where people stand, in squares of a millimetre and
// a half, in the role of the group that most in it belong to.
func (m mapScale) squares(d *drawing, o Opinions) {
	const side = 1.5
	columns, lines := int(math.Ceil(m.w/side)), int(math.Ceil(m.h/side))
	roles := len(o.Groups) + 1
	counts := make([]int, columns*lines*roles)
	for _, p := range o.Dots {
		at := m.at(p.X, p.Y)
		cell := min(max(int(at.Y/side), 0), lines-1)*columns + min(max(int(at.X/side), 0), columns-1)
		counts[cell*roles+min(max(p.Group, -1), roles-2)+1]++
	}
	most := 1
	sum := func(cell int) (all, leading int) {
		for g, n := range counts[cell*roles : (cell+1)*roles] {
			all += n
			if n > counts[cell*roles+leading] {
				leading = g
			}
		}
		return all, leading
	}
	for cell := range columns * lines {
		all, _ := sum(cell)
		most = max(most, all)
	}
	for cell := range columns * lines {
		all, leading := sum(cell)
		if all == 0 {
			continue
		}
		x, y := float64(cell%columns)*side, float64(cell/columns)*side
		d.rect(GroupRole(leading-1), x, y, math.Min(x+side, m.w), math.Min(y+side, m.h)).Alpha = mm(Shade(all, most))
	}
}

// Shade is how dark a place is where n people stand if at most most do
// anywhere: 0.2 to 1, by the logarithm, so that a lone person can be seen too.
func Shade(n, most int) float64 {
	return 0.2 + 0.8*math.Log1p(float64(n))/math.Log1p(float64(max(most, 1)))
}

// names writes each group's name and size at its middle.
func (m mapScale) names(d *drawing, o Opinions) {
	for g, middle := range o.Middles() {
		at := m.at(middle.X, middle.Y)
		words := fmt.Sprintf("%s · %d", o.Groups[g].Name, o.Groups[g].Size)
		half := 0.5 * math.Min(44, 1.7*float64(len([]rune(words)))+2)
		x := math.Min(math.Max(at.X, half), m.w-half)
		d.rect(OnMark, x-half, at.Y-2.4, x+half, at.Y+2.4).Alpha = 0.85
		d.text(Ink, sizeText, Middle, x, at.Y+baseline(sizeText), 2*half, words).Bold = true
	}
}
