package sync

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// Feed is a Frictionless Data Package v2 descriptor, the file datapackage.json
// beside the files it lists. A publisher needs only a web server that hands
// out files. Fields that are not named here are ignored.
type Feed struct {
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Licenses     []Licence     `json:"licenses"`
	Contributors []Contributor `json:"contributors"`
	Resources    []Resource    `json:"resources"`
}

// Licence is one entry of licenses.
type Licence struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Path  string `json:"path"`
}

// Contributor is one entry of contributors. The one with the role publisher is
// named with each source.
type Contributor struct {
	Title string   `json:"title"`
	Role  string   `json:"role"`
	Roles []string `json:"roles"`
}

// Resource is one published file. Path is relative to the descriptor and stays
// inside its folder. Bytes and Hash ("sha256:…" in hexadecimal) are optional;
// where they are given they are checked, and a file whose hash is known is
// never fetched again.
type Resource struct {
	Name     string    `json:"name"`
	Title    string    `json:"title"`
	Path     FilePath  `json:"path"`
	Bytes    *int64    `json:"bytes"`
	Hash     string    `json:"hash"`
	Licenses []Licence `json:"licenses"`
	// Consilience is our own property; all of it is optional.
	Consilience Property `json:"consilience"`
}

// Property is the extra property "consilience" of a resource.
type Property struct {
	// Channel is the way people took part: "poll", "survey", "live-poll",
	// "meeting-notes", "conversations", "written-comments" or "committee".
	// Without it the format decides: polls for statements and votes,
	// meeting-notes for tags, committee for all else.
	Channel string `json:"channel"`
	// Format is "polis-export", "statements-table", "tags-table",
	// "participation-table", "consilience-themes" or
	// "consilience-trade-offs". Without it the file's content decides.
	Format string `json:"format"`
	// Source joins resources: those with the same word are the files of one
	// source, as the four files of a Polis export. Without it every resource
	// is a source of its own, under its name.
	Source string `json:"source"`
	// Paraphrased: the texts are short paraphrases, not the original wording.
	Paraphrased bool `json:"paraphrased"`
	// Simulated: the data are made up by a program.
	Simulated bool `json:"simulated"`
	// Language is the BCP 47 tag of texts that state none of their own.
	Language string `json:"language"`
	// Collected is when people took part, as the publisher writes dates.
	Collected struct {
		From string `json:"from"`
		To   string `json:"to"`
	} `json:"collected"`
	// Limitations are sentences on what the data cannot tell.
	Limitations []string `json:"limitations"`
	// Table is which table of a document is meant, counted from 1; 0 for a file
	// that is a table itself.
	Table int `json:"table"`
	// Mapping says what the columns of a table mean that do not say so
	// themselves.
	Mapping *model.Mapping `json:"mapping"`
}

// FilePath is a resource's path. A list with one path counts as that path.
type FilePath string

// UnmarshalJSON reads a string or a list of one string.
func (p *FilePath) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '[' {
		var list []string
		if err := json.Unmarshal(b, &list); err != nil {
			return err
		}
		if len(list) != 1 {
			return errors.New("a resource of several files is not supported: list each file as a resource, with the same consilience.source")
		}
		*p = FilePath(list[0])
		return nil
	}
	return json.Unmarshal(b, (*string)(p))
}

// source is a source as a feed describes it, before its files are fetched. An
// empty Format is to be found out from the files.
type source struct {
	model.Source
	from, to string
	files    []wanted
}

// readFeed makes sources of a descriptor. What is wrong with single resources
// becomes problems of the delivery.
func (f *fetch) readFeed(descriptor []byte) ([]source, error) {
	var feed Feed
	if err := json.Unmarshal(descriptor, &feed); err != nil {
		return nil, model.Problemf(model.ProblemUnrecognised, "Ask the publisher to check the descriptor.",
			"The feed's descriptor is not written as it should be. Nothing was changed.").Because(err)
	}
	if len(feed.Resources) > f.options.Limits.Resources {
		return nil, model.Problemf(model.ProblemTooLarge, "Ask the publisher to divide the feed.",
			"The feed lists %d files; %d is the most that is read. Nothing was changed.", len(feed.Resources), f.options.Limits.Resources)
	}
	var sources []source
	for _, r := range feed.Resources {
		w, problem := f.resource(r)
		if problem != nil {
			f.delivery.Problems = append(f.delivery.Problems, *problem)
			continue
		}
		name := r.Consilience.Source
		if name == "" {
			name = r.Name
		}
		id := model.Slug(name)
		at := slices.IndexFunc(sources, func(s source) bool { return s.ID == id })
		if at < 0 {
			at = len(sources)
			sources = append(sources, source{Source: model.Source{
				ID: id, Title: r.Title, Feed: f.feed, Consultation: feed.Title, Publisher: feed.publisher(), Licence: licence(r.Licenses, feed.Licenses),
			}})
		}
		sources[at].add(r, w)
	}
	return sources, nil
}

