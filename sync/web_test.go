package sync

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"consilience/model"
)

// site is a publisher's server. Files are handed out with an ETag and ranges,
// as a static web server does, unless a handler of the path's own says else.
type site struct {
	*httptest.Server
	files    map[string]string
	handlers map[string]http.HandlerFunc
	log      []string
	// bare servers state neither ETag nor Last-Modified.
	bare bool
}

func newSite(t *testing.T, files map[string]string) *site {
	t.Helper()
	s := &site{files: files, handlers: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	line := r.URL.Path
	for _, h := range []string{"Range", "If-Range", "If-None-Match"} {
		if v := r.Header.Get(h); v != "" {
			line += " " + h + "=" + v
		}
	}
	s.log = append(s.log, line)
	name := strings.TrimPrefix(r.URL.Path, "/")
	if h := s.handlers[name]; h != nil {
		h(w, r)
		return
	}
	content, ok := s.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if s.bare {
		_, _ = io.WriteString(w, content)
		return
	}
	w.Header().Set("ETag", etag(content))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader([]byte(content)))
}

func etag(content string) string { return `"` + digest(content)[7:15] + `"` }

// asked gives the requests since the last call.
func (s *site) asked() []string {
	log := s.log
	s.log = nil
	return log
}

func hashed(name, path, content string) string {
	return fmt.Sprintf(`{"name":%q,"path":%q,"hash":%q,"bytes":%d}`, name, path, digest(content), len(content))
}

func TestWebUnchangedFeedCostsOneRequest(t *testing.T) {
	for _, bare := range []bool{false, true} {
		t.Run(fmt.Sprintf("bare %v", bare), func(t *testing.T) {
			s := newSite(t, map[string]string{"tags.csv": tagsFile, "in/heard.csv": heardFile})
			s.bare = bare
			s.files["datapackage.json"] = feed(hashed("tags", "tags.csv", tagsFile), hashed("heard", "in/heard.csv", heardFile))
			b := newBench(t, Options{})
			d := b.must(s.URL + "/")
			want(t, "sources", ids(d), []string{"tags", "heard"})
			if f := d.Contents[1].Snapshot.Files[0]; f.Address != s.URL+"/in/heard.csv" || f.Path != "in/heard.csv" || d.Requests != 3 || d.BytesReceived != int64(len(tagsFile)+len(heardFile)+len(s.files["datapackage.json"])) {
				t.Errorf("got file %+v, %d requests, %d bytes; want in/heard.csv, 3 requests and all bytes", f, d.Requests, d.BytesReceived)
			}
			s.asked()
			again := b.must(s.URL + "/")
			want(t, "unchanged", again.Unchanged, []string{"tags", "heard"})
			condition := " If-None-Match=" + etag(s.files["datapackage.json"])
			received := int64(0)
			if bare {
				condition, received = "", int64(len(s.files["datapackage.json"]))
			}
			want(t, "requests", s.asked(), []string{"/datapackage.json" + condition})
			if again.Requests != 1 || again.BytesReceived != received {
				t.Errorf("got %d requests, %d bytes; want 1 and %d", again.Requests, again.BytesReceived, received)
			}
			// A file that moved is known by its digest.
			s.files["datapackage.json"] = feed(hashed("tags", "moved/tags.csv", tagsFile), hashed("heard", "in/heard.csv", heardFile+"survey,responses,total,,180\n"))
			s.files["in/heard.csv"] = heardFile + "survey,responses,total,,180\n"
			s.asked()
			moved := b.must(s.URL + "/")
			want(t, "changed", ids(moved), []string{"tags", "heard"})
			if got := len(s.asked()); got != 2 {
				t.Errorf("got %d requests, want the descriptor's and the changed file's", got)
			}
		})
	}
}

func TestWebFilesWithoutDigestAreAskedForConditionally(t *testing.T) {
	s := newSite(t, map[string]string{"tags.csv": tagsFile, "datapackage.json": feed(`{"name":"tags","path":"tags.csv"}`)})
	b := newBench(t, Options{})
	b.must(s.URL + "/datapackage.json")
	s.asked()
	d := b.must(s.URL + "/datapackage.json")
	want(t, "unchanged", d.Unchanged, []string{"tags"})
	want(t, "requests", s.asked(), []string{
		"/datapackage.json If-None-Match=" + etag(s.files["datapackage.json"]), "/tags.csv If-None-Match=" + etag(tagsFile),
	})
	s.files["tags.csv"] = tagsFile + "Role,Broader,4\n"
	want(t, "changed", ids(b.must(s.URL+"/datapackage.json")), []string{"tags"})
}

