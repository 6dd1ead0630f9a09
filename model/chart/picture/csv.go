package picture

import (
	"encoding/csv"
	"io"

	"consilience/model"
	"consilience/model/chart"
)

// CSV writes a chart's table in UTF-8 with a line of heads. A cell that a
// spreadsheet would take for a formula gets an apostrophe before it.
func CSV(w io.Writer, f *chart.Figures) error {
	out := csv.NewWriter(w)
	if f != nil {
		for _, row := range append([][]string{f.Heads}, f.Rows...) {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = model.Defuse(c)
			}
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
