package view

import (
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/desk"
)

// Versions names the versions of a paper, the newest first, by when and by whom
// they were saved; places are theirs in list.
func (w *Words) Versions(list []model.Paper) (names []string, places []int) {
	for i, p := range slices.Backward(list) {
		name := w.T("Version %d", i+1) + " · " + w.Time(p.At)
		if p.By != "" {
			name += " · " + p.By
		}
		names, places = append(names, name), append(places, i)
	}
	return names, places
}

// VersionChange is a part of a paper that differs between two versions. Was and
// Is are what it says in each; one of them is empty if it was added or removed.
type VersionChange struct {
	Badge         Badge
	Part, Was, Is string
}

// VersionChanges says what differs between two versions.
func (w *Words) VersionChanges(was, is model.Paper) []VersionChange {
	var out []VersionChange
	for _, c := range desk.ComparePapers(was, is) {
		x := VersionChange{Part: w.setting(c.What), Was: c.Old, Is: c.New}
		what := c.What
		if c.Block == "" {
			what = "changed"
		} else {
			b := c.Is
			if what == "removed" {
				b = c.Was
			}
			x.Part = w.BlockKind(b.Kind)
			if b.Section != "" && b.Kind == model.BlockSection {
				x.Part = w.Section(b.Section)
			}
			x.Was, x.Is = blockSays(c.Was), blockSays(c.Is)
		}
		switch what {
		case "added":
			x.Badge = Badge{"+", w.T("Added"), ToneAgree}
		case "removed":
			x.Badge = Badge{"−", w.T("Removed"), ToneDisagree}
		case "moved":
			x.Badge = Badge{"↕", w.T("Moved"), ToneQuiet}
		default:
			x.Badge = Badge{"≠", w.T("Changed"), ToneUnsure}
		}
		out = append(out, x)
	}
	return out
}

// setting is a paper's setting in words.
func (w *Words) setting(name string) string {
	switch name {
	case "title":
		return w.T("Title")
	case "decision":
		return w.T("Decision")
	case "owner":
		return w.T("Owner")
	case "date":
		return w.T("Date")
	case "status":
		return w.T("Status")
	case "language":
		return w.T("Language")
	case "organisation":
		return w.T("Organisation")
	case "classification":
		return w.T("Classification")
	case "about":
		return w.T("About")
	}
	return name
}

// blockSays is what a block says of its own: its words, and what it names.
func blockSays(b model.PaperBlock) string {
	var parts []string
	for _, s := range []string{b.Text, b.Translation, b.About, string(b.Item), b.Measure} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}