// big is a file that comes in several pieces.
var big = "cluster,tag,mentions\n" + func() string {
	var rows strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&rows, "Role,Tag number %d,%d\n", i, i)
	}
	return rows.String()
}()

// cutAfter sends headers for the whole and breaks off, the first times times.
func (s *site) cutAfter(name string, n, times int) {
	s.handlers[name] = func(w http.ResponseWriter, r *http.Request) {
		if times--; times < 0 {
			delete(s.handlers, name)
			s.log = s.log[:len(s.log)-1]
			s.ServeHTTP(w, r)
			return
		}
		content := s.files[name]
		if !s.bare {
			w.Header().Set("ETag", etag(content))
		}
		from := 0
		if r.Header.Get("Range") != "" {
			_, _ = fmt.Sscanf(r.Header.Get("Range"), "bytes=%d-", &from)
			w.Header().Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", from, len(content)-1, len(content)))
		}
		w.Header().Set("Content-Length", fmt.Sprint(len(content)-from))
		if from > 0 {
			w.WriteHeader(http.StatusPartialContent)
		}
		_, _ = io.WriteString(w, content[from:min(from+n, len(content))])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func TestWebResumes(t *testing.T) {
	const piece = 100_000
	for _, test := range []struct {
		name     string
		resource string
		bare     bool
		requests []string // of the file, within one fetch after two cuts
	}{
		{"with an ETag", `{"name":"tags","path":"tags.csv"}`, false, []string{
			"/tags.csv",
			"/tags.csv Range=bytes=100000- If-Range=" + etag(big),
			"/tags.csv Range=bytes=200000- If-Range=" + etag(big),
		}},
		{"with a digest", hashed("tags", "tags.csv", big), true, []string{
			"/tags.csv", "/tags.csv Range=bytes=100000-", "/tags.csv Range=bytes=200000-",
		}},
		{"with neither it starts again", `{"name":"tags","path":"tags.csv"}`, true, []string{"/tags.csv", "/tags.csv", "/tags.csv"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, map[string]string{"tags.csv": big, "datapackage.json": feed(test.resource)})
			s.bare = test.bare
			s.cutAfter("tags.csv", piece, 2)
			b := newBench(t, Options{})
			d := b.must(s.URL + "/")
			want(t, "requests", s.asked(), append([]string{"/datapackage.json"}, test.requests...))
			if len(d.Contents) != 1 || len(d.Contents[0].Tags) != 20_000 || len(d.Contents[0].Snapshot.Problems) != 0 {
				t.Errorf("got %v, want one source of 20,000 tags", ids(d))
			}
			left, err := os.ReadDir(b.store.PartialDir())
			if err != nil || len(left) > 0 {
				t.Errorf("got %v, %v left of the download, want nothing", left, err)
			}
		})
	}
}

// A download that fails for good goes on at the next fetch; if the file was
// changed meanwhile, it starts again.
func TestWebResumesNextTime(t *testing.T) {
	for _, changed := range []bool{false, true} {
		t.Run(fmt.Sprintf("changed %v", changed), func(t *testing.T) {
			s := newSite(t, map[string]string{"tags.csv": big, "datapackage.json": feed(`{"name":"tags","path":"tags.csv"}`)})
			s.cutAfter("tags.csv", 100_000, 1)
			b := newBench(t, Options{Limits: Limits{Attempts: 1}})
			b.refused(s.URL+"/", model.ProblemTruncated)
			s.asked()
			if changed {
				s.files["tags.csv"] = "tag,mentions\nnew,1\n" + big[strings.IndexByte(big, '\n')+1:]
			}
			d := b.must(s.URL + "/")
			want(t, "requests", s.asked()[1:], []string{"/tags.csv Range=bytes=100000- If-Range=" + etag(big)})
			sum := "sha256:" + d.Contents[0].Snapshot.Files[0].SHA256
			if sum != digest(s.files["tags.csv"]) || (d.BytesReceived < int64(len(big))) == changed {
				t.Errorf("got %s in %d bytes, want %s", sum, d.BytesReceived, digest(s.files["tags.csv"]))
			}
		})
	}
}

// Two halves that don't belong together are found out by the feed's digest,
// and the file is fetched anew.
func TestWebResumedPartThatDiffers(t *testing.T) {
	s := newSite(t, map[string]string{"tags.csv": strings.Replace(big, "Tag number 7,", "Tag number X,", 1), "datapackage.json": feed(hashed("tags", "tags.csv", big))})
	s.cutAfter("tags.csv", 100_000, 1)
	b := newBench(t, Options{Limits: Limits{Attempts: 1}})
	b.refused(s.URL+"/", model.ProblemTruncated)
	s.files["tags.csv"] = big
	b.publisher.options.Limits.Attempts = 3
	s.bare = true // a server that ignores If-Range would join the halves
	s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("If-Range")
		http.ServeContent(w, r, "tags.csv", time.Time{}, strings.NewReader(big))
	}
	s.asked()
	d := b.must(s.URL + "/")
	if len(d.Contents) != 1 || len(s.asked()) != 3 {
		t.Errorf("got %v after %v, want the file whole after the part was dropped", ids(d), s.log)
	}
}

