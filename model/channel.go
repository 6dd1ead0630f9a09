package model

// Channel is a way people took part in the consultation.
type Channel string

// The channels. A channel is what a reading is made for: two polls are one
// channel with two sources.
const (
	ChannelPoll          Channel = "poll"             // statements that participants vote on
	ChannelSurvey        Channel = "survey"           // a questionnaire
	ChannelLivePoll      Channel = "live-poll"        // questions asked during an event
	ChannelMeetings      Channel = "meeting-notes"    // notes of meetings, coded with tags
	ChannelConversations Channel = "conversations"    // self-organised conversations with a feedback form
	ChannelComments      Channel = "written-comments" // comments sent in writing
	ChannelCommittee     Channel = "committee"        // the committee's own files: themes, trade-offs, the register
)

// Channels lists the channels in the order in which they are shown.
var Channels = []Channel{ChannelPoll, ChannelSurvey, ChannelLivePoll, ChannelMeetings, ChannelConversations, ChannelComments}

// Label is the channel's name for a person, in English.
func (c Channel) Label() string {
	switch c {
	case ChannelPoll:
		return "Poll"
	case ChannelSurvey:
		return "Survey"
	case ChannelLivePoll:
		return "Live poll"
	case ChannelMeetings:
		return "Meeting notes"
	case ChannelConversations:
		return "Community conversations"
	case ChannelComments:
		return "Written comments"
	case ChannelCommittee:
		return "Committee"
	}
	return string(c)
}

// ParseChannel maps a published word to a Channel: the channel's own name, or
// one of the words that the known publishers use for it. ok is false if the
// word is not known.
func ParseChannel(word string) (c Channel, ok bool) {
	switch word {
	case "poll", "polis", "polls":
		return ChannelPoll, true
	case "survey", "surveys", "questionnaire":
		return ChannelSurvey, true
	case "live-poll", "mentimeter":
		return ChannelLivePoll, true
	case "meeting-notes", "meetings", "notes":
		return ChannelMeetings, true
	case "conversations", "hosted-conversations", "community-conversations":
		return ChannelConversations, true
	case "written-comments", "comments":
		return ChannelComments, true
	case "committee":
		return ChannelCommittee, true
	}
	return "", false
}
