package paper

import (
	"bytes"
	"errors"
	"strconv"
)

// The syntax of PDF (ISO 32000-1 section 7.2 and 7.3), as far as papers need
// it. Values are nil, bool, float64, name, []byte for strings, ref, array, dict
// and operator (in page content).
type (
	name     string
	ref      int
	array    []any
	dict     map[string]any
	operator string
)

var errSyntax = errors.New("not in PDF's syntax")

// lexer reads values one after the other.
type lexer struct {
	b  []byte
	at int
	// flat is set for page content, which has no references.
	flat bool
}

const deepest = 40

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) blanks() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case space(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// value reads the next value; depth bounds how deep they nest.
func (l *lexer) value(depth int) (any, error) {
	l.blanks()
	if l.at >= len(l.b) || depth > deepest {
		return nil, errSyntax
	}
	switch c := l.b[l.at]; {
	case c == '/':
		l.at++
		return name(l.nameWord()), nil
	case c == '(':
		return l.literal()
	case c == '<' && l.at+1 < len(l.b) && l.b[l.at+1] == '<':
		l.at += 2
		return l.dict(depth)
	case c == '<':
		return l.hex()
	case c == '[':
		l.at++
		return l.array(depth)
	case c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.':
		return l.number()
	case delimiter(c):
		l.at++
		return nil, errSyntax
	}
	switch w := l.word(); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	default:
		return operator(w), nil
	}
}

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.b) && !space(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[from:l.at])
}

func (l *lexer) nameWord() string {
	w := l.word()
	if !bytes.Contains([]byte(w), []byte("#")) {
		return w
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] == '#' && i+2 < len(w) {
			if v, err := strconv.ParseUint(w[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, w[i])
	}
	return string(out)
}

// number reads a number, or a reference "12 0 R".
func (l *lexer) number() (any, error) {
	w := l.word()
	if w == "" {
		l.at++
		return nil, errSyntax
	}
	f, err := strconv.ParseFloat(w, 64)
	if err != nil {
		return nil, errSyntax
	}
	if l.flat || f < 0 || f > 1<<31 || f != float64(int(f)) {
		return f, nil
	}
	back := l.at
	l.blanks()
	from := l.at
	for l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '9' {
		l.at++
	}
	if l.at > from {
		l.blanks()
		if l.at < len(l.b) && l.b[l.at] == 'R' && (l.at+1 == len(l.b) || space(l.b[l.at+1]) || delimiter(l.b[l.at+1])) {
			l.at++
			return ref(int(f)), nil
		}
	}
	l.at = back
	return f, nil
}

func (l *lexer) array(depth int) (any, error) {
	out := array{}
	for {
		l.blanks()
		if l.at >= len(l.b) {
			return nil, errSyntax
		}
		if l.b[l.at] == ']' {
			l.at++
			return out, nil
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

func (l *lexer) dict(depth int) (any, error) {
	out := dict{}
	for {
		l.blanks()
		if l.at >= len(l.b) {
			return nil, errSyntax
		}
		if bytes.HasPrefix(l.b[l.at:], []byte(">>")) {
			l.at += 2
			return out, nil
		}
		k, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		key, ok := k.(name)
		if !ok {
			return nil, errSyntax
		}
		v, err := l.value(depth + 1)
		if err != nil {
			return nil, err
		}
		out[string(key)] = v
	}
}

func (l *lexer) hex() (any, error) {
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		return nil, errSyntax
	}
	var digits []byte
	for _, c := range l.b[l.at+1 : l.at+end] {
		if !space(c) {
			digits = append(digits, c)
		}
	}
	l.at += end + 1
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, len(digits)/2)
	for i := range out {
		v, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			return nil, errSyntax
		}
		out[i] = byte(v)
	}
	return out, nil
}

func (l *lexer) literal() (any, error) {
	out := []byte{}
	open := 0
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			if open++; open == 1 {
				continue
			}
		case ')':
			if open--; open == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, errSyntax
}

func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.at < len(l.b) && l.b[l.at] == '\n' {
			l.at++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for k := 0; k < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; k++ {
		v = v*8 + int(l.b[l.at]-'0')
		l.at++
	}
	return append(out, byte(v))
}
