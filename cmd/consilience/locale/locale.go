// Package locale gives the process a language before the toolkit asks for it.
// The toolkit reads the environment while its packages are set up, and logs an
// error for "C", the language of servers and scripts. Packages are set up in
// the order of their import paths (Go specification, "Program
// initialization"), so this one comes before fyne.io.
package locale

import "os"

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch os.Getenv(name) {
		case "":
			continue
		case "C", "POSIX", "C.UTF-8", "C.utf8":
			_ = os.Unsetenv(name) // cannot fail for a plain name
			continue
		}
		return
	}
	_ = os.Setenv("LANG", "en_GB.UTF-8") // cannot fail for a plain name
}
