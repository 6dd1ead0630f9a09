package analysis

import (
	"fmt"
	"strconv"
	"strings"
)

// nbsp stands before the percent sign and keeps it on the number's line.
const nbsp = "\u00a0"

// bound writes the bound of an interval with one decimal, so that 51.8 % is
// not printed as 52 % beside the line of 50 % that it is compared with.
func bound(share float64) string {
	return strconv.FormatFloat(share*100, 'f', 1, 64) + nbsp + "%"
}

// cutOff writes a threshold: 60 %.
func cutOff(share float64) string {
	return strconv.FormatFloat(share*100, 'f', -1, 64) + nbsp + "%"
}

// wholePercent writes k of n as a rounded percentage; n is not 0.
func wholePercent(k, n float64) string {
	return strconv.FormatFloat(k/n*100, 'f', 0, 64) + nbsp + "%"
}

// count writes a number with its noun: 1 channel, 2 channels.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// list joins words: a, b and c.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// lower puts the first letter in lower case, for a label inside a sentence.
func lower(label string) string {
	if label == "" {
		return ""
	}
	return strings.ToLower(label[:1]) + label[1:]
}
