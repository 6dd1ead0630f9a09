package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/ui/view"
)

func TestAloneTellsTheProblem(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(Look{Light: true}))
	words, err := view.NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	w := test.NewTempWindow(t, nil)
	Alone(w, words, model.Problem{Say: "This consultation is already open in another window.", Do: "Use that window.", Cause: "lock held"})
	for _, want := range []string{"This consultation is already open in another window.", "Use that window."} {
		if !strings.Contains(wordsIn(w.Content()), want) {
			t.Errorf("the window does not say %q", want)
		}
	}
}
