package ui

import (
	"fyne.io/fyne/v2"

	"consilience/ui/view"
)

// pageGroup is a family of pages that stand together in the navigation.
type pageGroup int

// The groups, in the order in which a committee works: what came in, what is in
// it, what the committee makes of it.
const (
	pagesFirst pageGroup = iota // no title
	pagesInputs
	pagesPatterns
	pagesWeighing
)

// title is the group's name above its pages; empty for the first.
func (g pageGroup) title(w *view.Words) string {
	switch g {
	case pagesInputs:
		return w.T("Inputs")
	case pagesPatterns:
		return w.T("Patterns")
	case pagesWeighing:
		return w.T("Weighing")
	}
	return ""
}

// pageEntry is a page of the window. A new page is one line in pageList.
type pageEntry struct {
	name  string
	group pageGroup
	// key is the page's digit with Ctrl; 0 for none. Keys stay what they are:
	// fingers know them.
	key   int
	title func(*view.Words) string
	make  func(*Shell) Page
}

// pageList has all pages in the order of the navigation and of the menu View.
// Pages of a group stand together.
var pageList = []pageEntry{
	{PageOverview, pagesFirst, 1, func(w *view.Words) string { return w.T("Overview") }, func(s *Shell) Page { return newOverviewPage(s) }},
	{PageSources, pagesInputs, 2, func(w *view.Words) string { return w.T("Sources") }, func(s *Shell) Page { return newSourcesPage(s) }},
	{PageHeard, pagesInputs, 0, func(w *view.Words) string { return w.T("Who was heard") }, func(s *Shell) Page { return newHeardPage(s) }},
	{PageChecks, pagesInputs, 0, func(w *view.Words) string { return w.T("Checks") }, func(s *Shell) Page { return newChecksPage(s) }},
	{PageStatements, pagesInputs, 3, func(w *view.Words) string { return w.T("Statements") }, func(s *Shell) Page { return newStatementsPage(s) }},
	{PageQuestions, pagesInputs, 0, func(w *view.Words) string { return w.T("Questions") }, func(s *Shell) Page { return newQuestionsPage(s) }},
	{PageNotes, pagesInputs, 9, func(w *view.Words) string { return w.T("Notes") }, func(s *Shell) Page { return newNotesPage(s) }},
	{PageCodebook, pagesPatterns, 0, func(w *view.Words) string { return w.T("Codebook") }, func(s *Shell) Page { return newCodebookPage(s) }},
	{PageGroups, pagesPatterns, 4, func(w *view.Words) string { return w.T("Groups") }, func(s *Shell) Page { return newGroupsPage(s) }},
	{PageCharts, pagesPatterns, 8, func(w *view.Words) string { return w.T("Charts") }, func(s *Shell) Page { return newChartsPage(s) }},
	{PageThemes, pagesWeighing, 5, func(w *view.Words) string { return w.T("Themes") }, func(s *Shell) Page { return newThemesPage(s) }},
	{PageTradeOffs, pagesWeighing, 6, func(w *view.Words) string { return w.T("Trade-offs") }, func(s *Shell) Page { return newTradeOffsPage(s) }},
	{PagePapers, pagesWeighing, 7, func(w *view.Words) string { return w.T("Papers") }, func(s *Shell) Page { return newPapersPage(s) }},
	{PageDecisions, pagesWeighing, 0, func(w *view.Words) string { return w.T("Decisions") }, func(s *Shell) Page { return newDecisionsPage(s) }},
}

// pageKeys are the digits by pageEntry.key.
var pageKeys = []fyne.KeyName{1: fyne.Key1, 2: fyne.Key2, 3: fyne.Key3, 4: fyne.Key4, 5: fyne.Key5, 6: fyne.Key6, 7: fyne.Key7, 8: fyne.Key8, 9: fyne.Key9}
