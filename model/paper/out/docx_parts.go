package out

import (
	"fmt"
	"strings"
)

// The parts of a package that are the same in every paper.
const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	relType    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	relsHead   = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

	contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/><Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="` + wordType + `footnotes+xml"/><Override PartName="/word/header1.xml" ContentType="` + wordType + `header+xml"/><Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`
	wordType = `application/vnd.openxmlformats-officedocument.wordprocessingml.`

	packageRels = relsHead + `<Relationship Id="r1" Type="` + relType + `officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="r3" Type="` + relType + `extended-properties" Target="docProps/app.xml"/></Relationships>`

	appProps = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Consilience</Application></Properties>`

	coreProps = xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>%s</dc:title><dc:creator>%s</dc:creator><dc:subject>%s</dc:subject><dc:language>%s</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">%[5]s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%[5]s</dcterms:modified></cp:coreProperties>`

	settings = xmlHead + `<w:settings ` + namespaces + `><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

	documentHead = xmlHead + `<w:document ` + namespaces + `><w:body>`
	documentEnd  = `<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/><w:footerReference w:type="default" r:id="rFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1276" w:bottom="1304" w:left="1276" w:header="680" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`
)

// paragraphStyle is a style of paragraphs: what it is based on, how it stands
// and how its letters look.
type paragraphStyle struct{ id, name, base, paragraph, letters string }

// paragraphStyles are those of a paper. Sizes are in half points, distances in
// twentieths of a point. A is replaced by the accent colour.
var paragraphStyles = []paragraphStyle{
	{"BodyText", "Body Text", "Normal", `<w:spacing w:after="120"/>`, ``},
	{"Title", "Title", "Normal", `<w:keepNext/><w:spacing w:after="60" w:line="240" w:lineRule="auto"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="40"/><w:szCs w:val="40"/>`},
	{"Facts", "Facts", "Normal", `<w:spacing w:after="60"/>`, `<w:color w:val="58636E"/><w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{"Warning", "Warning", "Normal", `<w:pBdr><w:left w:val="single" w:sz="24" w:space="6" w:color="92400E"/></w:pBdr><w:spacing w:before="80" w:after="80"/>`, `<w:b/><w:bCs/><w:color w:val="92400E"/>`},
	{"Heading1", "heading 1", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="26"/><w:szCs w:val="26"/>`},
	{"Heading2", "heading 2", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="220" w:after="80"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="22"/><w:szCs w:val="22"/>`},
	{"Heading3", "heading 3", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="2"/>`, `<w:i/><w:iCs/><w:color w:val="A"/>`},
	{"Numbered", "Numbered Paragraph", "BodyText", `<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/>`, ``},
	{"Point", "List Bullet", "BodyText", `<w:tabs><w:tab w:val="left" w:pos="851"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="851" w:hanging="284"/>`, ``},
	{"Contents", "Contents", "Normal", `<w:spacing w:after="40"/><w:ind w:left="284"/>`, ``},
	{"Label", "Label", "Normal", `<w:keepNext/><w:spacing w:before="160" w:after="40"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{"BoxLabel", "Box Label", "Normal", `<w:keepNext/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="A"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EDF3F8"/><w:spacing w:before="160"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="17"/><w:szCs w:val="17"/>`},
	{"Box", "Box", "Normal", `<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="A"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EDF3F8"/><w:spacing w:after="200"/>`, `<w:sz w:val="22"/><w:szCs w:val="22"/>`},
	{"Quote", "Quote", "Normal", `<w:spacing w:before="80" w:after="60"/><w:ind w:left="567" w:right="567"/>`, `<w:i/><w:iCs/>`},
	{"Caption", "caption", "Normal", `<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/>`, `<w:b/><w:bCs/><w:color w:val="A"/><w:sz w:val="19"/><w:szCs w:val="19"/>`},
	{"Picture", "Picture", "Normal", `<w:keepNext/><w:spacing w:after="40" w:line="240" w:lineRule="auto"/>`, ``},
	{"Note", "Table Note", "Normal", `<w:spacing w:before="40" w:after="200"/>`, `<w:color w:val="58636E"/><w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{"TableHead", "Table Head", "Normal", `<w:keepNext/>`, `<w:b/><w:bCs/><w:color w:val="58636E"/><w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{"TableText", "Table Text", "Normal", ``, `<w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{"TableSmall", "Table Small", "Normal", ``, `<w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{"Signature", "Signature", "Normal", `<w:pBdr><w:top w:val="single" w:sz="4" w:space="2" w:color="1F2933"/></w:pBdr><w:spacing w:before="800"/><w:ind w:right="4800"/>`, `<w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{"FootnoteText", "footnote text", "Normal", ``, `<w:sz w:val="17"/><w:szCs w:val="17"/>`},
	{"Header", "header", "Normal", `<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>`, `<w:color w:val="58636E"/><w:sz w:val="16"/><w:szCs w:val="16"/>`},
	{"Footer", "footer", "Normal", `<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>`, `<w:color w:val="58636E"/><w:sz w:val="16"/><w:szCs w:val="16"/>`},
}

// styles is the package's list of styles.
func (x *docx) styles() []byte {
	accent := strings.ToUpper(strings.TrimPrefix((&page{d: x.d}).accent(), "#"))
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei" w:cs="Arial"/><w:color w:val="1F2933"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="` +
		xmlText(language(x.d)) + `" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="005C9E"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>`)
	for _, s := range paragraphStyles {
		custom := ""
		if s.name == s.id || s.id == "Numbered" || strings.HasPrefix(s.id, "Table") || strings.HasPrefix(s.id, "Box") || s.id == "Note" {
			custom = ` w:customStyle="1"`
		}
		fmt.Fprintf(&b, `<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="%s"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`,
			custom, s.id, s.name, s.base, coloured(s.paragraph, accent), coloured(s.letters, accent))
	}
	b.WriteString(`<w:style w:type="table" w:customStyle="1" w:styleId="Evidence"><w:name w:val="Evidence"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1F2933"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="CED4DA"/></w:tblBorders>` +
		`<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="45" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
		`<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F2933"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style></w:styles>`)
	return []byte(b.String())
}

func coloured(xml, accent string) string {
	return strings.NewReplacer(`w:val="A"`, `w:val="`+accent+`"`, `w:color="A"`, `w:color="`+accent+`"`).Replace(xml)
}

var xmlSigns = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// xmlText makes words safe within XML, without characters that XML does not
// have.
func xmlText(s string) string {
	return xmlSigns.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF || r >= 0xD800 && r <= 0xDFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}
