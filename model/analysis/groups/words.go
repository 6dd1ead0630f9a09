package groups

import (
	"fmt"
	"strconv"
)

// sayAdded tells when people below the threshold were grouped.
func sayAdded(in, added int) []string {
	switch {
	case added == 0:
		return nil
	case added == in:
		return []string{fmt.Sprintf("Nobody voted on enough statements to be grouped by the usual rule; the %d with most votes were taken instead.", in)}
	}
	return []string{fmt.Sprintf("Only %d of those grouped voted on enough statements for the usual rule; the next by votes, %d, were added to have %d.", in-added, added, in)}
}

// sayings tells what is out of the ordinary in a finished grouping.
func sayings(m *Matrix, g *Grouping) []string {
	var say []string
	add := func(format string, args ...any) { say = append(say, fmt.Sprintf(format, args...)) }
	switch voters := m.Voters(); {
	case voters == 0:
		add("Nobody has voted yet: there are no groups.")
		return say
	case voters == 1:
		add("Only one person voted: there are no groups to compare.")
	case voters == 2:
		add("Only two people voted: too few to speak of groups.")
	case g.K == 0:
		add("Nobody is in a group.")
		return say
	case g.PCA.Variance[0] == 0:
		add("%s", alike(m))
	case m.kept() == 1:
		add("Only one statement counts here: its answers are known, but one statement cannot show who votes alike.")
	case g.K == 1 && g.Method != Labels:
		add("The votes fall into no separate groups: everybody is shown as one.")
	}
	for i, n := range g.Sizes {
		switch {
		case n == 0:
			add("Group %s has no members.", g.Title(i))
		case n == 1 && g.K > 1:
			add("Group %s is a single person: read it as one voice, not as a group.", g.Title(i))
		}
	}
	return say
}

// alike tells why no votes differ.
func alike(m *Matrix) string {
	agreed, disagreed := 0, 0
	for j, t := range m.tally {
		if !m.out[j] {
			agreed, disagreed = agreed+t.Agree, disagreed+t.Disagree
		}
	}
	switch {
	case m.kept() == 0:
		return "Every statement with votes was rejected or is about the poll itself: there is nothing to group by."
	case agreed+disagreed == 0:
		return "Everybody passed on every statement: nobody said what they think, so there are no groups."
	}
	return "On each statement everybody voted the same: there is one group."
}

// words calls a grouping and its weak groups stable or not.
func (s *Stability) words(g *Grouping) []string {
	var say []string
	switch figure := fmt.Sprintf("with a tenth of the votes left out at random, %d times, two results agree by %.2f of 1", s.Runs, s.Overall); {
	case s.Overall >= Steady:
		say = append(say, "The groups are stable: "+figure+".")
	case s.Overall >= Shaky:
		say = append(say, "The groups are fairly stable: "+figure+"; people near a border may belong to either side.")
	default:
		say = append(say, "The groups are unstable: "+figure+". Do not rest a conclusion on who is in which group.")
	}
	for l, overlap := range s.Groups {
		if overlap < Shaky {
			say = append(say, fmt.Sprintf("Group %s is unstable: on average only %.0f %% of it and of its nearest match are the same people.", g.Title(l), 100*overlap))
		}
	}
	return say
}

// Title is a group's name for people: the name it was given, or a letter for a
// number, A for 0.
func (g *Grouping) Title(group int) string {
	if group < 0 || group >= len(g.Names) {
		return "none"
	}
	n, err := strconv.ParseUint(g.Names[group], 10, 16)
	if err != nil {
		return g.Names[group]
	}
	return letter(int(n))
}

// letter is A, B, …, Z, AA for 0, 1, ….
func letter(number int) string {
	name := ""
	for n := number + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
