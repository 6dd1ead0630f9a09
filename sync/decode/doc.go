// Package decode reads publishers' file formats, one file of code each, and
// makes them the records of package model. It reads bytes that anybody may
// have written: it has limits, never panics, and lists every row it leaves out.
//
// It must not know where files came from or where records go: the same
// snapshot descriptor and bytes always give the same content.
package decode
