package decode

// header finds the row of a table that is a header, among its first ones: other
// programs and people write titles, comments and a line such as “sep=;” above
// it. -1 if none is.
func (t *seen) header(is func(row []string) bool) int {
	for i, r := range t.rows[:min(len(t.rows), headerWithin)] {
		if is(r.texts) {
			return i
		}
	}
	return -1
}

// headerBelowTitle is header for heads that rows of any table might be: nothing
// but titles may stand above.
func (t *seen) headerBelowTitle(is func(row []string) bool) int {
	for i, r := range t.rows[:min(len(t.rows), headerWithin)] {
		if is(r.texts) {
			return i
		}
		if !isTitle(r.texts) {
			break
		}
	}
	return -1
}

// isTitle says whether a row is words above a table: one cell alone.
func isTitle(row []string) bool {
	filled := 0
	for _, s := range row {
		if s != "" {
			filled++
		}
	}
	return filled < 2
}
