package sync

import (
	"cmp"
	"context"
	"encoding/json"
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"consilience/model"
	"consilience/sync/decode"
)

// known is what members said of tables.
type known struct {
	mappings []model.KnownMapping
	whose    map[string]string // the publisher of the file at an address
}

// Know gives the mappings that the next Fetch may use for tables that have
// exactly the heads of one, and whose the tables at some addresses are. Safe
// for several goroutines.
func (p *Publisher) Know(mappings []model.KnownMapping, whose map[string]string) {
	p.known.Store(&known{slices.Clone(mappings), maps.Clone(whose)})
}

// whose is the publisher of a file of which the feed says nothing: as a person
// said, or as the source that was read from there; ok is false if nobody knows.
func (f *fetch) whose(address string) (publisher string, ok bool) {
	if k := f.known.Load(); k != nil {
		if publisher, ok = k.whose[address]; ok {
			return publisher, true
		}
	}
	for _, h := range f.heads {
		if h.Mapping != nil && slices.ContainsFunc(h.Files, func(file model.File) bool { return file.Address == address }) {
			return h.Publisher, true
		}
	}
	return "", false
}

// CheckMapping says what is wrong with a mapping. The error is a
// *model.Problem, or nil if the mapping can be used.
func (p *Publisher) CheckMapping(m model.Mapping) error {
	if problem := decode.CheckMapping(m); problem != nil {
		return problem
	}
	return nil
}

// mapping finds the mapping for a file of a publisher: one made for that
// publisher, or for none. Where nobody knows whose the file is, it is the one
// mapping that there is for these heads; the problem asks if there are several
// that say different things. nil if there is none.
func (f *fetch) mapping(l *decode.Look, publisher, address string) (*model.KnownMapping, *model.Problem) {
	k := f.known.Load()
	if k == nil {
		return nil, nil
	}
	sure := publisher != ""
	if !sure {
		publisher, sure = f.whose(address)
	}
	var fitting []model.KnownMapping
	for _, m := range k.mappings {
		if (m.Publisher == "" || m.Publisher == publisher || !sure) && decode.Fits(l, m.Mapping) {
			fitting = append(fitting, m)
		}
	}
	if len(fitting) == 0 {
		return nil, nil
	}
	for _, m := range fitting {
		if sure && m.Publisher == publisher {
			return &m, nil
		}
	}
	for _, m := range fitting[1:] {
		if !reflect.DeepEqual(m.Mapping, fitting[0].Mapping) {
			return &fitting[0], differentlyMapped(l.Name, fitting)
		}
	}
	return &fitting[0], nil
}

// differentlyMapped is the question about a table whose heads mean different
// things with different publishers.
func differentlyMapped(name string, fitting []model.KnownMapping) *model.Problem {
	var who []string
	for _, m := range fitting {
		if name := cmp.Or(m.Publisher, "nobody in particular"); !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	q := model.Problemf(model.ProblemNeedsMapping, "Press “Map columns” in the window and say whose table it is.",
		"Tables with the columns of %s were mapped differently for “%s”, and nothing says whose this one is. It was not used yet.", path.Base(name), strings.Join(who, "” and “"))
	q.File = name
	return q
}

// recogniseMapped is decode.Recognise after the known mappings.
func (f *fetch) recogniseMapped(l decode.Look, publisher, address string) (decode.Kind, *model.KnownMapping, *model.Problem) {
	m, problem := f.mapping(&l, publisher, address)
	if m != nil && problem == nil {
		if !m.OnlyFormat() {
			return decode.Kind{Format: m.Format}, m, nil
		}
		if kind, ok := l.As(m.Format); ok {
			return kind, m, nil
		}
	}
	var kind decode.Kind
	if problem == nil {
		kind, problem = decode.Recognise(l)
	}
	if problem != nil && problem.Kind == model.ProblemNeedsMapping {
		problem.Address = address
	}
	return kind, nil, problem
}

// mapped gives a source what a person said of its table: what the columns mean,
// and whose it is where the feed does not say.
func mapped(s *model.Source, known *model.KnownMapping) {
	if known == nil {
		return
	}
	if !known.OnlyFormat() || known.Sheet != "" {
		s.Mapping = &known.Mapping // or which sheet is meant
	}
	if s.Publisher == "" {
		s.Publisher = known.Publisher
	}
}

// Preview shows the first rows of a table on this machine, with a proposal of
// what its columns mean; sheet and header are as in decode.Preview. The error
// is a *model.Problem.
func (p *Publisher) Preview(_ context.Context, address, sheet string, header int) (model.TablePreview, error) {
	none := model.TablePreview{Address: address}
	if strings.Contains(address, "://") {
		return none, model.Problemf(model.ProblemNothingToShow, "Download the file, then open it from your disk. What you say of its columns is used for the published file too.",
			"Only tables on this machine can be mapped. Nothing was changed.")
	}
	f := &fetch{Publisher: p, room: p.options.Limits.Total, report: func(model.Progress) {}, pending: map[string]pending{}}
	var err error
	if f.heads, err = p.shelf.Heads(); err != nil {
		return none, err
	}
	if err := f.open(address); err != nil {
		return none, err
	}
	defer f.origin.close()
	o, ok := f.origin.(*folder)
	if !ok || f.single == "" {
		return none, model.Problemf(model.ProblemNothingToShow, "Name one file, such as a CSV or a workbook.", "“%s” is not a table. Nothing was changed.", address)
	}
	l, file, err := o.look(f.single)
	if err != nil {
		return none, model.AsError(err, path.Base(f.single)+" cannot be read.")
	}
	defer file.Close()
	shown, problem := decode.Preview(l, sheet, header)
	if problem != nil {
		return none, problem
	}
	shown.Address, shown.Publisher = f.feed, o.publisher(f.options.Limits.Descriptor)
	m, _ := f.mapping(&l, shown.Publisher, f.feed)
	if m != nil && !m.OnlyFormat() && sheet == "" && header == 0 {
		shown.Proposed = m.Mapping
	}
	if m != nil && shown.Publisher == "" {
		shown.Publisher = m.Publisher
	}
	return shown, nil
}

// publisher is whom the folder's descriptor names; empty if there is none.
func (o *folder) publisher(limit int64) string {
	file, err := o.open(descriptorName)
	if err != nil {
		return ""
	}
	defer file.Close()
	var feed Feed
	if json.NewDecoder(io.LimitReader(file, limit)).Decode(&feed) != nil {
		return ""
	}
	return feed.publisher()
}

// look opens a file and sees its beginning. The caller closes the file.
func (o *folder) look(p string) (decode.Look, io.Closer, error) {
	file, err := o.open(p)
	if err != nil {
		return decode.Look{}, nil, model.AsProblem(err, p+" cannot be opened.")
	}
	info, err := file.Stat()
	var head []byte
	if err == nil && info.Size() > 0 { // files of the system, on which reading may wait for ever, have none
		head, err = io.ReadAll(io.LimitReader(file, decode.HeadBytes))
	}
	if err != nil {
		_ = file.Close() // only read from
		return decode.Look{}, nil, model.AsProblem(err, p+" cannot be read.")
	}
	look := decode.Look{Name: p, Head: head, Size: info.Size()}
	if at, ok := file.(io.ReaderAt); ok {
		look.File = at
	}
	return look, file, nil
}
