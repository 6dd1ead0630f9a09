package view

import "consilience/model"

// Format is what a publisher's format is, in words.
func (w *Words) Format(f model.Format) string {
	switch f {
	case model.FormatPolisExport:
		return w.T("Polis poll: statements and votes")
	case model.FormatStatementsTable:
		return w.T("Table of statements with percentages")
	case model.FormatTagsTable:
		return w.T("Table of tags with mentions")
	case model.FormatParticipation:
		return w.T("Register of who took part")
	case model.FormatTargets:
		return w.T("Shares of a population to compare with")
	case model.FormatClaims:
		return w.T("Figures that a report claims")
	case model.FormatThemes:
		return w.T("Themes with their evidence")
	case model.FormatTradeOffs:
		return w.T("Trade-offs with their poles")
	case model.FormatGoogleForms:
		return w.T("Survey: responses of Google Forms")
	case model.FormatLimeSurvey:
		return w.T("Survey: responses of LimeSurvey")
	case model.FormatKobo:
		return w.T("Survey: submissions of KoboToolbox")
	case model.FormatMentimeter:
		return w.T("Live poll: voters of Mentimeter")
	case model.FormatGoVocal:
		return w.T("Contributions of a Go Vocal site")
	case model.FormatSurveyTable:
		return w.T("Survey: a table with one response in each row")
	case model.FormatREFIProject:
		return w.T("Project of a coding program (REFI-QDA)")
	case model.FormatREFICodebook:
		return w.T("Codebook of a coding program (REFI-QDA)")
	case model.FormatTaguette:
		return w.T("Taguette project")
	case model.FormatTaguetteTable:
		return w.T("Taguette: highlights or codebook")
	case model.FormatDovetailTable:
		return w.T("Table of notes or highlights")
	case model.FormatDovetailAPI:
		return w.T("Dovetail: pages of its interface for programs")
	}
	return w.formatOfTexts(f)
}

// formatOfTexts is Format for what holds texts.
func (w *Words) formatOfTexts(f model.Format) string {
	switch f {
	case model.FormatQualCoderCases:
		return w.T("Cases with what is known of each")
	case model.FormatQualCoderCodes:
		return w.T("List of categories and codes")
	case model.FormatSpeakerTurns:
		return w.T("Transcript with speakers")
	case model.FormatNotes:
		return w.T("Notes of meetings")
	case model.FormatComments:
		return w.T("Comments on a published text")
	case model.FormatDecidim:
		return w.T("Proposals or comments of a Decidim site")
	case model.FormatDecidimSurvey:
		return w.T("Survey: responses of a Decidim site")
	case model.FormatConsul:
		return w.T("Proposals or investments of a CONSUL site")
	case model.FormatLoomio:
		return w.T("Polls and discussions of a Loomio group")
	case model.FormatTalkToTheCity:
		return w.T("Comments or a report of Talk to the City")
	case model.FormatJigsawVotes:
		return w.T("Jigsaw: statements with votes by group")
	case model.FormatJigsawTopics:
		return w.T("Jigsaw: answers with topics")
	}
	return string(f)
}
