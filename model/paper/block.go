package paper

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"consilience/model/text"
)

func sprintPage(form string, number, of int) string { return fmt.Sprintf(form, number, of) }

func (t *typesetter) section(b Block) []piece {
	st, gap, under, tag := sectionStyle, 5.2, 0.3, tagH2
	if b.Level > 1 {
		st, gap, under, tag = headStyle, 4, 0, tagH3
	}
	var ps []piece
	t.in(tag, func() { ps = stack(t.lines(b.Spans, fullWidth, st, false), marginLeft, gap) })
	for i := range ps {
		ps[i].keep = true
	}
	if len(ps) > 0 {
		ps[0].mark = &bookmark{level: max(b.Level-1, 0), title: words(b.Spans)}
		ps[len(ps)-1].h += under
	}
	return ps
}

func (t *typesetter) paragraph(b Block) []piece {
	x, width, lead, gap, at := textLeft, textWidth, "", 1.7, marginLeft
	switch {
	case b.Kind == Bullet:
		x, width, lead, gap, at = x+4, width-4, "•", 1.1, textLeft
	case b.Kind == Ordered:
		x, width, lead, gap, at = x+6, width-6, strconv.Itoa(b.Number)+".", 1.1, textLeft
	case b.Number > 0:
		lead = strconv.Itoa(b.Number) + "."
	}
	var ps []piece
	set := func() { ps = stack(t.lines(b.Spans, width, bodyStyle, false), x, gap) }
	if b.Kind != Bullet && b.Kind != Ordered {
		t.in(tagP, func() { t.lead(lead, at, &ps, set) })
		return ps
	}
	t.in(tagLI, func() {
		body := func() { t.in(tagLBody, set) }
		t.in(tagLbl, func() { t.leadIn(lead, at, &ps, t.nodes[t.tag-1].parent, body) })
	})
	return ps
}

// lead sets what hangs before a paragraph, then the paragraph.
func (t *typesetter) lead(lead string, at float64, ps *[]piece, set func()) {
	var first []typeset
	if lead != "" {
		st := bodyStyle
		st.colour = grey
		first = t.lines(say(lead), 0, st, false)
		if last := len(first[0].texts) - 1; last >= 0 {
			first[0].texts[last].text += " " // so that it is not read as one word with the text
		}
	}
	set()
	if len(first) > 0 && len(*ps) > 0 {
		p := &(*ps)[0]
		body := p.texts
		p.texts = nil
		p.put(first[0], at, 0)
		p.texts = append(slices.Clip(p.texts), body...) // read first
	}
}

// leadIn is lead with the paragraph in another element than what hangs.
func (t *typesetter) leadIn(lead string, at float64, ps *[]piece, parent int32, set func()) {
	t.lead(lead, at, ps, func() {
		tag := t.tag
		t.tag = parent
		set()
		t.tag = tag
	})
}

// quote sets somebody's words with a bar at their beginning and who said them
// below.
func (t *typesetter) quote(b Block) []piece {
	const indent = 5.0
	x, width := textLeft+indent, textWidth-2*indent
	bar := textLeft + 1.5
	if text.RTL(words(b.Spans)) {
		x, bar = textLeft, textLeft+textWidth-indent
		width = textWidth - 2*indent
	}
	var ps []piece
	t.in(tagQuote, func() {
		t.in(tagP, func() { ps = stack(t.lines(b.Spans, width, bodyStyle, false), x, 2.2) })
		if len(b.Note) > 0 {
			lang := t.blockLng
			t.blockLng = ""
			t.in(tagP, func() {
				note := stack(t.lines(b.Note, width, noteStyle, false), x, 0.6)
				if len(ps) > 0 && len(note) > 0 {
					ps[len(ps)-1].keep = true
				}
				ps = append(ps, note...)
			})
			t.blockLng = lang
		}
	})
	for i := range ps {
		top := 0.0
		if i > 0 {
			top = -ps[i].gap
		}
		ps[i].rect(bar, top, 0.7, ps[i].h-top+0.05, t.brand)
	}
	return ps
}

