// Package picture draws a chart into a file of its own: as SVG, whose text
// stays text, and as PNG, from the same scene. It also holds the painter of
// shapes that the screen uses. It reads no file and has no clock: the same
// scene gives the same bytes.
package picture
