package main

import (
	"io"
	"strings"
	"unicode"
)

// terminal passes on what people and publishers wrote without what would
// command the terminal it is shown on: control characters other than line end
// and tab.
type terminal struct{ io.Writer }

func (t terminal) Write(b []byte) (int, error) {
	clean := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, string(b))
	if _, err := io.WriteString(t.Writer, clean); err != nil {
		return 0, err
	}
	return len(b), nil
}