func TestWebStopKeepsThePart(t *testing.T) {
	s := newSite(t, map[string]string{"tags.csv": big, "datapackage.json": feed(`{"name":"tags","path":"tags.csv"}`)})
	b := newBench(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := b.publisher.Fetch(ctx, s.URL+"/", func(p model.Progress) {
		if p.What == "tags.csv" && p.Done > 200_000 {
			cancel()
		}
	})
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != model.ProblemStopped {
		t.Fatalf("got %v, want a Problem of kind %s", err, model.ProblemStopped)
	}
	parts, err := filepath.Glob(filepath.Join(b.store.PartialDir(), "*.part"))
	if err != nil || len(parts) != 1 {
		t.Fatalf("got parts %v, %v; want one", parts, err)
	}
	s.asked()
	b.must(s.URL + "/")
	if got := s.asked(); len(got) != 2 || !strings.Contains(got[1], "Range=bytes=") {
		t.Errorf("got requests %v, want the file's to go on", got)
	}
}

func TestWebRefuses(t *testing.T) {
	tests := []struct {
		name  string
		setup func(s *site)
		kind  string
	}{
		{"no descriptor", func(s *site) { delete(s.files, "datapackage.json") }, model.ProblemNotReachable},
		{"a digest that differs", func(s *site) { s.files["tags.csv"] += "Role,More,1\n" }, model.ProblemHashDiffers},
		{"a digest that differs, same length", func(s *site) { s.files["tags.csv"] = strings.Replace(tagsFile, "21", "22", 1) }, model.ProblemHashDiffers},
		{"a missing file", func(s *site) { delete(s.files, "tags.csv") }, model.ProblemNotReachable},
		{"a redirect to another host", func(s *site) {
			s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
			}
		}, model.ProblemRefused},
		{"a redirect to another port of this machine", func(s *site) {
			s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://127.0.0.1:1/x", http.StatusFound)
			}
		}, model.ProblemRefused},
		{"redirects without end", func(s *site) {
			s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "/tags.csv", http.StatusFound)
			}
		}, model.ProblemRefused},
		{"a packed body", func(s *site) {
			s.handlers["tags.csv"] = func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", "gzip")
				_, _ = io.WriteString(w, "\x1f\x8b")
			}
		}, model.ProblemRefused},
		{"a descriptor too large", func(s *site) { s.files["datapackage.json"] += strings.Repeat(" ", 5<<20) }, model.ProblemTooLarge},
		{"a descriptor without end", func(s *site) {
			s.handlers["datapackage.json"] = func(w http.ResponseWriter, _ *http.Request) {
				for range 5 << 10 {
					_, _ = io.WriteString(w, strings.Repeat(" ", 1<<10))
				}
			}
		}, model.ProblemTooLarge},
		{"a descriptor that leads out", func(s *site) {
			s.files["datapackage.json"] = feed(`{"name":"x","path":"../tags.csv"}`, `{"name":"y","path":"http://127.0.0.1:1/tags.csv"}`, `{"name":"z","path":"//evil.example/tags.csv"}`)
		}, model.ProblemRefused},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t, map[string]string{"tags.csv": tagsFile, "datapackage.json": feed(hashed("tags", "tags.csv", tagsFile))})
			test.setup(s)
			b := newBench(t, Options{})
			b.refused(s.URL+"/", test.kind)
			left, err := os.ReadDir(b.store.PartialDir())
			if err != nil || len(left) > 0 {
				t.Errorf("got %v, %v left of the download, want nothing", left, err)
			}
		})
	}
}

