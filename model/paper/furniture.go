package paper

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// furniture is the wording of what every page has, in one language.
type furniture struct {
	page, owner, contents, missing, machine, and string
	months                                       [12]string
	date                                         string // day, month, year
	first                                        string // of a month's first day, after its number
}

var furnitures = map[string]furniture{
	"en": {
		page: "Page %d of %d", owner: "Owner:\u00a0", contents: "Contents", and: " and ",
		missing: "Could not be set, because no font here has the letters: %s. Each such letter is shown as \uFFFD; the file keeps it for searching and copying.",
		machine: "Set with fonts of this computer where the program's own lack the script: %s. On another computer these letters may look different.",
		months:  [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		date:    "%s %s %d",
	},
	"es": {
		page: "Página %d de %d", owner: "Responsable:\u00a0", contents: "Índice", and: " y ",
		missing: "No se pudo componer, porque ninguna fuente disponible tiene las letras: %s. Cada una se muestra como \uFFFD; el archivo la conserva para buscarla y copiarla.",
		machine: "Compuesto con fuentes de este equipo donde las del programa carecen de la escritura: %s. En otro equipo estas letras pueden verse distintas.",
		months:  [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		date:    "%s de %s de %d",
	},
	"fr": {
		page: "Page %d sur %d", owner: "Responsable\u00a0:\u00a0", contents: "Sommaire", and: " et ",
		missing: "N’a pas pu être composé, car aucune police disponible n’a les lettres\u00a0: %s. Chacune est remplacée par \uFFFD\u00a0; le fichier la garde pour la recherche et la copie.",
		machine: "Composé avec des polices de cet ordinateur là où celles du programme n’ont pas l’écriture\u00a0: %s. Sur un autre ordinateur ces lettres peuvent être différentes.",
		months:  [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		date:    "%s %s %d", first: "er",
	},
}

// furnitureFor is the wording in a paper's language, in English for one that
// the program does not speak.
func furnitureFor(lang string) furniture {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if f, ok := furnitures[base]; ok {
		return f
	}
	return furnitures["en"]
}

// Day is a date as a language writes it: "23 November 2026", "1er novembre 2026".
func Day(language string, d time.Time) string { return furnitureFor(language).day(d) }

// Month is a month as a language writes it: "May 2022".
func Month(language string, d time.Time) string {
	f := furnitureFor(language)
	if language == "es" {
		return fmt.Sprintf("%s de %d", f.months[d.Month()-1], d.Year())
	}
	return fmt.Sprintf("%s %d", f.months[d.Month()-1], d.Year())
}

func (f furniture) day(d time.Time) string {
	if f.date == "" {
		return ""
	}
	day := strconv.Itoa(d.Day())
	if d.Day() == 1 {
		day += f.first
	}
	return fmt.Sprintf(f.date, day, f.months[d.Month()-1], d.Year())
}

// list joins words: "a, b and c".
func (f furniture) list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + f.and + words[n-1]
	}
}
