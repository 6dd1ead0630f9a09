package decode

import (
	"hash/maphash"
	"slices"
	"unsafe"
)

// kept makes strings of bytes. Short ones lie together in pieces of memory, so
// that a cell of a table costs no allocation of its own. A piece lives as long
// as one of its strings.
type kept struct {
	piece []byte // written once: strings look into it
	size  int
}

// Sizes of pieces, and of the longest string that lies in one.
const (
	smallPiece  = 1 << 10
	largePiece  = 64 << 10
	longestKept = 4 << 10
)

func (k *kept) string(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if len(b) > longestKept {
		return string(b)
	}
	at := len(k.piece)
	if cap(k.piece)-at < len(b) {
		k.size = max(min(2*k.size, largePiece), smallPiece, len(b))
		k.piece, at = make([]byte, 0, k.size), 0
	}
	k.piece = append(k.piece, b...)
	return unsafe.String(&k.piece[at], len(b)) // as strings.Builder does
}

// words numbers different texts in the order in which they are first seen. The
// empty one is 0.
type words struct {
	*kept
	values []string
	slots  []wordSlot // a power of two, or none
}

// wordSlot is where a text is looked up: its hash, and its number.
type wordSlot struct{ hash, code uint32 }

// wordSeed makes it impossible to write a file whose texts all have one hash.
// Numbers do not depend on it.
var wordSeed = maphash.MakeSeed()

func newWords(k *kept) words { return words{kept: k, values: []string{""}} }

// of gives the number of a text, and whether it was never seen before.
func (w *words) of(b []byte) (code uint32, fresh bool) {
	if len(b) == 0 {
		return 0, false
	}
	h, at := uint32(maphash.Bytes(wordSeed, b)), uint32(0)
	if len(w.slots) > 0 {
		mask := uint32(len(w.slots) - 1)
		for at = h & mask; w.slots[at].code != 0; at = (at + 1) & mask {
			if s := w.slots[at]; s.hash == h && w.values[s.code] == string(b) {
				return s.code, false
			}
		}
	}
	return w.add(at, h, w.kept.string(b)), true
}

// ofText is of for a string, which is kept itself.
func (w *words) ofText(s string) (code uint32, fresh bool) {
	if s == "" {
		return 0, false
	}
	h := uint32(maphash.String(wordSeed, s))
	at, ok := w.find(h, s)
	if ok {
		return w.slots[at].code, false
	}
	return w.add(at, h, s), true
}

// find gives the slot of a text, or the one where it belongs.
func (w *words) find(h uint32, s string) (at uint32, ok bool) {
	if len(w.slots) == 0 {
		return 0, false
	}
	mask := uint32(len(w.slots) - 1)
	for at = h & mask; w.slots[at].code != 0; at = (at + 1) & mask {
		if w.slots[at].hash == h && w.values[w.slots[at].code] == s {
			return at, true
		}
	}
	return at, false
}

func (w *words) add(at, h uint32, s string) uint32 {
	code := uint32(len(w.values))
	w.values = append(w.values, s)
	if 4*len(w.values) > 3*len(w.slots) {
		before := w.slots
		w.slots = make([]wordSlot, max(16, 4*len(before)))
		for _, s := range before {
			if s.code != 0 {
				w.slots[w.free(s.hash)] = s
			}
		}
		at = w.free(h)
	}
	w.slots[at] = wordSlot{h, code}
	return code
}

// free gives the first free slot for a hash.
func (w *words) free(h uint32) uint32 {
	mask := uint32(len(w.slots) - 1)
	at := h & mask
	for w.slots[at].code != 0 {
		at = (at + 1) & mask
	}
	return at
}

// places looks up where things with ids of their own stand in a list.
type places struct {
	ids      firsts // as lines, their places
	nameless int    // the place of what has no id, from 1; 0 if there is none
}

func newPlaces() places { return places{ids: newFirsts(nil)} }

// of gives the place of an id; false if it has none.
func (p *places) of(id string) (int, bool) {
	if id == "" {
		return p.nameless - 1, p.nameless > 0
	}
	at, ok := p.ids.before(id)
	return int(at), ok
}

