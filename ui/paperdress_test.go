package ui

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
)

func TestPaperIsDressed(t *testing.T) {
	_, _, c := arranging(t)
	c.choose(partSettings)
	d := c.settings.dress
	d.own.SetText("#ffd700") // gold: contrast 1.4 with white
	says(t, c.panes.detail, "too light to read, so it is printed darker")
	if c.paper.Accent != "#ffd700" || d.accent.ID() != "" {
		t.Errorf("the colour is %q, chosen is %q", c.paper.Accent, d.accent.ID())
	}
	d.own.SetText("#ffd")
	says(t, c.panes.detail, "Write a colour as #rrggbb")
	if c.paper.Accent != "" {
		t.Errorf("half a colour is kept: %q", c.paper.Accent)
	}
	d.accent.SetSelected("Green")
	says(t, c.panes.detail, "easy to read")
	if c.paper.Accent != "#1f5f4a" {
		t.Errorf("the colour is %q", c.paper.Accent)
	}
	d.keep.SetChecked(true)
	says(t, c.panes.detail, "Do so only if those people agreed")
	if !c.paper.KeepPersonal {
		t.Error("personal data is not kept")
	}
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewRGBA(image.Rect(0, 0, 40, 10))); err != nil {
		t.Fatal(err)
	}
	d.put(logo.Bytes())
	if !bytes.Equal(c.paper.Logo, logo.Bytes()) {
		t.Error("the logo is not in the paper")
	}
	pressed(t, d.logo, "Remove")
	if len(c.paper.Logo) != 0 {
		t.Error("the logo is still in the paper")
	}
	for name, raw := range map[string]string{"text": "no picture", "large": strings.Repeat("x", model.MaxLogo+1)} {
		if _, err := desk.ReadLogo(strings.NewReader(raw)); err == nil {
			t.Errorf("%s is taken as a logo", name)
		}
	}
	if _, err := desk.ReadLogo(&logo); err != nil {
		t.Errorf("a PNG is refused: %v", err)
	}
}

func TestPaperAboutSeveralAndEverything(t *testing.T) {
	s, _, c := arranging(t)
	c.choose(partSettings)
	pressed(t, c.panes.detail, "Also about…")
	s.win.Canvas().Focused().(*field).OnSubmitted("")
	if got := c.paper.Subjects(); len(got) != 2 || got[0] != "tradeoff/breadth" || !strings.HasPrefix(got[1], "theme/") {
		t.Fatalf("the paper is about %q", got)
	}
	c.settings.about.SetSelected("All themes and trade-offs")
	if got := c.paper.Subjects(); len(got) != 0 {
		t.Errorf("the paper is about %q, want everything", got)
	}
}

func TestTemplateIsSavedAndRemoved(t *testing.T) {
	s, r, c := arranging(t)
	c.choose(partSettings)
	pressed(t, c.panes.detail, "Save as template…")
	f := s.win.Canvas().Focused().(*field)
	test.Type(f, "Retreat")
	f.OnSubmitted("")
	if got, want := r.last(), "SaveTemplate |  | Retreat | decision-memo | trade-offs | 3"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}

func TestDecisionOpensAsPaper(t *testing.T) {
	s, _, _ := arranging(t)
	s.paperOf(model.Decision{ID: "d1", Question: "How many topics?", Date: "2022-10-13", About: []string{"tradeoff/breadth"}})
	c := s.current.(*papersPage).composer
	if c.paper.Title != "How many topics?" || c.paper.Date != "2022-10-13" || c.paper.About != "tradeoff/breadth" {
		t.Errorf("the paper is %+v", c.paper)
	}
}
