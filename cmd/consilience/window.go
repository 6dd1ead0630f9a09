//go:build cgo && !headless

package main

import (
	"errors"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"consilience/assets"
	_ "consilience/cmd/consilience/locale" // before fyne.io
	"consilience/model"
	"consilience/model/desk"
	"consilience/ui"
	"consilience/ui/view"
)

// windowCmd opens the window.
type windowCmd struct {
	Sample bool `help:"Bring in the sample consultation if the workspace is empty."`
}

func (c windowCmd) Run(a *app) error {
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return model.Problemf("no-display",
			"Use the verbs: sync, sources, statements, themes, tradeoffs, explain, annotate, paper, check, log.",
			"There is no display to open a window on.")
	}
	program := fyneapp.NewWithID("org.consilience.Consilience")
	language := a.language(program.Preferences())
	settleLocale(language)
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	look := keptLook(program.Preferences())
	program.Settings().SetTheme(ui.NewTheme(look))

	w := &window{program: program, look: look}
	d, _, err := a.openDesk(func(s desk.State) { fyne.Do(func() { w.show(s) }) })
	if err != nil {
		alone(program, language, err)
		return err
	}
	w.desk = d
	w.Window = program.NewWindow("Consilience")
	w.SetMaster()
	if err := w.speak(language); err != nil {
		return errors.Join(model.AsProblem(err, "The words of the window could not be read."), d.Close())
	}
	w.SetOnDropped(func(_ fyne.Position, dropped []fyne.URI) { w.shell.Dropped(dropped) })
	w.Resize(fyne.NewSize(1280, 800))
	if c.Sample && len(d.State().Sources) == 0 {
		d.Sync("sample")
	}
	d.Settle()
	// The workspace is closed before the toolkit takes the window down: what
	// happens there must not be able to leave it open.
	var closed error
	done := false
	w.SetCloseIntercept(func() {
		if !done {
			w.shell.Keep()
			done, closed = true, d.Close()
		}
		w.Close()
	})
	opened(w.Window)
	w.ShowAndRun()
	if !done { // ended by the system, not by the window
		closed = d.Close()
	}
	if closed != nil {
		return model.AsProblem(closed, "The workspace could not be closed properly; it will be checked when it is opened next.")
	}
	return nil
}

// opened is told the window before it is shown. The journey's test looks at the
// real window through it.
var opened = func(fyne.Window) {}

// alone shows why there is nothing to show.
func alone(program fyne.App, language string, err error) {
	words, werr := view.NewWords(language, assets.Translations())
	if werr != nil {
		return // the terminal still says why
	}
	w := program.NewWindow("Consilience")
	w.SetMaster()
	ui.Alone(w, words, *model.AsProblem(err, "The consultation could not be opened."))
	opened(w)
	w.ShowAndRun()
}

// window is the program's one window. Its methods are for the UI goroutine.
type window struct {
	fyne.Window
	program fyne.App
	desk    *desk.Desk
	shell   *ui.Shell
	look    ui.Look
}

// The names under which the window's few settings are kept.
const (
	keptLanguage = "language"
	keptScale    = "text-scale"
	keptVariant  = "variant" // "light", "dark" or "system"
)

// show shows a state; before there is a shell, the state waits in the desk.
func (w *window) show(s desk.State) {
	if w.shell != nil {
		w.shell.Show(s)
	}
}

// speak fills the window in a language.
func (w *window) speak(language string) error {
	words, err := view.NewWords(language, assets.Translations())
	if err != nil {
		return err
	}
	if w.shell != nil {
		w.shell.Keep()
	}
	w.shell = ui.New(w.Window, w.desk, words, ui.Options{
		Look: w.look,
		KeepLook: func(l ui.Look) {
			w.look = l
			keepLook(w.program.Preferences(), l)
		},
		SetLanguage: func(language string) {
			w.program.Preferences().SetString(keptLanguage, language)
			settleLocale(language)
			if err := w.speak(language); err != nil {
				w.shell.Tell(err, "The words of the window could not be read. The language is as it was.")
			}
		},
	})
	w.shell.Show(w.desk.State())
	return nil
}

func keptLook(p fyne.Preferences) ui.Look {
	// Linux desktops seldom say which variant they use, and the toolkit then
	// takes the dark one: paper-like is the better first sight.
	first := ""
	if runtime.GOOS == "linux" {
		first = "light"
	}
	variant := p.StringWithFallback(keptVariant, first)
	return ui.Look{Scale: float32(p.FloatWithFallback(keptScale, 1)), Dark: variant == "dark", Light: variant == "light"}
}

func keepLook(p fyne.Preferences, l ui.Look) {
	p.SetFloat(keptScale, float64(l.Scale))
	variant := "system"
	switch {
	case l.Dark:
		variant = "dark"
	case l.Light:
		variant = "light"
	}
	p.SetString(keptVariant, variant)
}

// language is what --lang says, or what was chosen in the window, or the
// system's if the window speaks it, or English.
func (a *app) language(p fyne.Preferences) string {
	if a.Lang != "" {
		return a.Lang
	}
	if kept := p.String(keptLanguage); kept != "" {
		return kept
	}
	switch l := lang.SystemLocale().LanguageString(); {
	case len(l) >= 2 && (l[:2] == "es" || l[:2] == "fr"):
		return l[:2]
	}
	return "en"
}

// settleLocale tells the toolkit which language its own buttons speak. It
// reads the environment only, and a bare "C" makes it log an error at each
// start.
func settleLocale(language string) {
	if runtime.GOOS == "linux" {
		_ = os.Setenv("LANG", map[string]string{"en": "en_GB.UTF-8", "es": "es_ES.UTF-8", "fr": "fr_FR.UTF-8"}[language])
		_ = os.Unsetenv("LC_ALL") // a name like "C" here would win over LANG
	}
}
