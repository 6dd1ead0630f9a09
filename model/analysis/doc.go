// Package analysis measures what people said and reads it: votes, tags and
// named readings in; measures, readings, classes and confidence out.
//
// It must not know files, storage, screens, papers or the clock. Every function
// is pure: the same input gives the same bits, and no argument is written to.
package analysis
