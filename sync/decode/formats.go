package decode

import "consilience/model"

// madeAs is how a format's files are made.
type madeAs int

const (
	madeText  madeAs = iota // text in UTF-8: tables, JSON, prose
	madeWhole               // a packed file (ZIP) or a database, of which the head tells little
	madeTable               // a CSV or a workbook: what Look.tables sees
)

// format is one way in which publishers write. recognise sees a file of the
// kind made; it must be quick and must not guess: what two formats could claim
// is claimed by neither.
type format struct {
	format model.Format
	// channel is that of sources whose feed names none.
	channel   model.Channel
	made      madeAs
	recognise func(*Look) (Kind, bool)
	read      func(*job) error
}

// formats are asked in this order: those with a signature of their own first,
// general tables last.
var formats []format

func init() { // not in the declaration: the readers ask Recognise, which asks formats
	formats = []format{
		{model.FormatPolisExport, model.ChannelPoll, madeWhole, recognisePolisBook, readPolis},
		{model.FormatLoomio, model.ChannelComments, madeText, recogniseLoomio, readLoomio},
		{model.FormatTalkToTheCity, model.ChannelComments, madeText, recogniseCityReport, readCity},
		{model.FormatJigsawVotes, model.ChannelPoll, madeTable, recogniseJigsawVotes, readJigsawVotes},
		{model.FormatJigsawTopics, model.ChannelComments, madeTable, recogniseJigsawTopics, readJigsawTopics},
		{model.FormatDecidim, model.ChannelComments, madeTable, recogniseDecidim, readNoteTables(&decidimTable)},
		{model.FormatDecidimSurvey, model.ChannelSurvey, madeTable, recogniseDecidimSurvey, readDecidimSurvey},
		{model.FormatGoogleForms, model.ChannelSurvey, madeTable, recogniseGoogle, readGoogle},
		{model.FormatLimeSurvey, model.ChannelSurvey, madeTable, recogniseLime, readLime},
		{model.FormatKobo, model.ChannelSurvey, madeTable, recogniseKobo, readKobo},
		{model.FormatMentimeter, model.ChannelLivePoll, madeTable, recogniseMenti, readMenti},
		{model.FormatGoVocal, model.ChannelComments, madeTable, recogniseGoVocal, readGoVocal},
		{model.FormatPolisExport, model.ChannelPoll, madeText, recognisePolis, readPolis},
		{model.FormatTaguetteTable, model.ChannelMeetings, madeTable, recogniseTaguetteTable, readTaguetteTables},
		{model.FormatStatementsTable, model.ChannelPoll, madeTable, tableOf(model.FormatStatementsTable, statementColumns), readStatements},
		{model.FormatTagsTable, model.ChannelMeetings, madeTable, tableOf(model.FormatTagsTable, tagColumns), readTags},
		{model.FormatParticipation, model.ChannelCommittee, madeTable, tableOf(model.FormatParticipation, participationColumns), readParticipation},
		{model.FormatREFIProject, model.ChannelMeetings, madeWhole, recogniseREFI, readREFI},
		{model.FormatREFIProject, model.ChannelMeetings, madeText, recogniseREFIProjectDocument, readREFI},
		{model.FormatTaguette, model.ChannelMeetings, madeWhole, recogniseTaguette, readTaguette},
		{model.FormatREFICodebook, model.ChannelMeetings, madeText, recogniseREFICodebook, readREFI},
		{model.FormatQualCoderCases, model.ChannelMeetings, madeTable, recogniseCases, readCases},
		{model.FormatQualCoderCodes, model.ChannelMeetings, madeText, recogniseCodes, readCodes},
		{model.FormatSpeakerTurns, model.ChannelMeetings, madeText, recogniseTurns, readTurns},
		{model.FormatConsul, model.ChannelComments, madeText, recogniseNotesJSON, readNoteTables(&consulTable, &consulComments)},
		{model.FormatConsul, model.ChannelComments, madeTable, recogniseConsul, readNoteTables(&consulTable, &consulComments)},
		{model.FormatComments, model.ChannelComments, madeTable, recogniseComments, readNoteTables(&commentsTable)},
		{model.FormatTalkToTheCity, model.ChannelComments, madeTable, recogniseCity, readCity},
		{model.FormatTargets, model.ChannelCommittee, madeTable, tableOf(model.FormatTargets, targetColumns), readTargets},
		{model.FormatClaims, model.ChannelCommittee, madeTable, tableOf(model.FormatClaims, claimColumns), readClaims},
		{model.FormatThemes, model.ChannelCommittee, madeText, jsonWith(model.FormatThemes, "themes"), readThemes},
		{model.FormatTradeOffs, model.ChannelCommittee, madeText, jsonWith(model.FormatTradeOffs, "trade_offs"), readTradeOffs},
		{model.FormatDovetailAPI, model.ChannelMeetings, madeText, recogniseDovetailAPI, readDovetailAPI},
		{model.FormatDovetailTable, model.ChannelMeetings, madeTable, recogniseDovetailNotes, readDovetailTable},
		{model.FormatNotes, model.ChannelMeetings, madeTable, recogniseRegister, readNotes},
		{model.FormatSurveyTable, model.ChannelSurvey, madeTable, func(*Look) (Kind, bool) { return Kind{}, false }, readMapped},
		{model.FormatNotes, model.ChannelMeetings, madeText, recogniseNotes, readNotes},
	}
}

// oneTable are the columns of formats whose file is one table, as tableOf
// recognises them.
var oneTable = map[model.Format][]column{
	model.FormatStatementsTable: statementColumns,
	model.FormatTagsTable:       tagColumns,
	model.FormatParticipation:   participationColumns,
	model.FormatTargets:         targetColumns,
	model.FormatClaims:          claimColumns,
}

// formatOf finds a format by its name; nil if there is none.
func formatOf(name model.Format) *format {
	for i := range formats {
		if formats[i].format == name {
			return &formats[i]
		}
	}
	return nil
}

// Reads says whether a format that a descriptor names is one that Snapshot
// decodes.
func Reads(f model.Format) bool { return formatOf(f) != nil }

// UsualChannel is the channel of sources in a format whose feed names none.
func UsualChannel(f model.Format) model.Channel {
	if how := formatOf(f); how != nil {
		return how.channel
	}
	return model.ChannelCommittee
}

// tableOf recognises a table by its columns.
func tableOf(f model.Format, columns []column) func(*Look) (Kind, bool) {
	return func(l *Look) (Kind, bool) {
		return Kind{Format: f}, len(headsOf(l, columns)) > 0
	}
}

// jsonWith recognises a JSON object by one of its keys.
func jsonWith(f model.Format, key string) func(*Look) (Kind, bool) {
	return func(l *Look) (Kind, bool) {
		for _, k := range topKeys(l.Head) {
			if k == key {
				return Kind{Format: f}, true
			}
		}
		return Kind{}, false
	}
}