// resource checks one entry; the problem says why it is left aside.
func (f *fetch) resource(r Resource) (wanted, *model.Problem) {
	p, format := string(r.Path), model.Format(r.Consilience.Format)
	leave := func(kind, do, why string) (wanted, *model.Problem) {
		problem := model.Problemf(kind, do, "“%s” of the feed was left aside: %s.", r.Name, why)
		problem.File = p
		return wanted{}, problem
	}
	id := model.Slug(r.Consilience.Source)
	if r.Consilience.Source == "" {
		id = model.Slug(r.Name)
	}
	_, channelKnown := model.ParseChannel(r.Consilience.Channel)
	switch {
	case r.Consilience.Table < 0:
		return leave(model.ProblemUnrecognised, "Ask the publisher to correct it.", "it names a table of no number")
	case p == "":
		return leave(model.ProblemUnrecognised, "", "it names no file")
	case !plainPath(p):
		return leave(model.ProblemRefused, "Ask the publisher to correct the path.", "its path leads out of the feed")
	case id == "":
		return leave(model.ProblemRefused, "Ask the publisher to name it.", "it has no name in letters or digits")
	case r.Consilience.Channel != "" && !channelKnown:
		return leave(model.ProblemUnrecognised, "", fmt.Sprintf("its channel %q is not known", r.Consilience.Channel))
	case format != "" && !decode.Reads(format):
		return leave(model.ProblemUnrecognised, "", fmt.Sprintf("its format %q is not one that Consilience reads", format))
	case format == "" && !decode.Readable(p):
		return leave(model.ProblemUnrecognised, "", "it is not a table that Consilience reads")
	case r.Bytes != nil && (*r.Bytes < 0 || *r.Bytes > f.options.Limits.File):
		return leave(model.ProblemTooLarge, "", fmt.Sprintf("it is said to have %d bytes", *r.Bytes))
	}
	w := wanted{path: p, table: r.Consilience.Table, bytes: -1}
	if r.Bytes != nil {
		w.bytes = *r.Bytes
	}
	if r.Hash == "" {
		return w, nil
	}
	digest, ok := strings.CutPrefix(strings.ToLower(r.Hash), "sha256:")
	if !ok {
		f.delivery.Problems = append(f.delivery.Problems, model.Problem{
			Kind: model.ProblemUnrecognised, File: p, Do: "Ask the publisher for a SHA-256.",
			Say: "The digest that the feed states for " + p + " is of a kind that is not checked. The file is used.",
		})
		return w, nil
	}
	if len(digest) != 64 || strings.Trim(digest, "0123456789abcdef") != "" {
		return leave(model.ProblemRefused, "Ask the publisher to correct the feed.", "its SHA-256 is not written as one")
	}
	w.sha256 = digest
	return w, nil
}

// add joins a resource to its source.
func (s *source) add(r Resource, w wanted) {
	c := r.Consilience
	if s.Title != r.Title || s.Title == "" {
		s.Title = s.ID
	}
	if channel, ok := model.ParseChannel(c.Channel); ok && s.Channel == "" {
		s.Channel = channel
	}
	if s.Format == "" {
		s.Format = model.Format(c.Format)
	}
	if s.Language == "" {
		s.Language = c.Language
	}
	if s.Mapping == nil {
		s.Mapping = c.Mapping
	}
	if s.from == "" && s.to == "" {
		s.from, s.to = c.Collected.From, c.Collected.To
	}
	s.Paraphrased = s.Paraphrased || c.Paraphrased
	s.Simulated = s.Simulated || c.Simulated
	for _, l := range c.Limitations {
		if !slices.Contains(s.Limitations, l) {
			s.Limitations = append(s.Limitations, l)
		}
	}
	s.files = append(s.files, w)
}

// publisher is the contributor with that role, or the first.
func (f Feed) publisher() string {
	for _, c := range f.Contributors {
		if c.Role == "publisher" || slices.Contains(c.Roles, "publisher") {
			return c.Title
		}
	}
	if len(f.Contributors) > 0 {
		return f.Contributors[0].Title
	}
	return ""
}

// licence is the resource's own, or the feed's.
func licence(own, all []Licence) string {
	for _, list := range [][]Licence{own, all} {
		for _, l := range list {
			for _, word := range []string{l.Title, l.Name, l.Path} {
				if word != "" {
					return word
				}
			}
		}
	}
	return ""
}
