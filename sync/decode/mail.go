package decode

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"consilience/model"
)

// Mails as mail programs save them (.eml): notes of a meeting are often sent
// round. Subject, date and author become facts of the note; to whom it went is
// private. The plain text is read, else the web page; what is attached is named
// and not read.

// The limits of a mail.
const (
	mailParts = 200
	mailDeep  = 8
)

// mailText is what a mail holds.
type mailText struct {
	name     string
	plain    string
	page     string // HTML
	attached []string
	parts    int
}

// mailLines gives a mail as the lines of a note, its facts first. left names
// what is attached.
func mailLines(name string, text []byte) (lines []string, left []string, err error) {
	damaged := func(err error) error {
		return wrong(model.ProblemTruncated, name, "Open it in your mail program and save its text as plain text or HTML.", "%s is a mail that is damaged or written in a way that is not read. It was not used.", path.Base(name)).Because(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return nil, nil, damaged(err)
	}
	var decoder mime.WordDecoder
	decoder.CharsetReader = charset
	fact := func(key, value string) {
		if s, err := decoder.DecodeHeader(value); err == nil {
			value = s
		}
		if value = strings.Join(strings.Fields(strings.ToValidUTF8(value, "\uFFFD")), " "); value != "" {
			lines = append(lines, key+": "+value)
		}
	}
	fact("Title", m.Header.Get("Subject"))
	if at, err := m.Header.Date(); err == nil {
		fact("Date", at.Format("2006-01-02"))
	} else {
		fact("Date", m.Header.Get("Date"))
	}
	fact("Author", m.Header.Get("From"))
	fact("To", m.Header.Get("To"))
	t := &mailText{name: name}
	if err := t.part(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Header.Get("Content-Disposition"), m.Body, 0); err != nil {
		var p *model.Problem
		if errors.As(err, &p) {
			return nil, nil, p
		}
		return nil, nil, damaged(err)
	}
	body := t.plain
	if strings.TrimSpace(body) == "" && t.page != "" {
		w := &prose{}
		w.html(html.NewTokenizer(strings.NewReader(t.page)))
		body = w.String()
	}
	return append(append(lines, ""), strings.Split(strings.ReplaceAll(body, "\r\n", "\n"), "\n")...), t.attached, nil
}

// part reads a part of a mail.
func (t *mailText) part(kind, encoding, disposition string, body io.Reader, depth int) error {
	if t.parts++; t.parts > mailParts || depth > mailDeep {
		return wrong(model.ProblemTooLarge, t.name, "Save its text as plain text.", "%s is a mail of more parts than are read. It was not used.", path.Base(t.name))
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil || media == "" {
		media, params = "text/plain", nil
	}
	how, about, err := mime.ParseMediaType(disposition)
	file := params["name"]
	if err == nil && about["filename"] != "" {
		file = about["filename"]
	}
	switch {
	case strings.HasPrefix(media, "multipart/") && params["boundary"] != "":
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := t.part(p.Header.Get("Content-Type"), p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), p, depth+1); err != nil {
				return err
			}
		}
	case how == "attachment" || media != "text/plain" && media != "text/html":
		if file == "" {
			file = "a part without a name (" + media + ")"
		}
		t.attached = append(t.attached, file)
		return nil
	}
	text, err := mailBytes(encoding, params["charset"], body)
	if err != nil {
		return err
	}
	if media == "text/html" {
		t.page += text
	} else {
		t.plain += text
	}
	return nil
}

// mailBytes decodes a part's text.
func mailBytes(encoding, set string, body io.Reader) (string, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	b, err := io.ReadAll(io.LimitReader(body, maxProse+1))
	if err != nil && len(b) == 0 {
		return "", err
	}
	if len(b) > maxProse {
		return "", errors.New("a part is too large")
	}
	if set != "" && !strings.EqualFold(set, "utf-8") && !strings.EqualFold(set, "us-ascii") {
		r, err := charset(set, bytes.NewReader(b))
		if err != nil {
			return "", err
		}
		if b, err = io.ReadAll(io.LimitReader(r, 2*maxProse)); err != nil {
			return "", err
		}
	}
	if !utf8.Valid(b) {
		return "", errors.New("its letters are in no encoding that it names")
	}
	return string(b), nil
}

// charset reads text in an encoding that a mail names.
func charset(name string, r io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("the encoding %q: %w", short(name, 40), err)
	}
	return e.NewDecoder().Reader(r), nil
}

// mailFile reads a mail.
func (r *noteReading) mailFile(in *input) error {
	b, err := io.ReadAll(io.LimitReader(in, maxProse+1))
	if err != nil {
		return err
	}
	if len(b) > maxProse {
		return wrong(model.ProblemTooLarge, in.Path, "Save its text as plain text.", "%s has more than %d MB. It was not used.", in.Path, maxProse>>20)
	}
	lines, left, err := mailLines(in.Path, b)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		in.problems.add(0, model.ProblemLeftOut, "Save those that are wanted by themselves, and open them.", "What is attached to %s was not read: %s.", in.Path, inQuotes(left, 12))
	}
	return r.note(in, lines)
}
