package chart

import "consilience/model"

// Symbol is the sign of a reading, as shapes of a scene of its own, size
// millimetres wide and high. Each reading has another figure, so that no
// reading is told by colour alone: a filled triangle upwards supports, the
// same in outline leans; downwards opposes; two halves are split; two
// triangles differ by group; a ring is uncertain; a bar has no direction; a dot
// was only raised; a dashed square has too few votes; a short line is silent;
// a dashed ring was not examined.
func Symbol(r model.Reading, size float64) Scene {
	if !(size > 0) {
		size = 4
	}
	d := &drawing{Scene{W: size, H: size, Alt: stop(r.Label())}}
	d.symbol(r, size/2, size/2, size*0.38)
	return d.Scene
}

// symbol draws a reading's sign around a middle; h is half its height.
func (d *drawing) symbol(r model.Reading, x, y, h float64) {
	switch r {
	case model.Supports:
		d.triangle(Agree, 0, x, y, h)
	case model.LeansSupport:
		d.triangle(Agree, bold, x, y, h)
	case model.Opposes:
		d.triangle(Disagree, 0, x, y, -h)
	case model.LeansOppose:
		d.triangle(Disagree, bold, x, y, -h)
	case model.SplitReading, model.SplitGroups:
		d.halves(Disagree, Agree, x, y, h)
	case model.BothPoles:
		d.halves(PoleB, PoleA, x, y, h)
	case model.ByGroup:
		d.triangle(Agree, 0, x-h*0.65, y, h*0.55)
		d.triangle(Disagree, 0, x+h*0.65, y, -h*0.55)
	case model.Uncertain:
		d.circle(Mark, bold, x, y, h*0.85)
	case model.NoClearDirection:
		d.rect(Mark, x-h, y-h*0.25, x+h, y+h*0.25)
	case model.Raised:
		d.circle(Mark, 0, x, y, h*0.45)
	case model.Insufficient:
		s := d.rect(Quiet, x-h*0.8, y-h*0.8, x+h*0.8, y+h*0.8)
		s.Stroke, s.Dashed = fine, true
	case model.Silent:
		d.line(Quiet, bold, Point{x - h*0.5, y}, Point{x + h*0.5, y})
	default:
		d.circle(Quiet, fine, x, y, h*0.85).Dashed = true
	}
}

// triangle points upwards with a positive h, downwards with a negative one.
func (d *drawing) triangle(role Role, stroke, x, y, h float64) {
	d.polygon(role, stroke, Point{x, y - h}, Point{x + h, y + h*0.8}, Point{x - h, y + h*0.8})
}

// halves is a square of two halves with a gap.
func (d *drawing) halves(left, right Role, x, y, h float64) {
	d.rect(left, x-h, y-h, x-h*0.12, y+h)
	d.rect(right, x+h*0.12, y-h, x+h, y+h)
}
