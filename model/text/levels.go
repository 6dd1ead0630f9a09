package text

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The rules named here are those of UAX #9, "Unicode Bidirectional Algorithm",
// revision 46 (Unicode 15). Explicit embeddings, overrides and isolates
// (X1–X8) do not occur: Clean takes them out. So a paragraph is one level run.

// classes gives each rune's bidirectional class.
func classes(rs []rune) []bidi.Class {
	cs := make([]bidi.Class, len(rs))
	for i, r := range rs {
		p, _ := bidi.LookupRune(r)
		cs[i] = p.Class()
	}
	return cs
}

// firstStrong is the class of the first letter with a direction (P2), ok is
// false if there is none.
func firstStrong(cs []bidi.Class) (c bidi.Class, ok bool) {
	for _, c := range cs {
		if c == bidi.L || c == bidi.R || c == bidi.AL {
			return c, true
		}
	}
	return bidi.L, false
}

// baseLevel is the paragraph's level: 1 if the first strong letter is written
// from right to left, else 0 (P3).
func baseLevel(cs []bidi.Class) int8 {
	if c, _ := firstStrong(cs); c != bidi.L {
		return 1
	}
	return 0
}

// levels resolves the level of each rune of one paragraph with the given base
// level, 0 or 1; even is left to right. Trailing blanks are given the base
// level (L1), so the result holds for the paragraph set in one line.
func levels(rs []rune, base int8) []int8 {
	cs := classes(rs)
	// X9: boundary neutrals take no part.
	at := make([]int, 0, len(rs))
	for i, c := range cs {
		if c != bidi.BN {
			at = append(at, i)
		}
	}
	p := level{base: base, sos: direction(base), rs: make([]rune, len(at)), orig: make([]bidi.Class, len(at))}
	for k, i := range at {
		p.rs[k], p.orig[k] = rs[i], cs[i]
	}
	p.types = slices.Clone(p.orig)
	p.weak()
	p.brackets()
	p.neutral()

	lv := make([]int8, len(rs))
	k, before := 0, base
	for i, c := range cs {
		if c != bidi.BN {
			before = p.implicit(k)
			k++
		}
		lv[i] = before
	}
	resetBlanks(lv, cs, base)
	return lv
}

// resetBlanks gives separators, and blanks before them or at the end of the
// line, the paragraph's level (L1).
func resetBlanks(lv []int8, cs []bidi.Class, base int8) {
	trailing := true
	for i := len(cs) - 1; i >= 0; i-- {
		switch cs[i] {
		case bidi.B, bidi.S:
			trailing = true
			lv[i] = base
		case bidi.WS, bidi.BN:
			if trailing {
				lv[i] = base
			}
		default:
			trailing = false
		}
	}
}

// level is a paragraph while its levels are resolved. types starts as orig and
// is rewritten rule by rule.
type level struct {
	base  int8
	sos   bidi.Class // the direction at both ends
	rs    []rune
	orig  []bidi.Class
	types []bidi.Class
}

func direction(lv int8) bidi.Class {
	if lv&1 == 1 {
		return bidi.R
	}
	return bidi.L
}

// weak applies W1 to W7.
func (p *level) weak() {
	t := p.types
	before, strong := p.sos, p.sos
	for i, c := range t {
		switch c {
		case bidi.NSM: // W1
			t[i] = before
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN: // W2
			if strong == bidi.AL {
				t[i] = bidi.AN
			}
		}
		before = t[i]
	}
	for i, c := range t {
		if c == bidi.AL { // W3
			t[i] = bidi.R
		}
	}
	for i := 1; i+1 < len(t); i++ { // W4
		if t[i] == bidi.ES && t[i-1] == bidi.EN && t[i+1] == bidi.EN {
			t[i] = bidi.EN
		}
		if t[i] == bidi.CS && t[i-1] == t[i+1] && (t[i-1] == bidi.EN || t[i-1] == bidi.AN) {
			t[i] = t[i-1]
		}
	}
	for i := 0; i < len(t); i++ { // W5
		if t[i] != bidi.ET {
			continue
		}
		end := i
		for end < len(t) && t[end] == bidi.ET {
			end++
		}
		if i > 0 && t[i-1] == bidi.EN || end < len(t) && t[end] == bidi.EN {
			for j := i; j < end; j++ {
				t[j] = bidi.EN
			}
		}
		i = end - 1
	}
	strong = p.sos
	for i, c := range t {
		switch c {
		case bidi.ES, bidi.ET, bidi.CS: // W6
			t[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN: // W7
			if strong == bidi.L {
				t[i] = bidi.L
			}
		}
	}
}

// strength is the direction that a resolved type counts for in N0 to N2;
// numbers count as right to left. ok is false for neutrals.
func strength(c bidi.Class) (dir bidi.Class, ok bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	}
	return bidi.ON, false
}

// neutral applies N1 and N2.
func (p *level) neutral() {
	t := p.types
	before := p.sos
	for i := 0; i < len(t); i++ {
		if dir, ok := strength(t[i]); ok {
			before = dir
			continue
		}
		end, after := i, p.sos
		for ; end < len(t); end++ {
			if dir, ok := strength(t[end]); ok {
				after = dir
				break
			}
		}
		dir := p.sos
		if before == after {
			dir = before
		}
		for j := i; j < end; j++ {
			t[j] = dir
		}
		i = end - 1
	}
}

// implicit applies I1 and I2.
func (p *level) implicit(i int) int8 {
	if p.base&1 == 0 {
		switch p.types[i] {
		case bidi.R:
			return p.base + 1
		case bidi.AN, bidi.EN:
			return p.base + 2
		}
		return p.base
	}
	if p.types[i] == bidi.R {
		return p.base
	}
	return p.base + 1
}

// order lists the positions of a line from left to right (L2).
func order(lv []int8) []int {
	idx := make([]int, len(lv))
	var top int8
	lowestOdd := int8(127)
	for i, l := range lv {
		idx[i] = i
		top = max(top, l)
		if l&1 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := top; l >= lowestOdd; l-- {
		for i := 0; i < len(idx); i++ {
			if lv[i] < l {
				continue
			}
			end := i
			for end < len(idx) && lv[end] >= l {
				end++
			}
			slices.Reverse(idx[i:end])
			i = end
		}
	}
	return idx
}
