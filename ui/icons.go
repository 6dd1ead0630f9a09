package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// icons are the pages' signs, drawn on 24 by 24.
var icons = map[string]fyne.Resource{
	PageOverview:   icon("overview", `<path d="M4 13h4v7H4zM10 4h4v16h-4zM16 9h4v11h-4z"/>`),
	PageSources:    icon("sources", `<path d="M12 3l9 5-9 5-9-5zM5.2 11.2L12 15l6.800-3.800L21 12.500l-9 5-9-5zM5.200 15.700L12 19.500l6.800-3.800L21 17l-9 5-9-5z"/>`),
	PageHeard:      icon("heard", `<path d="M9 4a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM2.500 20v-2.500C2.500 14.500 6 13 9 13s6.500 1.500 6.500 4.500V20zM16.500 5.500a3 3 0 1 1 0 6 4.600 4.600 0 0 0 0-6zM17.500 20v-2.500c0-1.500-.6-2.800-1.500-3.700 2.600.2 5.500 1.500 5.500 3.900V20z"/>`),
	PageChecks:     icon("checks", `<path d="M3 6l2 2 4-4 1.500 1.500L5 11 1.500 7.500zM12 6h10v2H12zM3 16l2 2 4-4 1.500 1.500L5 21l-3.500-3.500zM12 16h10v2H12z"/>`),
	PageStatements: icon("statements", `<path d="M4 4h16v12H11l-5 4v-4H4zM7 7.500v1.600h10V7.500zM7 11v1.600h7V11z" fill-rule="evenodd"/>`),
	PageQuestions:  icon("questions", `<path d="M4 3h16v18H4zM7 7.500h3v3H7zM12 8.200v1.600h5V8.200zM7 13.500h3v3H7zM12 14.200v1.600h5v-1.600z" fill-rule="evenodd"/>`),
	PageNotes:      icon("notes", `<path d="M5 2h14v20H5zM8 6v1.600h8V6zM8 9.500v3h8v-3zM8 14.500v1.600h8v-1.600zM8 17.500v1.600h5v-1.600z" fill-rule="evenodd"/>`),
	PageCodebook:   icon("codebook", `<path d="M3 4h8l10 9-7.500 8L3 12zM7 6.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3z" fill-rule="evenodd"/>`),
	PageGroups:     icon("groups", `<path d="M8 4a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7zM17 6l3 5.500h-6zM4 14h6v6H4zM17 13l4 4-4 4-4-4z"/>`),
	PageCharts:     icon("charts", `<path d="M3 3h2v16h16v2H3zM7 12h3v6H7zM12 6h3v12h-3zM17 9h3v9h-3z"/>`),
	PageThemes:     icon("themes", `<path d="M3 4l8 6.500V8h2v2.500L21 4l1 1.500-9 7.500v5h2.500L12 22l-3.500-4H11v-5L2 5.500z"/>`),
	PageTradeOffs:  icon("tradeoffs", `<path d="M11 3h2v2h6l3 8h-8l2.600-6H13v11h4v2H7v-2h4V7H7.400L10 13H2l3-8h6z"/>`),
	PagePapers:     icon("papers", `<path d="M6 2h8l5 5v15H6zM13 4v4h4zM8.500 11v1.600h8V11zM8.500 14v1.600h8V14zM8.500 17v1.600h5V17z" fill-rule="evenodd"/>`),
	PageDecisions:  icon("decisions", `<path d="M4 3h16v18H4zM10.500 16.800l7-7-1.500-1.500-5.500 5.500-2.500-2.500L6.500 12.800z" fill-rule="evenodd"/>`),
}

// icon makes a sign that follows the theme's text colour.
func icon(name, path string) fyne.Resource {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">` + path + `</svg>`
	return theme.NewThemedResource(fyne.NewStaticResource(name+".svg", []byte(svg)))
}
