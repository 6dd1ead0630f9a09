package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"consilience/model"
	"consilience/ui/view"
)

// key does what a key stands for on a note.
func (p *notesPage) key(r rune) bool {
	switch r {
	case 'm', 'M':
		p.mark()
	case 't', 'T':
		p.tag()
	case '+', '=':
		p.polarity(1)
	case '-', '−':
		p.polarity(-1)
	case '0':
		p.polarity(0)
	case 'n', 'N':
		p.step(1)
	case 'p', 'P':
		p.step(-1)
	case 'u', 'U':
		p.untag()
	case 'r', 'R':
		p.remark()
	case 'x', 'X':
		p.remove()
	case '?':
		p.help()
	default:
		return false
	}
	return true
}

// tell shows an error of a coding verb.
func (p *notesPage) tell(err error) {
	p.s.Tell(err, p.s.w.T("This could not be saved. Nothing was changed."))
}

// marked gives the excerpt to work on: what is selected, marked now if it was
// not, else the open one. It tells if there is neither.
func (p *notesPage) marked() (model.Ref, bool) {
	if start, end := p.text.Selection(); start < end {
		ref, err := p.s.desk.Mark(p.open, start, end)
		if err != nil {
			p.tell(err)
			return "", false
		}
		p.text.anchor = p.text.caret
		p.choose(ref, false)
		return ref, true
	}
	if p.chosen != "" {
		return p.chosen, true
	}
	p.s.hint(p.s.w.T("Select some words first: Shift with the arrows, or the mouse."))
	return "", false
}

func (p *notesPage) mark() {
	if start, end := p.text.Selection(); start == end {
		p.s.hint(p.s.w.T("Select some words first: Shift with the arrows, or the mouse."))
		return
	}
	p.marked()
	p.focusText()
}

// tag asks for a tag for the excerpt.
func (p *notesPage) tag() {
	start, end := p.text.Selection()
	words := string(p.text.text.runes[start:end])
	ref, ok := p.marked()
	if !ok {
		return
	}
	if e := p.excerpt(); e != nil && words == "" { // what was marked just now may not be here yet
		words = e.Text
	}
	p.s.pickTag(p.s.w.T("Tag an excerpt"), words, func(key string, polarity int) error {
		err := p.s.desk.TagExcerpt(ref, key, polarity)
		if err == nil {
			p.focusText()
		}
		return err
	})
}

// last is this member's last tag on the open excerpt; nil, with a word about
// it, if there is none.
func (p *notesPage) last() *view.NoteTag {
	if e := p.excerpt(); e != nil {
		for i := len(e.Tags) - 1; i >= 0; i-- {
			if e.Tags[i].Own {
				return &e.Tags[i]
			}
		}
	}
	p.s.hint(p.s.w.T("You have no tag on this excerpt yet: press T."))
	return nil
}

func (p *notesPage) polarity(to int) {
	if t := p.last(); t != nil {
		p.tell(p.s.desk.TagExcerpt(p.chosen, t.Name, to))
	}
}

func (p *notesPage) untag() {
	if t := p.last(); t != nil {
		p.tell(p.s.desk.Untag(p.chosen, t.Name))
	}
}

func (p *notesPage) remove() {
	if p.chosen != "" {
		p.tell(p.s.desk.RemoveExcerpt(p.chosen))
	}
}

func (p *notesPage) remark() {
	ref, ok := p.marked()
	if !ok {
		return
	}
	w := p.s.w
	words := newField(w.T("What you noticed"), 3)
	p.s.ask(question{
		Title: w.T("A remark on the excerpt"), Confirm: w.T("Save"), Body: words, First: words,
		Do: func() error {
			err := p.s.desk.Remark(ref, words.Text)
			if err == nil {
				p.focusText()
			}
			return err
		},
	})
}

// step goes to the next excerpt after the open one or after the caret, or to
// the one before.
func (p *notesPage) step(by int) {
	list := p.page.Excerpts
	if len(list) == 0 {
		p.s.hint(p.s.w.T("Nothing is marked in this note yet."))
		return
	}
	at := -1
	for i, e := range list {
		if e.Ref == p.chosen {
			at = i
		}
	}
	if at < 0 {
		for at = 0; at < len(list) && list[at].Start < p.text.caret; at++ {
		}
		if by > 0 {
			at--
		}
	}
	at = min(max(at+by, 0), len(list)-1)
	p.choose(list[at].Ref, true)
}

// tapped opens the shortest excerpt at a character, or none where none is: what
// is done next is then about the whole note.
func (p *notesPage) tapped(pos int) {
	best := -1
	for i, e := range p.page.Excerpts {
		if pos >= e.Start && pos < e.End && (best < 0 || e.End-e.Start < p.page.Excerpts[best].End-p.page.Excerpts[best].Start) {
			best = i
		}
	}
	if best >= 0 {
		p.choose(p.page.Excerpts[best].Ref, false)
	} else if p.chosen != "" {
		p.choose("", false)
	}
}

func (p *notesPage) focusText() { p.s.win.Canvas().Focus(p.text) }

// help shows the keys.
func (p *notesPage) help() {
	body := newScrolled(8)
	body.Put(rows(p.s.w.NoteKeys()))
	p.s.read(p.s.w.T("Keys while reading a note"), body, fyne.NewSize(520, 460))
}

// newSwatch is a small square of a tag's colour.
func newSwatch(c view.Colouring) fyne.CanvasObject {
	square := canvas.NewRectangle(noteInk(c))
	square.CornerRadius = 2
	square.SetMinSize(fyne.NewSize(12, 12))
	return padded(0, 2, square)
}
