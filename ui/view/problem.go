package view

import (
	"strings"

	"consilience/model"
)

// Place says where a problem stands: "polls.csv, line 6"; empty if nowhere.
func (w *Words) Place(p model.Problem) string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return p.File
	}
	return w.T("%s, line %d", p.File, p.Line)
}

// Details is what stands under "Details": place, kind and cause.
func (w *Words) Details(p model.Problem) string {
	var b strings.Builder
	add := func(label, text string) {
		if text != "" {
			b.WriteString(w.T("%s: %s", label, text) + "\n")
		}
	}
	add(w.T("Where"), w.Place(p))
	cause := p.Cause
	if cause == "" && p.Err != nil {
		cause = p.Err.Error()
	}
	add(w.T("Cause"), cause)
	add(w.T("Kind"), p.Kind)
	return strings.TrimRight(b.String(), "\n")
}

// Plain is a problem as text for the clipboard.
func (w *Words) Plain(p model.Problem) string {
	p = w.Problem(p)
	parts := []string{p.Say}
	for _, s := range []string{p.Do, w.Details(p)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n")
}
