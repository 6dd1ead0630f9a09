package simulate

import (
	"io"
	"strconv"
	"time"
)

// lines gathers lines of CSV and writes them in large pieces. The first error
// stays.
type lines struct {
	to  io.Writer
	b   []byte
	err error
}

const piece = 256 << 10

func newLines(to io.Writer) *lines { return &lines{to: to, b: make([]byte, 0, piece+4096)} }

// number appends a whole number and what stands behind it.
func (l *lines) number(n int64, then byte) {
	l.b = append(strconv.AppendInt(l.b, n, 10), then)
}

// room writes out what was gathered, if it is much.
func (l *lines) room() error {
	if len(l.b) >= piece {
		l.flush()
	}
	return l.err
}

func (l *lines) flush() error {
	if l.err == nil {
		_, l.err = l.to.Write(l.b)
	}
	l.b = l.b[:0]
	return l.err
}

// WriteVotes writes votes.csv: participant by participant, as they came.
func (s *Poll) WriteVotes(to io.Writer) error {
	l, c := newLines(to), calendar{day: -1}
	l.b = append(l.b, "timestamp,datetime,comment-id,voter-id,vote\n"...)
	err := s.each(func(who int, votes []cast) error {
		for _, v := range votes {
			l.number(v.when, ',')
			l.b = append(c.date(l.b, v.when), ',')
			l.number(int64(v.statement), ',')
			l.number(int64(who), ',')
			l.number(int64(v.vote), '\n')
			if err := l.room(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return l.flush()
}

// WriteComments writes comments.csv. As in a real export, its totals count
// every vote, also those that were changed later.
func (s *Poll) WriteComments(to io.Writer) error {
	agrees, disagrees := make([]int64, len(s.statements)), make([]int64, len(s.statements))
	err := s.each(func(_ int, votes []cast) error {
		for _, v := range votes {
			switch v.vote {
			case 1:
				agrees[v.statement]++
			case -1:
				disagrees[v.statement]++
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	l, c := newLines(to), calendar{day: -1}
	l.b = append(l.b, "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"...)
	for j, d := range s.statements {
		when := begin + int64(j)*1000
		l.number(when, ',')
		l.b = append(c.date(l.b, when), ',')
		l.number(int64(j), ',')
		l.number(int64(d.author), ',')
		l.number(agrees[j], ',')
		l.number(disagrees[j], ',')
		l.number(int64(d.moderation), ',')
		l.b = append(l.b, `"Simulated statement `...)
		l.number(int64(j), ' ')
		if d.divides {
			l.b = append(l.b, "(made up by a program), on which the groups differ\"\n"...)
		} else {
			l.b = append(l.b, "(made up by a program), on which the groups are alike\"\n"...)
		}
		if err := l.room(); err != nil {
			return err
		}
	}
	return l.flush()
}

// mostParticipants bounds participants-votes.csv, in bytes: it has a field for
// every participant and statement, voted on or not.
const mostParticipants = 200 << 20

// HasParticipants says whether participants-votes.csv is among the files. It
// is left out where it would be larger than about 200 MiB.
func (s *Poll) HasParticipants() bool {
	p := s.plan
	return int64(p.Participants)*int64(p.Statements+24)+int64(p.Votes)*3/2 <= mostParticipants
}

// WriteParticipants writes participants-votes.csv: everybody's group, and the
// vote that counts on each statement.
func (s *Poll) WriteParticipants(to io.Writer) error {
	l := newLines(to)
	l.b = append(l.b, "participant,group-id,n-comments,n-votes,n-agree,n-disagree"...)
	for j := range s.statements {
		l.b = strconv.AppendInt(append(l.b, ','), int64(j), 10)
	}
	l.b = append(l.b, '\n')
	const none = 2
	row := make([]int8, len(s.statements))
	for j := range row {
		row[j] = none
	}
	err := s.each(func(who int, votes []cast) error {
		var n [4]int64 // by vote + 1; the last: no vote
		n[none+1] = int64(len(row))
		for _, v := range votes {
			n[row[v.statement]+1]--
			row[v.statement] = v.vote
			n[v.vote+1]++
		}
		l.number(int64(who), ',')
		l.number(int64(s.groups[who]), ',')
		l.number(int64(s.authored[who]), ',')
		l.number(n[0]+n[1]+n[2], ',')
		l.number(n[2], ',')
		l.b = strconv.AppendInt(l.b, n[0], 10)
		for j, v := range row {
			l.b = append(l.b, ',')
			if v != none {
				l.b = strconv.AppendInt(l.b, int64(v), 10)
			}
			row[j] = none
		}
		l.b = append(l.b, '\n')
		return l.room()
	})
	if err != nil {
		return err
	}
	return l.flush()
}

// WriteSummary writes summary.csv.
func (s *Poll) WriteSummary(to io.Writer) error {
	l := newLines(to)
	l.b = append(l.b, `topic,"`+s.plan.title()+"\"\nurl,\n"...)
	commenters := 0
	for _, n := range s.authored {
		if n > 0 {
			commenters++
		}
	}
	for _, row := range []struct {
		key string
		n   int
	}{
		{"views", s.plan.Participants},
		{"voters", s.plan.Participants},
		{"voters-in-conv", s.plan.Participants},
		{"commenters", commenters},
		{"comments", s.plan.Statements},
		{"groups", s.plan.Groups},
	} {
		l.b = append(l.b, row.key+","...)
		l.number(int64(row.n), '\n')
	}
	l.b = append(l.b, `conversation-description,"`+s.words()+"\"\n"...)
	return l.flush()
}

// words say what these files are.
func (s *Poll) words() string {
	words := "Simulated: every vote and every statement of this poll was made up by a program. Nobody said this."
	if !s.HasParticipants() {
		words += " participants-votes.csv was left out, as it would be larger than 200 MiB."
	}
	return words
}

// calendar writes dates as Polis does, in UTC. It works out the date once a
// day.
type calendar struct {
	day           int64 // since 1970
	before, after []byte
}

func (c *calendar) date(b []byte, ms int64) []byte {
	seconds := ms / 1000
	if day := seconds / 86400; day != c.day {
		t := time.Unix(seconds, 0).UTC()
		c.day = day
		c.before = t.AppendFormat(c.before[:0], "Mon Jan 02 ")
		c.after = t.AppendFormat(c.after[:0], " UTC 2006")
	}
	b = append(b, c.before...)
	two := func(n int64, then byte) { b = append(b, byte('0'+n/10), byte('0'+n%10), then) }
	two(seconds/3600%24, ':')
	two(seconds/60%60, ':')
	two(seconds%60, ' ')
	return append(b[:len(b)-1], c.after...)
}