// signature sets a line to sign on.
func (t *typesetter) signature(b Block) []piece {
	var ps []piece
	t.in(tagP, func() {
		if len(b.Spans) > 0 {
			ps = stack(t.lines(b.Spans, textWidth, bodyStyle, false), textLeft, 4)
		}
		label := stack(t.lines(say(b.Label), 90, noteStyle, false), textLeft, 0.8)
		for i := range label {
			label[i].keep = i < len(label)-1
		}
		room := piece{gap: 3, h: 11, keep: true}
		room.rule(textLeft, room.h, 80, 0.25, ink)
		for i := range ps {
			ps[i].keep = true
		}
		ps = append(append(ps, room), label...)
	})
	return ps
}

// box sets what is asked on a tinted ground that follows it over pages.
func (t *typesetter) box(b Block) []piece {
	const pad = 5.0
	var lines []typeset
	t.in(tagSect, func() {
		if b.Label != "" {
			t.in(tagP, func() { lines = t.lines(say(b.Label), fullWidth-2*pad, labelStyle, false) })
		}
	})
	labels := len(lines)
	t.in(tagP, func() { lines = append(lines, t.lines(b.Spans, fullWidth-2*pad, askStyle, false)...) })
	ps := stack(lines, marginLeft+pad, 5)
	for i := range ps {
		top, bottom := 0.0, 0.0
		if i == 0 {
			top = 3.2
			if b.Label != "" {
				ps[i].mark = &bookmark{title: b.Label}
			}
		}
		if i == labels-1 {
			bottom = 0.8
			ps[i].keep = true
		}
		if i == len(ps)-1 {
			bottom = 3.8
		}
		ps[i].lower(top)
		ps[i].h += top + bottom
		ps[i].rect(marginLeft, 0, fullWidth, ps[i].h+0.05, tint)
		ps[i].rect(marginLeft, 0, 1.1, ps[i].h+0.05, t.brand)
	}
	return ps
}

// masthead opens the paper: who publishes, kind and status, title, what, when,
// by whom, and what to beware of.
func (t *typesetter) masthead(d Document, missing, fonts []string) []piece {
	ps := t.letterhead(d)
	status := strings.ToUpper(d.Status)
	first := piece{h: 7.5}
	t.in(tagP, func() {
		first.put(t.lines(say(strings.ToUpper(d.Kind)), 0, labelStyle, false)[0], marginLeft, 0.6)
	})
	t.in(tagP, func() {
		if status != "" {
			w := t.wide(status, labelStyle)
			box := t.brand
			first.shapes = append(first.shapes, figure{closed: true, stroke: &box, width: 0.3,
				points: []point{{marginLeft + fullWidth - w - 5, 0}, {marginLeft + fullWidth, 0}, {marginLeft + fullWidth, 5.2}, {marginLeft + fullWidth - w - 5, 5.2}}})
			first.put(t.lines(say(status), 0, labelStyle, false)[0], marginLeft+fullWidth-w-2.5, 0.65)
		}
	})
	ps = append(ps, first)
	t.in(tagH1, func() {
		ps = append(ps, stack(t.lines(say(d.Title), fullWidth-8, titleStyle, false), marginLeft, 0)...)
	})
	if d.About != "" {
		t.in(tagP, func() {
			ps = append(ps, stack(t.lines(say(d.About), fullWidth, style{size: 10.5, lead: 14.5, colour: grey}, false), marginLeft, 1.2)...)
		})
	}
	meta := []Span{word(t.words.day(d.Date))}
	if d.Consultation != "" {
		meta = append([]Span{word(d.Consultation), quiet("  ·  ")}, meta...)
	}
	if d.Owner != "" {
		meta = append(meta, quiet("  ·  "+t.words.owner), word(d.Owner))
	}
	t.in(tagP, func() {
		lines := stack(t.lines(meta, fullWidth, style{size: 8.5, lead: 12, colour: ink}, false), marginLeft, 3)
		lines[0].rule(marginLeft, -1.2, fullWidth, 0.35, t.brand)
		ps = append(ps, lines...)
	})
	note := func(s string, c colour) {
		t.in(tagP, func() {
			ps = append(ps, stack(t.lines(say(s), fullWidth, style{size: 8, lead: 11, colour: c}, false), marginLeft, 1.2)...)
		})
	}
	for _, w := range d.Warnings {
		note(w, caution)
	}
	if len(missing) > 0 {
		note(fmt.Sprintf(t.words.missing, t.words.list(missing)), caution)
	}
	if len(fonts) > 0 {
		note(fmt.Sprintf(t.words.machine, t.words.list(fonts)), grey)
	}
	for i := range ps {
		ps[i].keep = i < len(ps)-1 && i < 40 // an endless title must break somewhere
	}
	return ps
}

