package picture

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

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
				cells[i] = Defused(c)
			}
			if err := out.Write(cells); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// Defused is a cell that no spreadsheet takes for a formula: one that begins
// as a formula does, and is no number, gets an apostrophe before it.
func Defused(cell string) string {
	begin := strings.TrimLeft(cell, " \t\r\n\u00a0")
	if begin == "" || !strings.ContainsRune("=+-@＝＋－＠", []rune(begin)[0]) {
		return cell
	}
	if _, err := strconv.ParseFloat(strings.TrimSpace(cell), 64); err == nil {
		return cell
	}
	return "'" + cell
}
