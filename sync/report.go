package sync

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// report is a Polis poll whose files are fetched from its report: no feed, no
// digests, and votes may go on being cast.
type report struct {
	*web
	id   string
	base *url.URL // ends in the report's id
}

// Addresses of a report: its export, with or without a file's name, and the
// pages on which people see it. A conversation's address is another.
var (
	exportPath       = regexp.MustCompile(`^(.*)/api/v3/reportExport/([A-Za-z0-9]+)(?:/[\w.-]*)?/?$`)
	reportPage       = regexp.MustCompile(`^(.*)/(?:report|narrativeReport|commentsReport|topicReport|exportReport)/(r[A-Za-z0-9]{5,})(?:/.*)?$`)
	conversationPage = regexp.MustCompile(`^(?:/m)?/[0-9][a-z0-9]{5,}/?$`)
)

// reportFiles are what is fetched of a report, in this order. The server lacks
// one or another, by its age.
var reportFiles = []wanted{
	{path: "summary.csv", optional: true},
	{path: "comments.csv"},
	{path: "votes.csv"},
	{path: "participant-votes.csv", optional: true},
	{path: "comment-groups.csv", optional: true},
}

// openReport recognises the address of a Polis report; nil, nil for another
// address.
func openReport(u *url.URL, w *web) (*report, error) {
	m := exportPath.FindStringSubmatch(u.Path)
	if m == nil {
		m = reportPage.FindStringSubmatch(u.Path)
	}
	if m == nil {
		if host := u.Hostname(); (host == "pol.is" || strings.HasSuffix(host, ".pol.is")) && conversationPage.MatchString(u.Path) {
			return nil, isConversation(u)
		}
		return nil, nil
	}
	if !strings.HasPrefix(m[2], "r") {
		return nil, isConversation(u)
	}
	base := *u
	base.Path, base.RawPath, base.RawQuery, base.ForceQuery = m[1]+"/api/v3/reportExport/"+m[2], "", "", false
	return &report{web: w, id: m[2], base: &base}, nil
}

// isConversation is the Problem of an address at which people vote.
func isConversation(u *url.URL) *model.Problem {
	return model.Problemf(model.ProblemRefused, "Ask the poll’s owner for the address of its report, such as https://"+u.Host+"/report/r… (in Polis: Configure, then Reports). A report’s number begins with r.",
		"%s is the address of a conversation, where people vote; its votes are published by its report. Nothing was changed.", u.Redacted())
}

// plan needs no request: a report is one source.
func (o *report) plan(_ context.Context, f *fetch) (_ []source, err error) {
	if o.seen, err = f.shelf.Validators(f.feed); err != nil {
		return nil, err
	}
	id := model.Slug("polis-" + o.id)
	s := source{Source: model.Source{
		ID: id, Title: id, Feed: f.feed, Channel: model.ChannelPoll, Format: model.FormatPolisExport, Publisher: o.base.Host,
		Limitations: []string{"Fetched from the poll’s report, which states no digest of its files: what was fetched is kept and named by its own digest. People may go on voting, so that a later fetch can differ."},
	}}
	for _, w := range reportFiles {
		w.bytes = -1
		s.files = append(s.files, w)
	}
	return []source{s}, nil
}

// take fetches a file of the report. An optional one that the server does not
// have, or in place of which it sends something else, gives errAbsent.
func (o *report) take(ctx context.Context, f *fetch, w wanted) (model.File, error) {
	file, err := o.get(ctx, f, w, o.base.JoinPath(w.path))
	if err == nil {
		return file, o.isPart(f, file, w)
	}
	var answered statusError
	if !errors.As(err, &answered) {
		return file, err
	}
	if !w.optional {
		p := model.AsProblem(err, "")
		if answered == http.StatusNotFound || answered == http.StatusBadRequest || answered == http.StatusForbidden {
			p.Do = "Check the report’s number, and ask the poll’s owner whether its report is open to everybody."
		}
		return file, p
	}
	if answered != http.StatusNotFound {
		p := model.Problemf(model.ProblemNotReachable, "Sync again later; the poll is used without it.", "The server could not make %s of this report (status %d). The rest of the poll was fetched.", w.path, int(answered))
		p.File = w.path
		f.delivery.Problems = append(f.delivery.Problems, *p)
	}
	return file, errAbsent
}

// errAbsent says that an optional file is not published.
var errAbsent = errors.New("the file is not published")

// isPart refuses what is no part of an export, such as the page that some
// servers send for every address they don't know.
func (o *report) isPart(f *fetch, file model.File, w wanted) error {
	file.Path = w.path
	kind, _, problem, err := f.look(file, "")
	switch {
	case err != nil:
		return err
	case problem == nil && kind.Format == model.FormatPolisExport:
		return nil
	case w.optional:
		return errAbsent
	case problem == nil:
		problem = model.Problemf(model.ProblemUnrecognised, "", "%s of this report is not a part of a Polis export. Nothing was changed.", w.path)
	}
	problem.Do = "Check the report’s number, and ask the poll’s owner whether its report is open to everybody."
	return problem
}

// wentOn says that a poll has other content than when it was last fetched.
func (f *fetch) wentOn(content model.Content) {
	if _, live := f.origin.(*report); !live {
		return
	}
	for _, head := range f.heads {
		if head.Source.ID == content.Snapshot.Source.ID && head.Feed == f.feed {
			p := model.Problemf(model.ProblemDisagreement, "Nothing has to be done: figures are those of the newer fetch, and the checks list what changed.",
				"“%s” differs from what was fetched on %s: it is a live poll, in which people vote and statements are moderated. Both fetches are kept.", content.Snapshot.Title, head.FetchedAt.Format("2 January 2006"))
			f.delivery.Problems = append(f.delivery.Problems, *p)
		}
	}
}

// wholeSummary says whether a Polis summary is whole although it does not end
// in a line end, which newer servers do not send: every quotation mark is
// closed, and its last key has a value.
func wholeSummary(kind decode.Kind, head, tail []byte) bool {
	if kind.Part != "summary" || len(head) >= decode.HeadBytes {
		return false
	}
	last := string(tail[strings.LastIndexByte(string(tail), '\n')+1:])
	return strings.Count(string(head), `"`)%2 == 0 && (strings.Contains(last, ",") || strings.HasSuffix(last, `"`))
}
