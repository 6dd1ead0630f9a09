//go:build race

package decode

// The race detector slows the interpreter that reads PDFs down, and not what was
// made into machine code.
func init() { slowPages = 0 }
