package desk_test

import (
	"testing"

	"consilience/model"
)

func TestTranslate(t *testing.T) {
	d := withSample(t)
	const ref = model.Ref("polis-role-of-ogp:1")
	for _, text := range []string{"Primera", "Segunda"} {
		if err := d.Translate(ref, "es", text); err != nil {
			t.Fatal(err)
		}
	}
	got := d.State().Translations[ref]
	if len(got) != 1 || got[0].Text != "Segunda" || got[0].Language != "es" || got[0].By == "" || got[0].At.IsZero() {
		t.Errorf("got %+v, want the second, signed and dated", got)
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Translations[ref]; len(got) != 1 || got[0].Text != "Primera" {
		t.Errorf("after undo got %+v, want the first again", got)
	}
	for _, bad := range [][2]string{{"polis-role-of-ogp:999", "es"}, {string(ref), ""}, {string(ref), "español"}} {
		if err := d.Translate(model.Ref(bad[0]), bad[1], "x"); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
}
