// Package work says how long work uses the machine: its processors and its
// memory.
package work
