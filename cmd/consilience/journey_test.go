//go:build journey && cgo

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestJourney drives the real window by keyboard and mouse: open the sample,
// open a theme, take a position, export a memo; the file is there. Pictures of
// each step are left in build/.
func TestJourney(t *testing.T) {
	for _, tool := range []string{"Xvfb", "openbox", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is missing: “make test” installs what this journey needs", tool)
		}
	}
	j := start(t)
	j.press("button", "Open the sample consultation")
	j.wait("text", "Converges")
	j.picture("journey-1-overview")

	j.key("ctrl+3")
	j.wait("text", "104 statements")
	j.picture("journey-2-statements")

	j.key("ctrl+5")
	j.press("text", "Norms and standards")
	j.wait("text", "Facilitate norms, benchmarks or standards")
	j.picture("journey-3-theme")

	j.key("ctrl+6")
	j.press("text", "How broad should the policy focus be?")
	j.fill("Name", "Amina Diallo")
	j.press("choice", "Where do you stand? > A few strategic topics")
	j.fill("Reason", "A few topics, done well.")
	j.picture("journey-4-position")
	j.press("button", "Save position")
	j.wait("text", "A few topics, done well.")
	j.picture("journey-5-saved")

	memo := filepath.Join(t.TempDir(), "memo.pdf")
	j.top()
	j.press("button", "Make a memo…")
	j.wait("text", "Page 1 of") // the pages stand beside the outline
	j.picture("journey-6-paper")
	j.press("button", "Export…")
	j.fill("File", memo)
	j.press("button", "Export")
	j.wait("text", "SHA-256")
	j.picture("journey-7-memo")

	text, err := os.ReadFile(memo)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(text, []byte("%PDF-")) || len(text) < 10_000 {
		t.Errorf("the memo is no whole PDF: %d bytes", len(text))
	}
	j.end()
}

// journey is a window on a display of its own, and the hand that uses it.
type journey struct {
	t      *testing.T
	window string
	env    []string
	ask    io.Writer
	spots  chan spot
	said   *bytes.Buffer // what the program wrote on standard error
	ended  chan error
	dir    string
}

func start(t *testing.T) *journey {
	j := &journey{t: t, spots: make(chan spot), said: &bytes.Buffer{}, ended: make(chan error, 1)}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	j.dir = filepath.Join(root, "build")
	if err := os.MkdirAll(j.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	display := j.server()
	home := t.TempDir()
	j.env = append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=", "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home,
		"FYNE_SCALE=1", "LANG=en_GB.UTF-8", "LC_ALL=", "LIBGL_ALWAYS_SOFTWARE=1")
	j.background("openbox")
	program := exec.Command("consilience-with-probe", "--workspace", filepath.Join(home, "workspace"), "--lang", "en", "window")
	if program.Path, err = exec.LookPath("consilience-with-probe"); err != nil {
		t.Fatal(err)
	}
	j.run(program)
	j.window = j.until("the window", func() string {
		out, err := j.tool("xdotool", "search", "--name", "^Consilience$")
		if err != nil {
			return ""
		}
		lines := strings.Fields(out)
		if len(lines) == 0 {
			return ""
		}
		return lines[len(lines)-1]
	})
	j.until("the focus of the window", func() string {
		if _, err := j.tool("xdotool", "windowfocus", j.window); err != nil {
			return "" // not mapped yet
		}
		return "focus"
	})
	return j
}

// server starts an X server on a free display and returns its name.
func (j *journey) server() string {
	r, w, err := os.Pipe()
	if err != nil {
		j.t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1600x1000x24", "+extension", "GLX")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		j.t.Fatal(err)
	}
	j.t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	w.Close()
	name, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		j.t.Fatalf("the X server named no display: %v", err)
	}
	return ":" + strings.TrimSpace(name)
}

func (j *journey) background(name string, args ...string) {
	c := exec.Command(name, args...)
	c.Env = j.env
	if err := c.Start(); err != nil {
		j.t.Fatal(err)
	}
	j.t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
}

// run starts the program and listens to its probe.
func (j *journey) run(c *exec.Cmd) {
	c.Env = j.env
	c.Stderr = j.said
	in, err := c.StdinPipe()
	if err != nil {
		j.t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		j.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		j.t.Fatal(err)
	}
	j.ask = in
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "SPOT "); ok {
				var s spot
				if err := json.Unmarshal([]byte(text), &s); err == nil {
					j.spots <- s
				}
			}
		}
		j.ended <- c.Wait()
	}()
	j.t.Cleanup(func() { _ = c.Process.Kill() })
}

func (j *journey) tool(name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Env = j.env
	out, err := c.Output()
	return string(out), err
}

