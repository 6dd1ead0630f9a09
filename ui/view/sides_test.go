package view

import "testing"

func TestFactsKeepTheirPlaceBesideArabic(t *testing.T) {
	for name, c := range map[string]struct {
		facts []string
		rtl   bool
		want  string
	}{
		"Latin only":    {[]string{"2022", "Accra", "3 participants"}, false, "2022 · Accra · 3 participants"},
		"Arabic place":  {[]string{"عمّان", "24 participants"}, false, "\u200E\u200Fعمّان\u200F\u200E · \u200E24 participants"},
		"Arabic title":  {[]string{"عمّان", "24 participants"}, true, "\u200Fعمّان\u200F · \u200F\u200E24 participants\u200E"},
		"nothing known": {nil, true, ""},
	} {
		if got := sideBySide(c.facts, c.rtl); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