// put notes the place of an id, unless it has one already: that one is given
// then.
func (p *places) put(id string, at int) (before int, twice bool) {
	if id == "" {
		if before, twice = p.of(id); !twice {
			p.nameless = at + 1
		}
		return before, twice
	}
	first, twice := p.ids.put(id, uint32(at))
	return int(first), twice
}

// firsts says where an id stood first. As long as ids grow, the longer one
// after the shorter, as numbers do, none needs to be looked up.
type firsts struct {
	words words
	lines []uint32 // by number
	last  string
	mixed bool
}

func newFirsts(k *kept) firsts { return firsts{words: newWords(k), lines: []uint32{0}} }

// grows says whether an id is behind all before it.
func (f *firsts) grows(id string) bool {
	return !f.mixed && (len(id) > len(f.last) || len(id) == len(f.last) && id > f.last)
}

// before gives the line of an id that was added.
func (f *firsts) before(id string) (line uint32, twice bool) {
	if id == "" || f.grows(id) {
		return 0, false
	}
	f.lookUp()
	h := uint32(maphash.String(wordSeed, id))
	at, ok := f.words.find(h, id)
	if !ok {
		return 0, false
	}
	return f.lines[f.words.slots[at].code], true
}

// add notes an id that was not added before.
func (f *firsts) add(id string, line uint32) { f.put(id, line) }

// put notes an id, unless it was added before: its line is given then.
func (f *firsts) put(id string, line uint32) (first uint32, twice bool) {
	switch {
	case id == "":
		return line, false
	case f.grows(id):
		f.last = id
		f.words.values = append(f.words.values, id)
	default:
		f.lookUp()
		if code, fresh := f.words.ofText(id); !fresh {
			return f.lines[code], true
		}
	}
	f.lines = append(f.lines, line)
	return line, false
}

// lookUp begins to look up: some id did not grow.
func (f *firsts) lookUp() {
	if f.mixed {
		return
	}
	f.mixed = true
	before := f.words.values[1:]
	f.words.values = f.words.values[:1:1]
	for _, id := range before {
		f.words.ofText(id)
	}
}

// slab gives places for things that records point to, many in one piece of
// memory, which lives as long as one of them.
type slab[T any] struct {
	free []T
	size int
}

// Sizes of the pieces of a slab, in things.
const (
	smallSlab = 64
	largeSlab = 1024
)

func (s *slab[T]) more() {
	s.size = max(smallSlab, min(2*s.size, largeSlab))
	s.free = make([]T, s.size)
}

func (s *slab[T]) keep(v T) *T {
	if len(s.free) == 0 {
		s.more()
	}
	p := &s.free[0]
	*p, s.free = v, s.free[1:]
	return p
}

// list gives a list of n zero values, which nothing can be appended to in place.
func (s *slab[T]) list(n int) []T {
	if n > smallSlab {
		return make([]T, n)
	}
	if len(s.free) < n {
		s.more()
	}
	l := s.free[:n:n]
	s.free = s.free[n:]
	return l
}

// room makes room in a list of records before one is added. How much is told by
// what of the file was read, at first with caution: the first rows may be short.
func room[T any](list []T, in *input) []T {
	n := len(list)
	if n < cap(list) {
		return list
	}
	want := max(64, 2*n)
	if read := in.read(); n > 0 && read > 0 && in.Bytes > read {
		most := 16 * n
		if n >= 1024 {
			var one T
			most = max(4*n, roomAtOnce/max(1, int(unsafe.Sizeof(one))))
		}
		want = max(64, n+n/4, min(most, int(1.05*float64(n)*float64(in.Bytes)/float64(read))))
	}
	return slices.Grow(list, want-n)
}

// roomAtOnce is how many bytes room may take for what is only expected.
const roomAtOnce = 32 << 20

// add appends an empty record to a list and gives it, so that it is written
// where it stays. It must be taken back before another is added if it is not
// kept.
func add[T any](list *[]T, in *input) *T {
	*list = room(*list, in)
	n := len(*list)
	*list = (*list)[:n+1]
	return &(*list)[n]
}

// takeBack drops the record that was added last.
func takeBack[T any](list *[]T) {
	n := len(*list) - 1
	clear((*list)[n:])
	*list = (*list)[:n]
}

// read is how many bytes of a text file its records took; 0 if it is none.
func (in *input) read() int64 {
	if in.rows == nil {
		return 0
	}
	return in.rows.passed
}
