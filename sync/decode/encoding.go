package decode

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"consilience/model"
)

// Text comes in UTF-8, or as spreadsheet programs also write it: in UTF-16 with
// its mark at the beginning (“Unicode text”), or in Windows-1252, the old
// encoding of Western Europe and the Americas. Windows-1252 has no mark, so a
// text is taken for it only where all its bytes are what people write in it.

// encodingName is a text's encoding as people call it; empty is UTF-8.
type encodingName string

const (
	utf16Text   encodingName = "UTF-16"
	windowsText encodingName = "Windows-1252"
)

// decoder makes UTF-8 of an encoding; nil of UTF-8.
func (e encodingName) decoder() *encoding.Decoder {
	switch e {
	case utf16Text:
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
	case windowsText:
		return charmap.Windows1252.NewDecoder()
	}
	return nil
}

// encodingOf tells how a text is written. Bytes that are no text in any of the
// three count as UTF-8, and are refused where they are read. The whole file is
// looked at: the first letter beyond ASCII may stand at its end.
func encodingOf(file io.ReaderAt, size int64) encodingName {
	var b [256 << 10]byte
	var w westernLetters
	sound, kept := true, 0
	for at := int64(0); at < size; {
		n, err := file.ReadAt(b[kept:], at)
		if n == 0 {
			break
		}
		chunk := b[:kept+n]
		if at == 0 {
			switch {
			case bytes.HasPrefix(chunk, []byte("\xff\xfe")), bytes.HasPrefix(chunk, []byte("\xfe\xff")):
				return utf16Text
			case bytes.HasPrefix(chunk, []byte("PK\x03\x04")), bytes.HasPrefix(chunk, []byte("SQLite format 3\x00")), isPDF(chunk):
				return ""
			}
		}
		at += int64(n)
		if sound {
			kept = cutRune(chunk)
			whole := chunk[:len(chunk)-kept]
			if at >= size || err != nil {
				whole, kept = chunk, 0
			}
			if !utf8.Valid(whole) {
				sound = false
				at, kept = 0, 0 // once more, for single bytes
				continue
			}
			copy(b[:], chunk[len(whole):])
			continue
		}
		if kept = 0; !w.all(chunk) {
			return ""
		}
	}
	if sound || !w.likely() {
		return ""
	}
	return windowsText
}

// cutRune is how many bytes at the end may be the beginning of a character.
func cutRune(b []byte) int {
	for n := 1; n <= min(3, len(b)); n++ {
		if c := b[len(b)-n]; c >= 0xc0 && !utf8.FullRune(b[len(b)-n:]) {
			return n
		} else if c < 0x80 {
			break
		}
	}
	return 0
}

// westernLetters weighs single bytes as Windows-1252.
type westernLetters struct {
	high, pairs, coupled int
	last                 byte
}

// all sees bytes and says whether all may stand in such a text.
func (w *westernLetters) all(b []byte) bool {
	for _, c := range b {
		switch {
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a:
			return false
		case c == 0x81 || c == 0x8d || c == 0x8f || c == 0x90 || c == 0x9d:
			return false // they mean nothing there
		}
		if c >= 0x80 {
			w.high++
			if w.last >= 0x80 {
				w.pairs++
			}
		}
		// In old Macintosh text letters stand where signs and capitals are here,
		// which do not follow small letters.
		if bytes.IndexByte([]byte("\x83\x84\x86\x87\x88\x89\x8a\x8c\x8e\x98\x9f"), c) >= 0 && w.last >= 'a' && w.last <= 'z' {
			return false
		}
		if w.last >= 0xc2 && w.last < 0xf5 && c >= 0x80 && c < 0xc0 {
			w.coupled++ // as characters of UTF-8 are
		}
		w.last = c
	}
	return true
}

// likely says whether the letters stand as they do in Western languages: alone
// between plain ones, where Cyrillic, Greek, Arabic and Hebrew stand in rows;
// and not as the damaged rest of UTF-8.
func (w *westernLetters) likely() bool { return 4*w.pairs <= w.high && 4*w.coupled <= w.high }

// maxSeenText is how much of a text in another encoding is looked at to
// recognise it.
const maxSeenText = 8 << 20

// inUTF8 makes the file to be recognised UTF-8.
func (l *Look) inUTF8() {
	if l.isPacked() || l.isDatabase() {
		return
	}
	var file io.ReaderAt = bytes.NewReader(l.Head)
	size := int64(len(l.Head))
	if l.File != nil {
		file, size = l.File, l.Size
	} else {
		size -= int64(cutRune(l.Head))
	}
	d := encodingOf(file, size).decoder()
	if d == nil {
		return
	}
	b, err := io.ReadAll(io.LimitReader(transform.NewReader(io.NewSectionReader(file, 0, size), d), maxSeenText))
	if err != nil {
		return // recognition sees what is there and says that it is no text
	}
	b = trimBOM(b[:len(b)-cutRune(b)])
	l.Head = b[:min(len(b), headBytes)]
	l.Head = l.Head[:len(l.Head)-cutRune(l.Head)]
	if l.File != nil {
		l.File, l.Size = bytes.NewReader(b), int64(len(b))
	}
}

// saysEncoding notes that a text was not in UTF-8.
func (in *input) saysEncoding(e encodingName) {
	switch e {
	case utf16Text:
		in.problems.add(0, model.ProblemAssumed, "", "%s is written in UTF-16. It was read so.", in.Path)
	case windowsText:
		in.problems.add(0, model.ProblemAssumed, "Where letters with accents look wrong, save the file again as CSV in UTF-8 and open that.",
			"%s is not written in UTF-8. Its letters are those of Windows-1252, as older spreadsheets write them, and were read so.", in.Path)
	}
}
