package decode

import (
	"strings"
	"unicode"
)

// made tells what a text is made of.
type made struct {
	twice   bool // two spaces stand one behind the other
	control bool // there are ASCII control characters, line breaks among them
	beyond  bool // there are others than ASCII characters
}

// running says whether a text is one line of words with single spaces, as far
// as ASCII goes.
func (m made) running() bool { return !m.twice && !m.control }

// evenlySpaced says whether all white space of a text are single spaces.
func evenlySpaced(s string) bool {
	m := lookOver(s)
	return !m.twice && (!m.control && !m.beyond || !strings.ContainsFunc(s, func(r rune) bool { return r != ' ' && unicode.IsSpace(r) }))
}

// lookOver looks at eight bytes at once: of each, the top bit of a word says
// whether it is what is looked for.
func lookOver(s string) made {
	const ones, low7, tops = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f, 0x8080808080808080
	var twice, control, beyond, before uint64 // before: the last byte was a space
	for i := 0; i < len(s); i += 8 {
		var x uint64
		if rest := s[i:]; len(rest) >= 8 {
			x = uint64(rest[0]) | uint64(rest[1])<<8 | uint64(rest[2])<<16 | uint64(rest[3])<<24 | uint64(rest[4])<<32 | uint64(rest[5])<<40 | uint64(rest[6])<<48 | uint64(rest[7])<<56
		} else {
			x = ones * 'x' // is nothing that is looked for
			for k := range len(rest) {
				x = x&^(0xff<<(8*k)) | uint64(rest[k])<<(8*k)
			}
		}
		low := x & low7
		space := ^((low ^ ones*' ') + low7) &^ x & tops
		twice |= space & (space<<8 | before)
		before = space >> 56
		control |= (^(low + ones*(0x80-' ')) | ^((low ^ low7) + low7)) &^ x & tops
		beyond |= x & tops
	}
	return made{twice != 0, control != 0, beyond != 0}
}
