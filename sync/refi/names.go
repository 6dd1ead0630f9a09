package refi

import (
	"strconv"
	"strings"

	"consilience/model"
)

// Unique gives names that differ: a second one of the same name gets a number.
type Unique map[string]bool

// Name takes a name that nobody has yet.
func (u Unique) Name(name string) string {
	name = Numbered(name, func(name string) bool { return u[name] })
	u[name] = true
	return name
}

// Numbered gives a name that is not taken: the name itself, or one with a
// number behind it. Numbers are tried by doubling and halving: a file may hold
// a hundred thousand things of one name.
func Numbered(name string, isTaken func(name string) bool) string {
	if !isTaken(name) {
		return name
	}
	numbered := func(n int) string { return name + " (" + strconv.Itoa(n) + ")" }
	taken, free := 1, 2
	for isTaken(numbered(free)) {
		taken, free = free, 2*free
	}
	for free-taken > 1 {
		if n := taken + (free-taken)/2; isTaken(numbered(n)) {
			taken = n
		} else {
			free = n
		}
	}
	return numbered(free)
}

// CoderNames gives each user's GUID the name by which records know the coder:
// the name, else the short id, else the GUID. Two of the same name are told
// apart by a number.
func CoderNames(users []model.Kept) (byGUID map[string]string, names []string) {
	byGUID, taken := map[string]string{}, Unique{}
	for _, u := range users {
		guid := Plain(u.Attributes["guid"])
		if _, twice := byGUID[guid]; twice {
			continue
		}
		name := strings.TrimSpace(u.Attributes["name"])
		for _, other := range []string{u.Attributes["id"], guid, "?"} {
			if name == "" {
				name = strings.TrimSpace(other)
			}
		}
		byGUID[guid] = taken.Name(name)
		names = append(names, byGUID[guid])
	}
	return byGUID, names
}

// Family finds the cluster that stands in a flat name: what is before "::", as
// ATLAS.ti writes it. It is empty if there is none.
func Family(name string) string {
	before, after, ok := strings.Cut(name, "::")
	if !ok || strings.TrimSpace(before) == "" || strings.TrimSpace(after) == "" {
		return ""
	}
	return strings.TrimSpace(before)
}

// Clusters sets the cluster of each tag that no heading of ours gives one: that
// of the uppermost tag it stands under, which is itself in the cluster it
// leads; else the family in its name, or the one that its name is of others;
// else the first set that has it.
func Clusters(tags []model.Tag, sets []model.Kept) {
	at := map[string]int{}
	leads := map[string]bool{}
	families := map[string]bool{}
	for i, t := range tags {
		at[t.Name] = i
		if t.Parent != "" {
			leads[t.Parent] = true
		}
		if f := Family(label(t)); f != "" && t.Parent == "" {
			families[f] = true
		}
	}
	inSet := map[string]string{}
	for _, set := range sets {
		for _, m := range set.Inside {
			guid := Plain(m.Attributes["targetGUID"])
			if m.Name == "MemberCode" && inSet[guid] == "" {
				inSet[guid] = set.Attributes["name"]
			}
		}
	}
	for i := range tags {
		t := &tags[i]
		if t.Cluster != "" {
			continue
		}
		top := t
		for range maxDepth {
			p, ok := at[top.Parent]
			if top.Parent == "" || !ok {
				break
			}
			top = &tags[p]
		}
		switch {
		case top.Cluster != "":
			t.Cluster = top.Cluster
		case leads[top.Name]:
			t.Cluster = label(*top)
		case Family(label(*t)) != "":
			t.Cluster = Family(label(*t))
		case families[label(*t)]:
			t.Cluster = label(*t)
		default:
			t.Cluster = inSet[t.GUID]
		}
	}
}

// label is the tag's name in its codebook.
func label(t model.Tag) string {
	if t.Label != "" {
		return t.Label
	}
	return t.Name
}
