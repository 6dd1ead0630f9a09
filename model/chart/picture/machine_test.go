package picture

import (
	"testing"

	"consilience/model/chart"
	"consilience/model/text"
)

// Letters that no bundled font has come from the machine's fonts, if it has
// any; then nothing is missing and the place is inked.
func TestLettersOfTheMachine(t *testing.T) {
	machine := &text.Machine{}
	if machine.Find('公', false, "") == nil {
		t.Skip("no font of this machine has Chinese letters")
	}
	f := fonts(t)
	f.Machine = machine
	s := chart.Mentions([]chart.TagCount{{Name: "公民", Mentions: 3, Consultations: -1}}, chart.Options{Title: "T"})
	with, missing := f.Draw(s, 4)
	if len(missing) > 0 {
		t.Errorf("got %q missing", string(missing))
	}
	s = chart.Mentions([]chart.TagCount{{Name: "\u200b", Mentions: 3, Consultations: -1}}, chart.Options{Title: "T"})
	without, _ := f.Draw(s, 4)
	dark := func(pix []byte) (n int) {
		for i := 0; i < len(pix); i += 4 {
			if pix[i] < 128 {
				n++
			}
		}
		return n
	}
	if a, b := dark(with.Pix), dark(without.Pix); a <= b {
		t.Errorf("got %d dark pixels with the letters, %d without", a, b)
	}
}