func TestWebLimits(t *testing.T) {
	for name, limits := range map[string]Limits{"a file": {File: 1000}, "in all": {Total: 1000}} {
		for _, chunked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, chunked %v", name, chunked), func(t *testing.T) {
				s := newSite(t, map[string]string{"tags.csv": big, "datapackage.json": feed(`{"name":"tags","path":"tags.csv"}`)})
				s.bare = chunked
				b := newBench(t, Options{Limits: limits})
				if d := b.refused(s.URL+"/", model.ProblemTooLarge); d.BytesReceived > 200_000 {
					t.Errorf("got %d bytes read, want to stop early", d.BytesReceived)
				}
			})
		}
	}
}

func TestWebRedirectOnTheSameHost(t *testing.T) {
	s := newSite(t, map[string]string{"now/tags.csv": tagsFile, "datapackage.json": feed(hashed("tags", "tags.csv", tagsFile))})
	s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/now/tags.csv", http.StatusMovedPermanently)
	}
	if d := newBench(t, Options{}).must(s.URL); len(d.Contents) != 1 || d.Requests != 3 {
		t.Errorf("got %v with %d requests, want the file with 3", ids(d), d.Requests)
	}
}

// Polis answers 200 and may fail later: the body then ends in an error, or in
// the middle.
func TestWebPolisBodies(t *testing.T) {
	resources := feed(`{"name":"votes","path":"votes.csv","consilience":{"source":"poll","format":"polis-export"}}`,
		`{"name":"words","path":"comments.csv","consilience":{"source":"poll","format":"polis-export"}}`, `{"name":"tags","path":"tags.csv"}`)
	for name, votes := range map[string]string{
		"cut off": votesFile[:len(votesFile)-3], "an error appended": votesFile + "polis_err_report_export\n", "a page appended": votesFile + "<html><body>502</body></html>\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, map[string]string{"votes.csv": votes, "comments.csv": wordsFile, "tags.csv": tagsFile, "datapackage.json": resources})
			d := newBench(t, Options{}).must(s.URL + "/")
			want(t, "sources", ids(d), []string{"tags"})
			want(t, "problems", kinds(d), []string{"truncated votes.csv"})
		})
	}
}

func TestWebSingleFile(t *testing.T) {
	s := newSite(t, map[string]string{"export/role-tags.csv": tagsFile})
	b := newBench(t, Options{})
	d := b.must(s.URL + "/export/role-tags.csv?key=1#part")
	want(t, "sources", ids(d), []string{"role-tags"})
	if d.Feed != s.URL+"/export/role-tags.csv?key=1" {
		t.Errorf("got feed %s, want the address without its fragment", d.Feed)
	}
	want(t, "unchanged", b.must(d.Feed).Unchanged, []string{"role-tags"})
}

func TestWebIdleServer(t *testing.T) {
	for _, after := range []string{"", tagsFile} {
		s := newSite(t, map[string]string{"datapackage.json": feed(`{"name":"tags","path":"tags.csv"}`)})
		s.handlers["tags.csv"] = func(w http.ResponseWriter, r *http.Request) {
			if after != "" {
				_, _ = io.WriteString(w, after)
				w.(http.Flusher).Flush()
			}
			<-r.Context().Done()
		}
		b := newBench(t, Options{Limits: Limits{Idle: 50 * time.Millisecond}})
		b.refused(s.URL+"/", model.ProblemNotReachable)
	}
}

