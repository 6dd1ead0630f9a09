package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// standing is how clearly people agree with a statement: by the interval of
// the share, and whether there are votes enough.
type standing int

const (
	agreed standing = iota
	disagreed
	open
	thin
)

func (r Row) standing() standing {
	switch {
	case r.TooFew() || r.N == 0:
		return thin
	case r.Low > 0.5:
		return agreed
	case r.High > 0 && r.High < 0.5:
		return disagreed
	}
	return open
}

// stand draws the sign of a standing: a full circle, a triangle that points
// down, a ring, a small square.
func (d *drawing) stand(s standing, x, y, radius float64) {
	switch s {
	case agreed:
		d.circle(Agree, 0, x, y, radius)
	case disagreed:
		d.triangle(Disagree, 0, x, y, -radius)
	case open:
		d.circle(Mark, fine, x, y, radius*0.92)
	default:
		d.rect(Muted, x-radius*0.7, y-radius*0.7, x+radius*0.7, y+radius*0.7)
	}
}

func (o Options) standingWords() []string {
	return []string{o.say("more than half agree"), o.say("fewer than half agree"), o.say("one half lies within the interval"), o.say("too few votes")}
}

// Beeswarm draws every statement as a sign at the share that agrees with it,
// its area by the number of votes; those that would lie on each other move up
// or down, which means nothing. The sign says whether the interval of the share
// lies above one half, below it or across it, or whether there are too few
// votes to say.
//
// The title counts the statements with which more than half agree.
func Beeswarm(rows []Row, o Options) Scene {
	list := tidied(rows)
	list = slices.DeleteFunc(list, func(r Row) bool { return r.N <= 0 })
	if len(list) == 0 {
		return o.empty(o.say("There are no statements with votes to show."))
	}
	slices.SortStableFunc(list, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Agree.Share, b.Agree.Share), cmp.Compare(a.Ref, b.Ref))
	})
	d := o.start(10)
	s := newSwarm(list, d.W)
	const top, legend = 2.0, 13.0
	high := math.Max(s.high, 12)
	middle := top + high/2
	d.H = mm(top + high + legend)
	for t := 0.0; t <= 1.001; t += 0.25 {
		x := s.left + t*s.wide
		role := Grid
		if t == 0.5 {
			role = Threshold
		}
		d.line(role, fine, Point{x, top}, Point{x, top + high}).Dashed = t == 0.5
		d.text(Quiet, sizeSmall, Middle, x, top+high+4, 0, o.percent(t))
	}
	counts := make([]int, 4)
	for i, r := range list {
		counts[r.standing()]++
		x, y, radius := s.x[i], middle+s.y[i], s.radius[i]
		d.stand(r.standing(), x, y, radius)
		tip := r.Text + " – " + o.say("%d of %d agree (%s)", int(math.Round(r.Agree.Share*float64(r.N))), r.N, r.Agree.Text)
		d.hit(x-radius, y-radius, x+radius, y+radius, r.Ref, tip)
	}
	d.key(counts, o)
	d.Figures = statementTable(list, o)
	notes := []string{
		o.say("Base: all votes on each statement, passes included, %d to %d; the area of a sign grows with the votes", list[len(list)-1].N, list[0].N),
		o.say("Up and down means nothing"),
	}
	alt := o.say("Signs of %d statements along the share that agrees: with %d more than half agree, with %d fewer, %d are open, %d have too few votes", len(list), counts[agreed], counts[disagreed], counts[open], counts[thin])
	return o.finish(d, o.say("With %d of %d statements, more than half agree", counts[agreed], len(list)), notes, []string{alt})
}

// key explains the four signs at the foot, each with how often it occurs.
func (d *drawing) key(counts []int, o Options) {
	room := d.W / 4
	for i, words := range o.standingWords() {
		x := room * float64(i)
		d.stand(standing(i), x+1.4, d.H-3.6, 1.2)
		l := d.text(Ink, sizeSmall, Start, x+4, d.H-3.6+baseline(sizeSmall), room-5, words+": "+strconv.Itoa(counts[i]))
		l.Lines = 2
	}
}

func statementTable(list []Row, o Options) *Figures {
	f := table(1, o.say("Statement"), o.say("Agree"), o.say("Disagree"), o.say("Pass"), o.say("Votes"))
	byShare := slices.Clone(list)
	slices.SortStableFunc(byShare, func(a, b Row) int { return cmp.Compare(b.Agree.Share, a.Agree.Share) })
	for _, r := range byShare {
		f.row(r.Text, r.Agree.Text, r.Disagree.Text, r.Pass.Text, strconv.Itoa(r.N))
	}
	return f
}

// swarm are the places of a beeswarm's signs: x from the left, y from the
// middle, in millimetres.
type swarm struct {
	left, wide, high float64
	x, y, radius     []float64
}

// newSwarm places the signs, those with most votes nearest to the middle. If
// they would stand higher than maxHigh, all become smaller.
func newSwarm(list []Row, w float64) swarm {
	const maxHigh = 100.0
	s := swarm{left: 5, wide: w - 10}
	for largest := 2.2; ; largest *= 0.8 {
		s.place(list, largest)
		if s.high <= maxHigh || largest < 0.4 {
			s.high = math.Min(s.high, maxHigh)
			for i := range s.y {
				s.y[i] = math.Max(-maxHigh/2, math.Min(s.y[i], maxHigh/2))
			}
			return s
		}
	}
}

func (s *swarm) place(list []Row, largest float64) {
	n := len(list)
	s.x, s.y, s.radius = make([]float64, n), make([]float64, n), make([]float64, n)
	const air, stride = 0.15, 0.35
	cells := map[int][]int{}
	side := 2*largest + air
	lowest := 0.0
	for i, r := range list {
		s.radius[i] = math.Max(largest*math.Sqrt(float64(r.N)/float64(list[0].N)), largest*0.3)
		s.x[i] = s.left + r.Agree.Share*s.wide
		cell := int(s.x[i] / side)
		var near []int
		for c := cell - 1; c <= cell+1; c++ {
			near = append(near, cells[c]...)
		}
		s.y[i] = s.free(i, near, air, stride)
		lowest = math.Max(lowest, math.Abs(s.y[i])+s.radius[i])
		cells[cell] = append(cells[cell], i)
	}
	s.high = 2*lowest + 1
}

// free is the height nearest to the middle at which sign i touches none.
func (s *swarm) free(i int, near []int, air, stride float64) float64 {
	for k := 0; ; k++ {
		y := float64((k+1)/2) * stride
		if k%2 == 1 {
			y = -y
		}
		touches := slices.ContainsFunc(near, func(j int) bool {
			least := s.radius[i] + s.radius[j] + air
			dx, dy := s.x[i]-s.x[j], y-s.y[j]
			return dx*dx+dy*dy < least*least
		})
		if !touches {
			return y
		}
	}
}
