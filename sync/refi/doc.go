// Package refi knows REFI-QDA, the format in which coding programs exchange
// projects (.qdpx) and codebooks (.qdc): its elements and their order, GUIDs,
// and what it has no place for. Package decode reads with it; Write and
// WriteCodebook write.
//
// It must not know where files lie, and has no clock: the same records give the
// same bytes.
package refi
