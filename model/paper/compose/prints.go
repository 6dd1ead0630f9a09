package compose

import (
	"maps"
	"slices"

	"consilience/model"
)

// Prints reports whether a block of this kind can be composed.
func Prints(k model.PaperBlockKind) bool {
	_, ok := blockKinds[k]
	return ok || k == model.BlockSection
}

// Sections are the names of the sections that can be composed, sorted.
func Sections() []string { return slices.Sorted(maps.Keys(sections)) }