// letterhead is the organisation's name and logo.
func (t *typesetter) letterhead(d Document) []piece {
	logo := pictureOf(d.Logo)
	if logo == nil && d.Organisation == "" {
		return nil
	}
	p := piece{h: 9}
	if logo != nil {
		p.h = logo.h + 4
		logo.x = marginLeft + fullWidth - logo.w
		p.logo = logo
	}
	if d.Organisation != "" {
		st := headStyle
		t.in(tagP, func() {
			width := fullWidth
			if logo != nil {
				width -= logo.w + 6
			}
			y := max(0, (p.h-4-st.lead*pt)/2)
			for _, l := range t.lines(say(d.Organisation), width, st, false) {
				p.put(l, marginLeft, y)
				y += l.h
			}
			p.h = max(p.h, y+4)
		})
	}
	return []piece{p}
}

// contents is the table of contents: headings with dots and page numbers.
func (t *typesetter) contents(d Document) []piece {
	var ps []piece
	t.in(tagP, func() { ps = stack(t.lines(say(t.words.contents), fullWidth, sectionStyle, false), marginLeft, 5.2) })
	for i := range ps {
		ps[i].keep = true
	}
	t.in(tagTOC, func() {
		for i, b := range d.Blocks {
			if b.Kind != Heading || strings.TrimSpace(words(b.Spans)) == "" {
				continue
			}
			t.in(tagTOCI, func() { ps = append(ps, t.entry(words(b.Spans), b.Level, headingAnchor(i))...) })
		}
	})
	return ps
}

// entry is a line of the table of contents.
func (t *typesetter) entry(title string, level int, to string) []piece {
	st, x, gap := bodyStyle, marginLeft, 0.6
	if level > 1 {
		st.size, x, gap = 9, marginLeft+6, 0
	} else {
		st.bold = true
	}
	page := t.lines([]Span{{Page: to}}, 0, st, false)[0]
	room := marginLeft + fullWidth - x - page.width - 8
	lines := t.lines([]Span{{Text: text.OneLine(title)}}, room, st, false)
	ps := stack(lines, x, gap)
	last := &ps[len(ps)-1]
	end := x + lines[len(lines)-1].width
	if !text.RTL(title) {
		dots := figure{points: []point{{end + 2, st.baseline()}, {marginLeft + fullWidth - page.width - 2, st.baseline()}}, stroke: &grey, width: 0.3, dotted: true}
		if dots.points[1].x > dots.points[0].x {
			last.shapes = append(last.shapes, dots)
		}
	}
	last.put(page, marginLeft+fullWidth-page.width, 0)
	link := link{x: x, w: marginLeft + fullWidth - x, h: height(ps[:1]), to: to, words: title, tag: t.add(node{kind: tagLink, parent: t.tag})}
	for i := range ps {
		link.h = ps[i].h
		if i == 0 {
			ps[i].links = append(ps[i].links, link)
		}
		for k := range ps[i].texts {
			ps[i].texts[k].tag = link.tag
		}
		ps[i].keep = i < len(ps)-1
	}
	return ps
}
