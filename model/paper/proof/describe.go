package proof

// descriptions are what a reader shows beside an attachment, by the language of
// the paper.
var descriptions = map[string]map[string]string{
	"en": {
		EvidenceJSON: "Every figure and class of this paper, with method, inputs and lines",
		EvidenceCSV:  "The same figures as a table",
		Dictionary:   "What each field of these files means, and how to recompute (in English)",
		CodingCSV:    "The passages of the notes that members tagged",
		ManifestJSON: "Inputs with digests and addresses, thresholds, methods, settings",
	},
	"es": {
		EvidenceJSON: "Cada cifra y clase de este documento, con método, datos y líneas",
		EvidenceCSV:  "Las mismas cifras en forma de tabla",
		Dictionary:   "Qué significa cada campo de estos archivos y cómo recalcular (en inglés)",
		CodingCSV:    "Los pasajes de las notas que etiquetaron los miembros",
		ManifestJSON: "Datos con huellas y direcciones, umbrales, métodos, ajustes",
	},
	"fr": {
		EvidenceJSON: "Chaque chiffre et classe de ce document, avec méthode, données et lignes",
		EvidenceCSV:  "Les mêmes chiffres sous forme de tableau",
		Dictionary:   "Ce que signifie chaque champ de ces fichiers et comment recalculer (en anglais)",
		CodingCSV:    "Les passages des notes que les membres ont étiquetés",
		ManifestJSON: "Données avec empreintes et adresses, seuils, méthodes, réglages",
	},
}

// described is what an attachment holds, in English where the paper's language
// has no words.
func described(language, name string) string {
	if s, ok := descriptions[language][name]; ok {
		return s
	}
	return descriptions["en"][name]
}
