// Package groups finds the opinion groups of a poll, the participants who vote
// alike, and says what marks each group and what all of them share. It is pure:
// the same votes and options give the same bits, however many cores work on
// them. It must not know files, databases, screens or clocks, and never holds a
// participants × statements table: every pass costs in proportion to the votes.
package groups
