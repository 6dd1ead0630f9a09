package text

import (
	"cmp"
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// maxOpen is how many brackets may be open at a time (BD16).
const maxOpen = 63

type pair struct{ open, close int }

// brackets applies N0: both brackets of a pair take one direction.
func (p *level) brackets() {
	for _, b := range p.pairs() {
		dir, found := p.inside(b)
		if !found {
			continue
		}
		if dir != p.sos && p.before(b.open) != dir {
			dir = p.sos
		}
		p.set(b.open, dir)
		p.set(b.close, dir)
	}
}

// pairs finds the bracket pairs in the order of their openers (BD16).
func (p *level) pairs() []pair {
	type opener struct {
		closer rune
		at     int
	}
	var open []opener
	var found []pair
	for i, r := range p.rs {
		if p.types[i] != bidi.ON {
			continue
		}
		prop, _ := bidi.LookupRune(r)
		if !prop.IsBracket() {
			continue
		}
		if prop.IsOpeningBracket() {
			if len(open) == maxOpen {
				break
			}
			open = append(open, opener{sameBracket(mirrored(r)), i})
			continue
		}
		for k := len(open) - 1; k >= 0; k-- {
			if open[k].closer == sameBracket(r) {
				found = append(found, pair{open[k].at, i})
				open = open[:k]
				break
			}
		}
	}
	slices.SortFunc(found, func(a, b pair) int { return cmp.Compare(a.open, b.open) })
	return found
}

// sameBracket maps the two angle brackets that have a canonical equivalent to
// it, as BD16 asks.
func sameBracket(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// inside is the direction that a pair encloses: the paragraph's if any strong
// type in it has that, else the opposite. found is false if nothing in it has
// a direction.
func (p *level) inside(b pair) (dir bidi.Class, found bool) {
	for i := b.open + 1; i < b.close; i++ {
		d, ok := strength(p.types[i])
		if !ok {
			continue
		}
		if d == p.sos {
			return d, true
		}
		dir, found = d, true
	}
	return dir, found
}

// before is the direction of what stands before position i.
func (p *level) before(i int) bidi.Class {
	for i--; i >= 0; i-- {
		if d, ok := strength(p.types[i]); ok {
			return d
		}
	}
	return p.sos
}

// set gives a bracket its direction, and the marks that follow it.
func (p *level) set(i int, dir bidi.Class) {
	p.types[i] = dir
	for i++; i < len(p.orig) && p.orig[i] == bidi.NSM; i++ {
		p.types[i] = dir
	}
}

// mirrored is the character that looks like r in a mirror, or r (L4).
func mirrored(r rune) rune {
	if prop, _ := bidi.LookupRune(r); prop.IsBracket() {
		for _, m := range bidi.ReverseString(string(r)) {
			return m
		}
	}
	if m, ok := mirrors[r]; ok {
		return m
	}
	return r
}

// mirrors holds the mirrored pairs that are not brackets.
var mirrors = func() map[rune]rune {
	// Pairs of Unicode's BidiMirroring.txt 15.0 that BidiBrackets.txt lacks.
	const pairs = "<>«»‹›∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≤≥≦≧≨≩≪≫≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊢⊣⊦⫞⊨⫤⊩⫣⊫⫥⊰⊱⊲⊳⊴⊵⊶⊷⊸⟜⋉⋊⋋⋌⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⟃⟄⟈⟉⟋⟍⟕⟖⟝⟞⟢⟣⟤⟥⦤⦥⦨⦩⦪⦫⦬⦭⦮⦯⧀⧁⧄⧅⧏⧐⧑⧒⧔⧕⧨⧩⧸⧹⨫⨬⨭⨮⨴⨵⨼⨽⩤⩥⩹⩺⩻⩼⩽⩾⩿⪀⪁⪂⪃⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚⪛⪜⪝⪞⪟⪠⪡⪢⪦⪧⪨⪩⪪⪫⪬⪭⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒⫓⫔⫕⫖⫬⫭⫷⫸⫹⫺⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡﹤﹥＜＞"
	m := map[rune]rune{}
	rs := []rune(pairs)
	for i := 0; i+1 < len(rs); i += 2 {
		m[rs[i]], m[rs[i+1]] = rs[i+1], rs[i]
	}
	return m
}()
