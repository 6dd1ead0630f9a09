package decode

import (
	"bytes"
	"path"
	"strings"

	"consilience/model"
)

// oldOffice begins the files of older office programs (and of newer ones that
// a password protects): documents, workbooks, presentations, mails.
const oldOffice = "\xd0\xcf\x11\xe0"

// otherProgram says of a file in the format of a program that is not read what
// it is and what to do; nil if it is none. The bytes say it where they can: a
// CSV that is named .xls is a CSV.
func otherProgram(name string, head []byte) *model.Problem {
	base, ext := path.Base(name), strings.ToLower(path.Ext(name))
	begins := func(with ...string) bool {
		for _, w := range with {
			if bytes.HasPrefix(head, []byte(w)) {
				return true
			}
		}
		return false
	}
	tell := func(what, do string) *model.Problem {
		return wrong(model.ProblemUnrecognised, name, do, "%s is %s. It was left aside.", base, what)
	}
	zip := begins("PK\x03\x04")
	const asDOCX, asXLSX = "Open it in a word processor, save it as DOCX, and open that.", "Open it in a spreadsheet program, save it as XLSX or CSV, and open that."
	switch {
	case begins(oldOffice):
		return tell(oldFile(ext))
	case begins(`{\rtf`) && ext != ".rtf":
		return tell("a document in Rich Text Format", "Give its name the ending .rtf and open it again.")
	case zip && ext == ".pages":
		return tell("a document of Apple Pages, which is not read", "Open it in Pages, choose File, Export To, Word, and open that.")
	case zip && ext == ".numbers":
		return tell("a spreadsheet of Apple Numbers, which is not read", "Open it in Numbers, choose File, Export To, Excel or CSV, and open that.")
	case zip && (ext == ".key" || ext == ".pptx" || ext == ".odp"):
		return tell("a presentation, which is not read", "Save its text as DOCX or plain text, and open that.")
	case zip && ext == ".ods":
		return tell("an OpenDocument spreadsheet, which is not read", asXLSX)
	case zip && ext == ".xlsb":
		return tell("a binary Excel workbook, which is not read", asXLSX)
	case zip && ext == ".epub":
		return tell("an electronic book, which is not read", asDOCX)
	case begins("\x89PNG", "\xff\xd8\xff", "GIF8", "II*\x00", "MM\x00*", "BM") && pictureName[ext], len(head) > 11 && bytes.HasPrefix(head[4:], []byte("ftyphei")), begins("RIFF") && ext == ".webp":
		return tell("a picture, in which no text is read", "Have its text recognised (OCR) in another program, or type it, and save that as DOCX or plain text.")
	case recordingName[ext] && bytes.IndexByte(head, 0) >= 0:
		return tell("a recording, which is not listened to", "Have it transcribed, and save the transcript as DOCX or plain text.")
	case begins("7z\xbc\xaf'\x1c", "Rar!", "\x1f\x8b"):
		return tell("a packed file, which must be unpacked first", "Unpack it and open the folder.")
	case isMail(ext, head):
		return tell("a mail, which is not read", "Open it in your mail program and save its text as plain text or HTML. Attachments must be saved by themselves.")
	}
	return nil
}

var (
	pictureName   = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".tif": true, ".tiff": true, ".bmp": true}
	recordingName = map[string]bool{".mp3": true, ".m4a": true, ".wav": true, ".mp4": true, ".mov": true, ".ogg": true, ".opus": true, ".flac": true, ".avi": true, ".mkv": true, ".webm": true, ".wma": true}
)

// oldFile says what a file of an older office program is, by its name, and
// what to do.
func oldFile(ext string) (what, do string) {
	switch ext {
	case ".doc", ".dot":
		return "a document of an older Word, which is not read", "Open it in a word processor, save it as DOCX, and open that."
	case ".docx", ".odt":
		return "a document that is protected with a password, or of an older Word", "Open it in a word processor and save it as DOCX without a password."
	case ".ppt", ".pps":
		return "a presentation, which is not read", "Save its text as DOCX or plain text, and open that."
	case ".msg":
		return "a mail of Outlook, which is not read", "Open it in Outlook and save it as text. Attachments must be saved by themselves."
	}
	return "an old Excel file, or one that is protected with a password", "Open it in a spreadsheet program and save it as .xlsx without a password."
}

// isMail says whether a file is a mail as mail programs save it.
func isMail(ext string, head []byte) bool {
	switch ext {
	case ".mbox", ".emlx": // several mails, or one with a head of its own
		return bytes.IndexByte(head, ':') > 0
	}
	return false
}