func (j *journey) must(name string, args ...string) {
	j.t.Helper()
	if _, err := j.tool(name, args...); err != nil {
		j.t.Fatalf("%s %v: %v", name, args, err)
	}
}

// until asks again until ask gives something; after half a minute it gives up
// with a picture of what is there.
func (j *journey) until(what string, ask func() string) string {
	j.t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for {
		if got := ask(); got != "" {
			return got
		}
		select {
		case err := <-j.ended:
			j.t.Fatalf("the program ended while %s was awaited: %v\n%s", what, err, j.said)
		case <-time.After(100 * time.Millisecond):
		}
		if time.Now().After(deadline) {
			if j.window != "" {
				j.picture("journey-failed")
			}
			j.t.Fatalf("%s did not come\n%s", what, j.said)
		}
	}
}

// where asks the program where something stands.
func (j *journey) where(kind, what string) spot {
	if _, err := fmt.Fprintln(j.ask, kind, what); err != nil {
		j.t.Fatalf("the program does not listen: %v\n%s", err, j.said)
	}
	select {
	case s := <-j.spots:
		return s
	case err := <-j.ended:
		j.t.Fatalf("the program ended: %v\n%s", err, j.said)
	case <-time.After(30 * time.Second):
		j.t.Fatalf("the window does not answer\n%s", j.said)
	}
	return spot{}
}

// wait waits until something is there, wherever it is scrolled to.
func (j *journey) wait(kind, what string) spot {
	j.t.Helper()
	var s spot
	j.until(kind+" “"+what+"”", func() string {
		if s = j.where(kind, what); s.Found {
			return "found"
		}
		return ""
	})
	return s
}

// press scrolls to something and presses it.
func (j *journey) press(kind, what string) {
	j.t.Helper()
	s := j.reach(kind, what)
	j.must("xdotool", "mousemove", "--window", j.window, fmt.Sprint(int(s.X+min(s.W/2, 60))), fmt.Sprint(int(s.Y+s.H/2)), "click", "1")
	time.Sleep(150 * time.Millisecond) // the button's own animation; what follows waits for its effect
}

// reach scrolls the right-hand side until something can be seen.
func (j *journey) reach(kind, what string) spot {
	j.t.Helper()
	s := j.wait(kind, what)
	for range 80 {
		if s.Seen {
			return s
		}
		wheel := "5"
		if s.Y < 100 {
			wheel = "4"
		}
		j.must("xdotool", "mousemove", "--window", j.window, "1255", "500", "click", wheel)
		time.Sleep(30 * time.Millisecond) // the wheel's effect is seen at the next frame
		s = j.where(kind, what)
	}
	j.picture("journey-failed")
	j.t.Fatalf("%s “%s” cannot be scrolled to: %+v", kind, what, s)
	return s
}

// fill puts the cursor into the field under a title and types over what is
// there.
func (j *journey) fill(title, text string) {
	j.t.Helper()
	j.press("entry", title)
	j.key("ctrl+a")
	j.must("xdotool", "type", "--window", j.window, "--delay", "15", text)
	j.until("the text in “"+title+"”", func() string {
		if s := j.where("entry", title); strings.TrimSpace(s.Text) == text {
			return "typed"
		}
		return ""
	})
}

func (j *journey) key(name string) {
	j.t.Helper()
	j.must("xdotool", "key", "--window", j.window, name)
}

// top scrolls the right-hand side to its beginning.
func (j *journey) top() {
	j.t.Helper()
	j.must("xdotool", "mousemove", "--window", j.window, "1255", "500", "click", "--repeat", "60", "--delay", "10", "4")
}

func (j *journey) picture(name string) {
	j.t.Helper()
	j.must("xdotool", "mousemove", "--window", j.window, "2", "798")
	time.Sleep(300 * time.Millisecond) // fades end, so that pictures can be compared by eye
	j.must("import", "-window", j.window, filepath.Join(j.dir, name+".png"))
}

// end closes the window as a person does and reads what the program said.
func (j *journey) end() {
	j.t.Helper()
	// The window may be gone before xdotool lets go of the keys; that it went is
	// seen below.
	_, _ = j.tool("xdotool", "key", "--window", j.window, "alt+F4")
	select {
	case err := <-j.ended:
		if err != nil {
			j.t.Errorf("the program did not end well: %v", err)
		}
	case <-time.After(20 * time.Second):
		j.t.Error("the window did not close")
	}
	// The toolkit watches its settings file and, on a busy machine, reads it
	// while it is being written; it reads it again right after.
	said := strings.ReplaceAll(j.said.String(), "Fyne error:  Preferences load error", "")
	for _, bad := range []string{"Error in Fyne call thread", "panic", "Fyne error"} {
		if strings.Contains(said, bad) {
			j.t.Errorf("the program wrote %q:\n%s", bad, j.said)
		}
	}
}
