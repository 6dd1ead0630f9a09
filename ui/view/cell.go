package view

// Bar is a diverging bar: shares between 0 and 1 of all votes, which add up to
// 1 unless a share is not known.
type Bar struct{ Agree, Pass, Disagree float64 }

// Cell is one cell of a table. At most one of Bar and Badge is set.
type Cell struct {
	Text  string
	Tone  Tone
	Bold  bool
	Bar   *Bar
	Badge *Badge
}

// Order is how a table is sorted.
type Order struct {
	Column int
	Down   bool // largest or last first
}

// Pressed is the order after the header of column was pressed: the same column
// turns round, another starts with down.
func (o Order) Pressed(column int, down bool) Order {
	if o.Column == column {
		return Order{column, !o.Down}
	}
	return Order{column, down}
}

// Figure is a number that can be explained. Measure is empty if there is
// nothing to explain.
type Figure struct {
	Label, Text string
	Measure     string
}
