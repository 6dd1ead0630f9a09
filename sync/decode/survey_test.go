package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// told writes a survey's content down, one line a question and a response, for
// comparing.
func told(c model.Content) string {
	var b strings.Builder
	for i, q := range c.Questions {
		a := c.Answers[i]
		fmt.Fprintf(&b, "%s %s", q.Kind, q.ID)
		if q.Part != "" {
			fmt.Fprintf(&b, " (%s / %s)", q.Block, q.Part)
		}
		if q.Attribute != "" {
			b.WriteString(" @" + q.Attribute)
		}
		if len(q.Options) > 0 {
			fmt.Fprintf(&b, " {%s}", strings.Join(q.Options, "|"))
			if q.Written > 0 {
				fmt.Fprintf(&b, "+%d", q.Written)
			}
		}
		if q.Low != nil {
			fmt.Fprintf(&b, " %g–%g", *q.Low, *q.High)
		}
		b.WriteString(":")
		for k, r := range a.Responses {
			switch {
			case a.Chosen != nil:
				fmt.Fprintf(&b, " %d=%s", r, q.Options[a.Chosen[k]])
			case a.Values != nil:
				fmt.Fprintf(&b, " %d=%g", r, a.Values[k])
			default:
				fmt.Fprintf(&b, " %d=%q", r, a.Texts[k])
			}
		}
		b.WriteByte('\n')
	}
	for _, r := range c.Responses {
		fmt.Fprintf(&b, "#%s", r.ID)
		for _, s := range []string{r.Session, r.Submitted, r.Language} {
			if s != "" {
				b.WriteString(" " + s)
			}
		}
		if !r.Complete {
			b.WriteString(" incomplete")
		}
		for _, d := range dimensions {
			if v := r.Attributes[d.name]; v != "" {
				b.WriteString(" " + d.name + "=" + v)
			}
		}
		fmt.Fprintf(&b, " line %d\n", r.Line)
	}
	for _, p := range c.Snapshot.Problems {
		fmt.Fprintf(&b, "! %s %d: %s\n", p.Kind, p.Line, p.Say)
	}
	return b.String()
}

// tells fails unless a survey's content is as wanted.
func tells(t *testing.T, c model.Content, want string) {
	t.Helper()
	if got := told(c); got != strings.TrimLeft(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", got, strings.TrimLeft(want, "\n"))
	}
}

func TestGoogleSample(t *testing.T) {
	c := must(t, model.FormatGoogleForms, map[string]string{"r.csv": samples(t, "google-forms/synthetic-responses.csv")})
	tells(t, c, `
choice your-sector @sector {Civil society|Government}: 0=Civil society 1=Government
multiple which-areas-matter-most-tick-all-that-apply {Climate|Justice, security and peace|Justice}: 0=Climate 0=Justice, security and peace 1=Climate 1=Justice
choice how-far-do-you-agree-action-plans-work (How far do you agree? / Action plans work) {Disagree|Agree|Strongly agree}: 0=Agree 1=Disagree
choice how-far-do-you-agree-benchmarks-help (How far do you agree? / Benchmarks help) {Disagree|Agree|Strongly agree}: 0=Strongly agree 1=Agree
open what-is-the-most-significant-contribution-ogp-can-make: 0="Grow the Partnership, and fund civil society" 1="Broker implementation support"
open untitled-question: 1="a"
open untitled-question-2: 1="b"
#2 2022/09/14 3:05:11 PM GMT+2 sector=Civil society line 2
#3 9/15/2022 10:22:04 sector=Government line 3
! assumed 0: r.csv does not say how its questions were asked. It was decided from the answers: 3 as one option of several, 1 as any number of options, 3 as free text.
! left-out 0: r.csv names the people who answered. These columns were not kept: “Email Address”.
`)
}
