// Package view says what each screen says: rows, order, wording, numbers, what
// is enabled. Its functions are pure: a desk.State in, plain values out.
//
// It must not know Fyne, pixels or colours (it gives tones), nor read files.
package view
