// Package model names the things a consultation is made of: channels, sources,
// snapshots, statements, votes, tags, measures, readings, themes, trade-offs,
// positions, papers, and the problems a person may meet.
//
// It only describes. It does no input or output, knows no clock, no database,
// no window and no file format, and imports nothing else of this project.
package model
