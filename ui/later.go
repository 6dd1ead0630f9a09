package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// later does something once nothing has asked for it for a while: after the
// last of several keys. It runs on the UI goroutine, on the toolkit's own clock
// for animations, so that no other goroutine is needed. UI goroutine only.
type later struct {
	do      func()
	waiting *fyne.Animation // nil if nothing is asked for
}

// ask asks for it after a time; it begins anew if it was asked for already.
func (l *later) ask(after time.Duration) {
	l.forget()
	var a *fyne.Animation
	a = fyne.NewAnimation(after, func(done float32) {
		if done < 1 || l.waiting != a {
			return
		}
		l.waiting = nil
		l.do()
	})
	a.Curve = fyne.AnimationLinear
	l.waiting = a
	a.Start()
}

// forget takes back what was asked for.
func (l *later) forget() {
	if l.waiting != nil {
		a := l.waiting
		l.waiting = nil
		a.Stop()
	}
}
