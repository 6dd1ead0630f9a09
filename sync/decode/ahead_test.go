package decode

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// wideSurvey is a survey of n responses that is long enough to be cut ahead.
func wideSurvey(n int, long string) string {
	var b strings.Builder
	b.WriteString("Timestamp,Your sector,Plans work,What else?\n")
	for i := range n {
		fmt.Fprintf(&b, "2024/10/%02d 10:00:00,%s,%s,\"%d said \"\"%s\"\"\n and more\"\n", i%28+1, []string{"Government", "Academia"}[i%2], agreement[i%5], i, long)
		if i%97 == 0 {
			b.WriteString("\n,,,\n") // rows that are none, over the ends of batches too
		}
	}
	return b.String()
}

// A large survey gives what a small one gives: rows keep their lines, cells and
// responses wherever a batch ends.
func TestSurveyCutAhead(t *testing.T) {
	s := shelf{t.TempDir()}
	long := strings.Repeat("word ", 30)
	const n = 12_000
	snap := s.snapshot(t, model.FormatGoogleForms, map[string]string{"f.csv": wideSurvey(n, long)})
	if snap.Files[0].Bytes < 2*aheadFrom {
		t.Fatalf("the file has %d bytes only", snap.Files[0].Bytes)
	}
	read := int64(0)
	c, err := SnapshotWatched(context.Background(), snap, s.open, func(n int64) { read += n })
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Responses) != n || c.Snapshot.Files[0].RowsRead != n {
		t.Fatalf("got %d responses of %d rows read, want %d", len(c.Responses), c.Snapshot.Files[0].RowsRead, n)
	}
	if read == 0 || read > snap.Files[0].Bytes {
		t.Errorf("got %d bytes reported, want at most %d", read, snap.Files[0].Bytes)
	}
	line := 2
	for i, r := range c.Responses {
		if r.Line != line {
			t.Fatalf("response %d is on line %d, want %d", i, r.Line, line)
		}
		if line += 2; i%97 == 0 {
			line += 2
		}
	}
	texts := c.Answers[len(c.Answers)-1]
	for i, text := range texts.Texts {
		if want := fmt.Sprintf("%d said \"%s\"\n and more", i, long); text != want || int(texts.Responses[i]) != i {
			t.Fatalf("answer %d of response %d is %q, want %q", i, texts.Responses[i], text, want)
		}
	}
	if len(texts.Texts) != n {
		t.Errorf("got %d texts, want %d", len(texts.Texts), n)
	}
}

// Reading that ends early leaves nobody behind who still reads the file.
func TestCuttingAheadStops(t *testing.T) {
	s := shelf{t.TempDir()}
	content := wideSurvey(12_000, strings.Repeat("word ", 30))
	for _, test := range []struct {
		name    string
		content string
		ends    bool // the context does
	}{
		{"Stop", content, true},
		{"a file that is refused on the way", content[:len(content)/3] + "2024/10/01 10:00:00,\xff\xfe,Agree,x\n" + content[len(content)/3:], false},
		{"a quotation mark that is never closed", content + "2024/10/01 10:00:00,\"x", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			snap := s.snapshot(t, model.FormatGoogleForms, map[string]string{"f.csv": test.content})
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			c, err := SnapshotWatched(ctx, snap, s.open, func(int64) {
				if test.ends {
					cancel()
				}
			})
			switch {
			case test.ends && !errors.Is(err, context.Canceled):
				t.Errorf("got %v, want that of the context", err)
			case test.name == "a file that is refused on the way" && err == nil:
				t.Error("got no error for bytes that are no text")
			case strings.HasPrefix(test.name, "a quot") && (err != nil || c.Snapshot.Files[0].RowsSkipped != 1):
				t.Errorf("got %v, %d rows skipped, want 1", err, c.Snapshot.Files[0].RowsSkipped)
			}
		})
	}
}
