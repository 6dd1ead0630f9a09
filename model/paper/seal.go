package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// A paper is sealed: an object of its own holds the digest of every page, of
// every attachment and the words of every computed figure, and a digest of the
// whole file in which only that digest's own place is counted as zeros. It is
// no signature: who rewrites the paper can seal it anew. It tells honest
// readers what was changed, by accident or by a tool; that the figures are true
// is for verification against the published inputs.

// manifest is what the seal holds.
type manifest struct {
	Version int `json:"version"`
	// Pages are the SHA-256 of the pages' unpacked content.
	Pages   []string       `json:"pages"`
	Files   []sealedFile   `json:"files,omitempty"`
	Figures []sealedFigure `json:"figures,omitempty"`
}

type sealedFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

type sealedFigure struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

const sealMark = "/ConsilienceSeal <"

// plainWords makes printed words comparable: all blanks alike.
func plainWords(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\u00a0' || r == '\u202f' }), " ")
}

// sealed writes the file with its seal.
func (f *finisher) sealed(root, seal int, id [32]byte) []byte {
	m := manifest{Version: 1, Pages: f.digests}
	for _, a := range f.d.files() {
		sum := sha256.Sum256(a.Content)
		m.Files = append(m.Files, sealedFile{a.Name, hex.EncodeToString(sum[:])})
	}
	for _, n := range f.d.figures {
		m.Figures = append(m.Figures, sealedFigure{n.ID, plainWords(n.Words)})
	}
	raw, _ := json.Marshal(m) // strings and numbers only
	f.o.set(seal, streamOf(sealMark+strings.Repeat("0", 64)+">", raw, false))
	file, at := f.o.write(root, id, seal)
	sum := sha256.Sum256(file)
	begin := at[seal] + bytes.Index(file[at[seal]:], []byte(sealMark)) + len(sealMark)
	copy(file[begin:begin+64], fmt.Appendf(nil, "%x", sum))
	return file
}
