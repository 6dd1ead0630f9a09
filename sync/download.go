package sync

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"consilience/model"
)

var errIdle = errors.New("no byte came for too long")

// statusError is the status of an answer that is no file.
type statusError int

func (s statusError) Error() string { return "status " + strconv.Itoa(int(s)) }

// download is one file being fetched, over several requests if it must be.
type download struct {
	*fetch
	client  *http.Client
	wanted  wanted
	address string
	// seen is what is here of the file; zero if it must come whole.
	seen model.Validator
}

// errAgain says that a request may be tried again.
var errAgain = errors.New("the download was interrupted")

// run fetches the file. As long as bytes come, an interrupted download is
// taken up again; what has come stays for the next fetch.
func (d *download) run(ctx context.Context) (model.Validator, error) {
	for attempt := 1; ; attempt++ {
		old := oldPart(d.shelf.PartialDir(), d.address)
		if old != nil && (old.note.SHA256 != d.wanted.sha256 || d.seen.SHA256 != "") {
			if err := old.drop(); err != nil {
				return model.Validator{}, writing(err)
			}
			old = nil
		}
		resumed := old != nil
		v, err := d.request(ctx, old)
		var p *model.Problem
		differs := errors.As(err, &p) && p.Kind == model.ProblemHashDiffers && resumed
		again := errors.Is(err, errAgain) || differs
		if !again || attempt >= d.options.Limits.Attempts || ctx.Err() != nil {
			return v, err
		}
	}
}

// request makes one request, which continues old if there is one.
func (d *download) request(ctx context.Context, old *part) (model.Validator, error) {
	if old != nil {
		defer old.close()
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	idle := time.AfterFunc(d.options.Limits.Idle, func() { cancel(errIdle) })
	defer idle.Stop()

	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.address, nil)
	if err != nil {
		return model.Validator{}, refused(d.address, "it is not written as an address").Because(err)
	}
	old = d.ask(r, old)
	resp, err := d.client.Do(r)
	if err != nil {
		return model.Validator{}, d.failed(ctx, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusNotModified && d.seen.SHA256 != "":
		d.grow(d.wanted.path, d.seen.Bytes)
		return d.seen, nil
	case resp.StatusCode == http.StatusPartialContent && old != nil && continues(resp, old.size):
	case old != nil && (resp.StatusCode == http.StatusPartialContent || resp.StatusCode == http.StatusRequestedRangeNotSatisfiable):
		return model.Validator{}, errors.Join(d.interrupted(errAgain), old.drop())
	case resp.StatusCode == http.StatusOK:
		old = nil
	default:
		p := d.notReachable(fmt.Sprintf("The server answered “%s” for %s.", resp.Status, d.wanted.path), statusError(resp.StatusCode))
		p.File = d.wanted.path
		return model.Validator{}, p
	}
	if e := resp.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return model.Validator{}, refused(d.address, "its server sends it packed ("+e+") although it was asked not to")
	}
	return d.receive(ctx, resp, old, idle)
}

// ask sets the headers. It gives back old if the request continues it.
func (d *download) ask(r *http.Request, old *part) *part {
	r.Header.Set("User-Agent", "Consilience")
	r.Header.Set("Accept-Encoding", "identity")
	if old != nil {
		condition := ""
		if old.note.ETag != "" && !strings.HasPrefix(old.note.ETag, "W/") {
			condition = old.note.ETag
		} else if old.note.LastModified != "" {
			condition = old.note.LastModified
		}
		// Without a condition, only the feed's digest can tell whether the two
		// halves belong together.
		if condition != "" || d.wanted.sha256 != "" {
			r.Header.Set("Range", fmt.Sprintf("bytes=%d-", old.size))
			if condition != "" {
				r.Header.Set("If-Range", condition)
			}
			return old
		}
	}
	if d.seen.SHA256 != "" {
		if d.seen.ETag != "" {
			r.Header.Set("If-None-Match", d.seen.ETag)
		}
		if d.seen.LastModified != "" {
			r.Header.Set("If-Modified-Since", d.seen.LastModified)
		}
	}
	return nil
}