func TestWebOffline(t *testing.T) {
	s := newSite(t, map[string]string{"tags.csv": tagsFile, "datapackage.json": feed(hashed("tags", "tags.csv", tagsFile))})
	b := newBench(t, Options{})
	b.must(s.URL + "/")
	s.Close()
	_, err := b.publisher.Fetch(t.Context(), s.URL+"/", nil)
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != model.ProblemNotReachable || !strings.Contains(p.Say, "The inputs fetched on 1 March 2026 are still here.") {
		t.Errorf("got %v, want a Problem that says since when the inputs are here", err)
	}
}

func TestWebSecure(t *testing.T) {
	s := &site{files: map[string]string{"tags.csv": tagsFile, "datapackage.json": feed(hashed("tags", "tags.csv", tagsFile))}, handlers: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it reports the handshake that is meant to fail
	s.StartTLS()
	defer s.Close()
	want(t, "sources", ids(newBench(t, Options{Client: s.Client()}).must(s.URL+"/")), []string{"tags"})
	d := newBench(t, Options{})
	_, err := d.publisher.Fetch(t.Context(), s.URL+"/", nil)
	var p *model.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Say, "prove") {
		t.Errorf("got %v, want a Problem about the server's certificate", err)
	}
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{
		"http://example.org/", "http://10.0.0.1/feed/", "ftp://example.org/", "file:///etc/passwd", "https://me:secret@example.org/", "https:///x", "javascript://x", "http://127.0.0.1.example.org/",
	} {
		t.Run(address, func(t *testing.T) {
			b := newBench(t, Options{Client: &http.Client{Transport: noNetwork{t}}})
			b.refused(address, model.ProblemRefused)
		})
	}
	for address, feed := range map[string]string{
		"https://example.org/feed":                  "https://example.org/feed/",
		"https://example.org/feed/#top":             "https://example.org/feed/",
		"https://example.org/feed/datapackage.json": "https://example.org/feed/",
		"https://example.org/datapackage.json":      "https://example.org/",
		"http://localhost:8080/":                    "http://localhost:8080/",
		"http://[::1]:8080/x.csv":                   "http://[::1]:8080/x.csv",
	} {
		t.Run(address, func(t *testing.T) {
			f := &fetch{Publisher: New(nil, Options{})}
			if err := f.open(address); err != nil || f.feed != feed {
				t.Errorf("got %s, %v; want %s", f.feed, err, feed)
			}
		})
	}
}

// noNetwork fails the test if a request is made.
type noNetwork struct{ t *testing.T }

func (n noNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	n.t.Errorf("got a request to %s, want none", r.URL)
	return nil, errors.New("no network")
}

func FuzzPlainPath(f *testing.F) {
	for _, seed := range []string{"a.csv", "a/b.csv", "../a", "/a", "C:a", "a\\b", "a/./b", "a//b", "", ".", "a\x00"} {
		f.Add(seed)
	}
	dir := filepath.Join(string(filepath.Separator), "feed", "of", "somebody")
	f.Fuzz(func(t *testing.T, p string) {
		if !plainPath(p) {
			return
		}
		joined := filepath.Join(dir, filepath.FromSlash(p))
		if !strings.HasPrefix(joined, dir+string(filepath.Separator)) || !filepath.IsLocal(filepath.FromSlash(p)) {
			t.Errorf("%q leads to %s, out of %s", p, joined, dir)
		}
	})
}

func FuzzReadFeed(f *testing.F) {
	f.Add(feed(hashed("tags", "tags.csv", tagsFile)))
	f.Add(feed(`{"name":"x","path":["a","b"]}`, `{"consilience":{"channel":7}}`))
	f.Add(`{"resources":[null,{}]}`)
	f.Fuzz(func(t *testing.T, descriptor string) {
		fetched := &fetch{Publisher: New(nil, Options{}), feed: "here"}
		sources, err := fetched.readFeed([]byte(descriptor))
		var p *model.Problem
		if err != nil && !errors.As(err, &p) {
			t.Errorf("got %v, want a Problem", err)
		}
		for _, s := range sources {
			if s.ID != model.Slug(s.ID) || s.ID == "" || len(s.files) == 0 {
				t.Errorf("got source %+v, want an id and files", s)
			}
			for _, w := range s.files {
				if !plainPath(w.path) {
					t.Errorf("got path %q, want one inside the feed", w.path)
				}
			}
		}
	})
}
