package viewtest

import (
	"time"

	"consilience/model"
	"consilience/model/desk"
)

// Meetings is the source of notes that Coded adds, Accra its first note.
const (
	Meetings = "meetings"
	Accra    = model.Ref(Meetings + ":accra")
)

// Coded is State with two notes that two members coded, and a codebook of two
// tags, one of which they renamed side by side.
func Coded() desk.State {
	st := State()
	st.Member = model.Member{Name: "Amina Diallo", Author: "amina", Device: "d"}
	meetings := source(Meetings, "Meetings", model.ChannelMeetings, "notes", false)
	st.Sources = append(st.Sources, meetings)
	people := 23
	st.Notes = []model.Note{
		{Source: Meetings, ID: "accra", Title: "Regional meeting, Accra: West African governments", Date: "2022-09-14", Place: "Accra", Participants: &people,
			Text: "Fewer topics. More support. Who pays? Nobody knows.\n"},
		{Source: Meetings, ID: "beirut", Title: "اجتماع بيروت", Language: "ar", Text: "نريد مواضيع أقل.\n"},
	}
	made := func(author, name string, n uint64) model.Made {
		return model.Made{Op: model.NewOpID(author, "d", n), By: name, At: time.Date(2022, 10, 3, 9, 0, int(n), 0, time.UTC)}
	}
	tag := func(name string, polarity int, author, coder string, n uint64) model.Tagging {
		return model.Tagging{Tag: name, Polarity: polarity, Coder: coder, Made: made(author, coder, n)}
	}
	at := func(id string, start, end int, words string, tags ...model.Tagging) *model.Excerpt {
		return &model.Excerpt{Source: Meetings, ID: id, Note: "accra", Start: start, End: end, Text: words, Tags: tags, Coder: tags[0].Coder, Made: tags[0].Made}
	}
	lost := at("amina.d.4", 0, 0, "Words of an older note", tag("Money", 0, "amina", "Amina Diallo", 7))
	lost.Unanchored = true
	st.Excerpts = []*model.Excerpt{
		at("amina.d.1", 0, 13, "Fewer topics.", tag("Fewer topics", 1, "amina", "Amina Diallo", 1), tag("Fewer topics", -1, "bo", "Bo", 2)),
		at("amina.d.2", 14, 37, "More support. Who pays?", tag("Money", 0, "amina", "Amina Diallo", 3)),
		at("bo.d.1", 28, 37, "Who pays?", tag("Money", 0, "bo", "Bo", 5)),
		lost,
	}
	count := func(source, name string, mentions int) desk.CodeCount {
		return desk.CodeCount{Source: source, Channel: model.ChannelMeetings, Topic: mentions, Tag: model.Tag{Source: source, Name: name, Mentions: mentions}}
	}
	st.Codebook = []desk.CodeTag{
		{Key: "Fewer topics", Name: "Fewer topics", Cluster: "Role", Own: true, Made: made("amina", "Amina Diallo", 1),
			Counts: []desk.CodeCount{count(Meetings, "Fewer topics", 2), count("older", "Fewer topics", 5)},
			Disputes: []desk.Dispute{{Field: model.FieldName, Values: []desk.Attributed{
				{Value: "Focus", Made: made("bo", "Bo", 9)}, {Value: "Topics", Made: made("amina", "Amina Diallo", 8)}}}}},
		{Key: "Money", Name: "Money", Own: true, Made: made("bo", "Bo", 4), Counts: []desk.CodeCount{count(Meetings, "Money", 2)}},
	}
	return st
}

// CodedByOne is Coded without what the second member did.
func CodedByOne() desk.State {
	st := Coded()
	st.Excerpts = st.Excerpts[1:2]
	return st
}