// continues says whether a response goes on at a byte.
func continues(resp *http.Response, at int64) bool {
	return strings.HasPrefix(resp.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", at))
}

// receive streams the body into a part and gives it to the shelf.
func (d *download) receive(ctx context.Context, resp *http.Response, p *part, idle *time.Timer) (model.Validator, error) {
	v := model.Validator{Address: d.address, ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")}
	have := int64(0)
	if p != nil {
		have = p.size
	}
	if resp.ContentLength >= 0 && (have+resp.ContentLength > d.most(d.wanted) || resp.ContentLength > d.room) {
		return v, d.tooLarge(d.wanted.path)
	}
	if p == nil {
		var err error
		if p, err = newPart(d.shelf.PartialDir(), sidecar{Address: d.address, ETag: v.ETag, LastModified: v.LastModified, SHA256: d.wanted.sha256}); err != nil {
			return v, err
		}
	} else {
		d.grow(d.wanted.path, have)
	}
	defer p.close()
	if err := d.body(ctx, resp.Body, p, idle); err != nil {
		d.grow(d.wanted.path, -p.size) // it is counted again when it goes on
		var problem *model.Problem
		if errors.As(err, &problem) && (problem.Kind == model.ProblemTooLarge || problem.Kind == model.ProblemHashDiffers) {
			return v, errors.Join(err, p.drop())
		}
		return v, errors.Join(err, p.keep())
	}
	v.SHA256, v.Bytes = p.sum(), p.size
	if problem := differs(d.wanted, v.Bytes, v.SHA256); problem != nil {
		return v, errors.Join(problem, p.drop())
	}
	return v, d.hold(p, d.wanted, true)
}

// body copies what comes, within the limits.
func (d *download) body(ctx context.Context, from io.Reader, p *part, idle *time.Timer) error {
	most := d.most(d.wanted)
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		idle.Reset(d.options.Limits.Idle)
		d.delivery.BytesReceived += int64(n)
		d.room -= int64(n)
		if d.room < 0 || p.size+int64(n) > most {
			return d.tooLarge(d.wanted.path)
		}
		if d.wanted.bytes >= 0 && p.size+int64(n) > d.wanted.bytes {
			return differs(wanted{path: d.wanted.path, bytes: d.wanted.bytes}, p.size+int64(n), "")
		}
		if _, err := io.Copy(p, bytes.NewReader(buf[:n])); err != nil {
			return writing(err)
		}
		d.grow(d.wanted.path, int64(n))
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = ctx.Err() // what lies in the connection's buffer comes in spite of Stop
		}
		if err != nil {
			return d.failed(ctx, err)
		}
	}
}

// failed words an error of the network. Those after which the download may go
// on have errAgain in their chain.
func (d *download) failed(ctx context.Context, err error) error {
	var p *model.Problem
	switch cause := context.Cause(ctx); {
	case errors.As(err, &p):
		return p
	case errors.Is(cause, errIdle):
		return d.notReachable("The server stopped answering.", errors.Join(errIdle, err))
	case cause != nil:
		return cause
	case errors.Is(err, io.ErrUnexpectedEOF):
		return d.interrupted(errors.Join(errAgain, err))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return d.notReachable("The server did not answer in time.", err)
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "read" {
		return d.interrupted(errors.Join(errAgain, err))
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return d.notReachable("The server could not prove that it is the one that was asked for.", err)
	}
	host := d.address
	if u, parseErr := url.Parse(d.address); parseErr == nil {
		host = u.Host
	}
	return d.notReachable("There is no connection to "+host+".", err)
}

// interrupted is a download that broke off.
func (d *download) interrupted(cause error) *model.Problem {
	p := model.Problemf(model.ProblemTruncated, "Sync again: it goes on where it broke off.",
		"The download of %s broke off. What was here before is unchanged.", d.wanted.path).Because(cause)
	p.File = d.wanted.path
	return p
}
