package sync

import (
	"bytes"
	"encoding/csv"
	"html/template"

	"consilience/model"
)

// dictionary writes what each column of each table means, for people and for
// programs. Cells that a spreadsheet would take for a formula are defused.
func (w *feedWriter) dictionary() error {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	rows := [][]string{{"file", "column", "type", "meaning"}}
	for _, c := range w.columns {
		rows = append(rows, []string{c.File, c.Head, c.Type, c.Meaning})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = model.Defuse(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	return w.put(dictionaryName, b.Bytes())
}

// page writes the page for people who open the feed's address.
func (w *feedWriter) page(draft map[string]any) error {
	title, _ := draft["title"].(string)
	if title == "" {
		title = "Published inputs of a consultation"
	}
	data := struct {
		Title, Publisher, Licence, Created, Version string
		Sources                                     []model.Snapshot
		Checks                                      []model.Check
	}{title, w.Publisher, w.Licence, w.Created.UTC().Format("2 January 2006"), w.versionWord(), w.Sources, w.Checks}
	for i := range data.Sources {
		if data.Publisher == "" {
			data.Publisher = data.Sources[i].Publisher
		}
		if data.Licence == "" {
			data.Licence = data.Sources[i].Licence
		}
	}
	var b bytes.Buffer
	if err := feedPage.Execute(&b, data); err != nil {
		return err
	}
	return w.put(indexName, b.Bytes())
}

var feedPage = template.Must(template.New("feed").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<style>
body { font: 16px/1.5 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #1b2733; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; border-top: 1px solid #c8d1da; padding-top: 1rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #e3e8ed; }
td.n { text-align: right; } code { font-size: .8rem; word-break: break-all; } .quiet { color: #51606f; }
</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
<p class="quiet">{{with .Publisher}}Published by {{.}} · {{end}}{{with .Licence}}Licence: {{.}} · {{end}}Version {{.Version}} of {{.Created}}</p>
<p>These are the inputs of a public consultation, as they came. Anybody may read them and compute again what is said of them. To open them in Consilience, give it the address of <a href="datapackage.json">datapackage.json</a>. <a href="data-dictionary.csv">data-dictionary.csv</a> says what the columns mean; <a href="snapshots.json">snapshots.json</a> lists the versions so far; <a href="checks.csv">checks.csv</a> lists what was found in the data.</p>
{{range .Sources}}
<h2>{{.Title}}</h2>
<p class="quiet">{{.Channel.Label}}{{if .CollectedFrom}} · {{.CollectedFrom}}{{with .CollectedTo}} to {{.}}{{end}}{{end}}</p>
{{if .Paraphrased}}<p>The texts are short paraphrases, not the original wording.</p>{{end}}
{{if .Simulated}}<p><strong>Simulated: made up by a program. Nobody said this.</strong></p>{{end}}
<table>
<thead><tr><th scope="col">File</th><th scope="col">Rows</th><th scope="col">Bytes</th><th scope="col">SHA-256</th></tr></thead>
<tbody>{{range .Files}}<tr><td><a href="{{.Path}}">{{.Path}}</a></td><td class="n">{{.RowsRead}}</td><td class="n">{{.Bytes}}</td><td><code>{{.SHA256}}</code></td></tr>{{end}}</tbody>
</table>
{{if .Limitations}}<p>What these data cannot tell:</p><ul>{{range .Limitations}}<li>{{.}}</li>{{end}}</ul>{{end}}
{{$id := .Source.ID}}{{$first := true}}{{range $.Checks}}{{if eq .Source $id}}{{if $first}}{{$first = false}}<p>What to know before relying on them:</p><ul>{{end}}<li><strong>{{.Severity.Label}}.</strong> {{.Say}}{{with .File}} <span class="quiet">({{.}}{{end}}{{with .Line}}, line {{.}}{{end}}{{if .File}})</span>{{end}}</li>{{end}}{{end}}{{if not $first}}</ul>{{end}}
{{end}}
</main>
</body>
</html>
`))
