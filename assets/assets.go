// Package assets carries what the program shows but does not compute: fonts,
// the icon, translations and the sample consultation, all inside the binary,
// so that it works on a machine without a network and without fonts.
//
// It hands out bytes and file systems. It must not know what they mean: it
// reads no sample, translates no word and draws nothing.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed icon.png
var icon []byte

//go:embed sample
var sample embed.FS

//go:embed translations
var translations embed.FS

//go:embed papers
var papers embed.FS

// Icon is the program's mark, a square PNG of 512 pixels with a transparent
// ground. The caller must not change it.
func Icon() []byte { return icon }

// Sample is the sample consultation: a feed like any other, with its
// datapackage.json at the top. See that file for where the figures are from
// and what was put in other words.
func Sample() fs.FS { return below(sample, "sample") }

// Translations holds one JSON object a language, named es.json, fr.json. Its
// keys are the English sentences of the screens, its values what they are in
// that language. A sentence that is not in it is shown in English.
func Translations() fs.FS { return below(translations, "translations") }

// Papers holds what papers are made with: es.json and fr.json, laid out like
// Translations, with the sentences that papers print; and in templates one
// JSON object a template, the outline of a kind of paper.
func Papers() fs.FS { return below(papers, "papers") }

// below is the folder dir of an embedded file system. The folder is there: the
// compiler put it in.
func below(fsys fs.FS, dir string) fs.FS {
	sub, err := fs.Sub(fsys, dir)
	if err != nil { // only for a malformed dir, and ours are constants
		return fsys
	}
	return sub
}
