//go:build journey && cgo

package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func init() { programs["consilience-with-probe"] = runWithProbe }

// spot is where something stands in the window, in pixels from its upper left.
type spot struct {
	X, Y, W, H float32
	// Seen says that all of it lies inside every scrolled area around it.
	Seen bool
	// Text is what it says now.
	Text  string
	Found bool
}

// runWithProbe runs the program as it is, and answers questions from standard
// input on standard output: "button Save" or "text Norms", "choice Yes"
// or "entry Name" gives the spot of the first such thing on the real canvas;
// "choice Title > Yes" that of the first after the text "Title".
func runWithProbe() {
	opened = func(w fyne.Window) {
		go func() {
			asked := bufio.NewScanner(os.Stdin)
			for asked.Scan() {
				kind, what, _ := strings.Cut(asked.Text(), " ")
				answer := make(chan spot, 1)
				fyne.Do(func() { answer <- find(w, kind, what) })
				line, err := json.Marshal(<-answer)
				if err != nil {
					panic(err)
				}
				fmt.Println("SPOT", string(line))
			}
		}()
	}
	main()
}

// find walks what is on the canvas, dialogs first.
func find(w fyne.Window, kind, what string) spot {
	roots := []fyne.CanvasObject{w.Content()}
	if top := w.Canvas().Overlays().Top(); top != nil {
		roots = []fyne.CanvasObject{top, w.Content()}
	}
	for _, root := range roots {
		s := &search{kind: kind, what: what}
		if before, rest, ok := strings.Cut(what, " > "); ok {
			s.after, s.what = before, rest
		}
		s.walk(root, fyne.NewPos(0, 0), fyne.NewPos(-1, -1), fyne.NewSize(1e6, 1e6))
		if s.found.Found {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.object)
			s.found.X, s.found.Y = at.X, at.Y
			return s.found
		}
	}
	return spot{}
}

type search struct {
	kind, what string
	after      string // a text that must come first, empty once it was seen
	label      string // the last text seen, which titles the entry after it
	choices    bool   // inside a group of choices
	object     fyne.CanvasObject
	found      spot
}

func (s *search) walk(o fyne.CanvasObject, at, clipAt fyne.Position, clip fyne.Size) {
	if s.found.Found || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	size := o.Size()
	if text, is := s.says(o); is {
		inside := at.X >= clipAt.X && at.Y >= clipAt.Y && at.X+size.Width <= clipAt.X+clip.Width && at.Y+size.Height <= clipAt.Y+clip.Height
		s.object, s.found = o, spot{W: size.Width, H: size.Height, Seen: inside, Text: text, Found: true}
		return
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		if r := test.WidgetRenderer(o); r != nil {
			children = r.Objects()
		}
	}
	if fmt.Sprintf("%T", o) == "*internal.Scroll" || fmt.Sprintf("%T", o) == "*widget.Scroll" || fmt.Sprintf("%T", o) == "*container.Scroll" {
		clipAt, clip = at, size
	}
	if _, ok := o.(interface{ Chosen() int }); ok {
		s.choices = true
		defer func() { s.choices = false }()
	}
	for _, c := range children {
		s.walk(c, at, clipAt, clip)
	}
}

// says reports whether an object is what is searched, and its text.
func (s *search) says(o fyne.CanvasObject) (string, bool) {
	switch o := o.(type) {
	case *canvas.Text:
		s.label = o.Text
		if o.Text == s.after {
			s.after = ""
		}
		return o.Text, s.after == "" && (s.kind == "text" && strings.Contains(o.Text, s.what) || s.kind == "choice" && s.choices && o.Text == s.what)
	}
	// Buttons and entries are extended by the program; all have the field Text.
	if _, ok := o.(interface {
		fyne.Tappable
		SetIcon(fyne.Resource)
	}); ok && s.kind == "button" {
		text := reflect.Indirect(reflect.ValueOf(o)).FieldByName("Text").String()
		return text, text == s.what
	}
	if _, ok := o.(interface {
		fyne.Focusable
		SelectedText() string
	}); ok && s.kind == "entry" {
		v := reflect.Indirect(reflect.ValueOf(o))
		return v.FieldByName("Text").String(), s.label == s.what || v.FieldByName("PlaceHolder").String() == s.what
	}
	return "", false
}
