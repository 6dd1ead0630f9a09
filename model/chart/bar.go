package chart

// BarOptions say how a small bar is made.
type BarOptions struct {
	// Width and Height are in millimetres; 0 means 40 and 4.
	Width, Height float64
}

// Bar draws the votes on one statement in a row of a table: disagree from the
// left end, agree from the right end, passes between. Both sides start at an
// edge, so rows can be compared; a tick marks the middle, so a bar that passes
// it is a majority. A row with too few votes is drawn in the role Muted;
// without votes there is only an empty frame.
func Bar(r Row, o BarOptions) Scene {
	r = r.tidy()
	w, h := o.Width, o.Height
	if !(w > 0) {
		w = 40
	}
	if !(h > 0) {
		h = 4
	}
	d := &drawing{Scene{W: w, H: h, Alt: stop(r.words(false, nil))}}
	const inset = 0.4
	upper, lower := inset, h-inset
	disagree, pass, agree := Disagree, Pass, Agree
	if r.TooFew() {
		disagree, pass, agree = Muted, Muted, Muted
	}
	if r.N > 0 {
		left := r.Disagree.Share * w
		right := max(w-r.Agree.Share*w, left)
		if right > left {
			s := d.rect(pass, left, upper, right, lower)
			if r.TooFew() {
				s.Alpha = 0.4
			}
		}
		if left > 0 {
			d.rect(disagree, 0, upper, left, lower)
		}
		if right < w {
			d.rect(agree, right, upper, w, lower)
		}
	} else {
		d.rect(Grid, 0, upper, w, lower).Stroke = hair
	}
	d.line(Axis, fine, Point{w / 2, 0}, Point{w / 2, h})
	d.hit(0, 0, w, h, r.Ref, r.words(false, nil))
	return d.Scene
}
