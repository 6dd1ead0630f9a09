package decode

import (
	"bufio"
	"bytes"
	"errors"
	"path"
	"strings"
	"unicode/utf8"

	"consilience/model"
	"consilience/sync/refi"
)

// Limits on a plain list of codes.
const (
	codeLine   = 1 << 20 // bytes of a line
	codeName   = 300     // bytes of a code with its categories
	codeLevels = 20
	codeLines  = 200_000
)

// recogniseCodes knows a plain list of codes: lines “category>>code”, a tab and
// a memo behind it. At least half of the lines, and two, must have the arrows:
// a list of bare codes looks like any text.
func recogniseCodes(l *Look) (Kind, bool) {
	if strings.ToLower(path.Ext(l.Name)) != ".txt" {
		return Kind{}, false
	}
	head := l.Head
	if int64(len(head)) < l.Size {
		head = head[:bytes.LastIndexByte(head, '\n')+1] // a whole line
	}
	lines, arrows := 0, 0
	for _, line := range bytes.Split(head, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		code, _, _ := bytes.Cut(line, []byte("\t"))
		if len(code) > codeName || bytes.HasPrefix(code, []byte(">>")) || bytes.HasSuffix(code, []byte(">>")) {
			return Kind{}, false
		}
		lines++
		if bytes.Contains(code, []byte(">>")) {
			arrows++
		}
	}
	return Kind{Format: model.FormatQualCoderCodes}, arrows >= 2 && 2*arrows >= lines
}

// readCodes reads plain lists of codes.
func readCodes(j *job) error {
	for i := range j.content.Snapshot.Files {
		err := j.read(&j.content.Snapshot.Files[i], func(in *input) error {
			c := codeList{j: j, in: in, names: map[string]string{}, lines: map[string]int{}, taken: refi.Unique{}}
			for _, t := range j.content.Tags {
				c.taken[t.Name] = true
			}
			return c.read()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// codeList is a plain list of codes being read.
type codeList struct {
	j     *job
	in    *input
	tags  []model.Tag
	names map[string]string // of categories, by their paths
	lines map[string]int    // of codes, by their names
	taken refi.Unique
}

func (c *codeList) read() error {
	s := bufio.NewScanner(c.in)
	s.Buffer(nil, codeLine)
	line := 0
	for s.Scan() {
		if line++; line > codeLines {
			return wrong(model.ProblemTooLarge, c.in.Path, "Divide the list.", "%s has more than %d lines. It was not used.", c.in.Path, codeLines)
		}
		if !utf8.Valid(s.Bytes()) {
			return notText(c.in.Path, line)
		}
		if text := strings.TrimSpace(s.Text()); text != "" {
			c.code(text, line)
		}
	}
	if err := s.Err(); errors.Is(err, bufio.ErrTooLong) {
		return wrong(model.ProblemTooLarge, c.in.Path, "Divide the memo.", "%s has a line of more than %d MB. It was not used.", c.in.Path, codeLine>>20)
	} else if err != nil {
		return err
	}
	if len(c.lines) == 0 {
		return c.in.mustHold("code")
	}
	refi.Clusters(c.tags, nil)
	c.j.content.Tags = append(c.j.content.Tags, c.tags...)
	return nil
}

// code reads one line.
func (c *codeList) code(text string, line int) {
	whole, memo, _ := strings.Cut(text, "\t")
	parts := strings.Split(whole, ">>")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if parts[i] == "" {
			c.in.skip(uint32(line), "a category or the code has no name")
			return
		}
	}
	name := parts[len(parts)-1]
	switch before, twice := c.lines[name]; {
	case len(parts) > codeLevels:
		c.in.skip(uint32(line), "it has more than %d levels", codeLevels)
		return
	case twice:
		c.in.skip(uint32(line), "the code %s stands already on line %d", short(name, 60), before)
		return
	}
	parent := ""
	for i := range parts[:len(parts)-1] {
		parent = c.category(strings.Join(parts[:i+1], ">>"), parts[i], parent, line)
	}
	c.lines[name] = line
	c.in.RowsRead++
	c.add(name, parent, line).Description = strings.TrimSpace(memo)
}

// category gives the name of a category's tag, which only gathers codes.
func (c *codeList) category(path, name, parent string, line int) string {
	if _, ok := c.names[path]; !ok {
		t := c.add(name, parent, line)
		t.Heading = true
		c.names[path] = t.Name
	}
	return c.names[path]
}

func (c *codeList) add(label, parent string, line int) *model.Tag {
	t := model.Tag{Source: c.j.source(), Name: c.taken.Name(label), Parent: parent, Language: c.j.content.Snapshot.Language, File: c.in.Path, Line: line}
	if t.Name != label {
		t.Label = label
	}
	c.tags = append(c.tags, t)
	return &c.tags[len(c.tags)-1]
}
