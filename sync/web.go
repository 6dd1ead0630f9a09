package sync

import (
	"cmp"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"consilience/model"
)

// web is a feed on a server.
type web struct {
	client     *http.Client
	descriptor *url.URL // of the descriptor, or of the single file
	seen       map[string]model.Validator
}

// client makes requests as Limits say: few redirects, never to another host.
// Only the host that the person typed is ever asked, so that no feed can make
// this machine ask its own network.
func (f *fetch) client() *http.Client {
	c := http.Client{}
	if f.options.Client != nil {
		c = *f.options.Client
	}
	inner := c.Transport
	if inner == nil {
		inner = &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: f.options.Limits.Idle}).DialContext,
			TLSHandshakeTimeout:   f.options.Limits.Idle,
			ResponseHeaderTimeout: f.options.Limits.Idle,
			ForceAttemptHTTP2:     true,
			DisableCompression:    true,
		}
	}
	c.Transport = counter{inner, &f.delivery.Requests}
	c.Jar = nil
	limit := f.options.Limits.Redirects
	c.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		switch {
		case len(via) > limit:
			return refused(via[0].URL.String(), "its server sends from one address to the next too often")
		case r.URL.Scheme != via[0].URL.Scheme || r.URL.Host != via[0].URL.Host || r.URL.User != nil:
			return refused(via[0].URL.String(), "its server sends to another place, "+r.URL.Redacted()+", that nobody asked for")
		}
		return nil
	}
	return &c
}

// counter counts requests.
type counter struct {
	http.RoundTripper
	n *int
}

func (c counter) RoundTrip(r *http.Request) (*http.Response, error) {
	*c.n++
	return c.RoundTripper.RoundTrip(r)
}

func (o *web) close() {
	if c, ok := o.client.Transport.(counter); ok {
		if t, ok := c.RoundTripper.(*http.Transport); ok {
			t.CloseIdleConnections()
		}
	}
}

// plan asks for the descriptor. One that is as it was is read from the shelf.
func (o *web) plan(ctx context.Context, f *fetch) (_ []source, err error) {
	if o.seen, err = f.shelf.Validators(f.feed); err != nil {
		return nil, err
	}
	if f.single != "" {
		id, title := called(strings.TrimSuffix(f.single, extension(f.single)), "source")
		return []source{{Source: model.Source{ID: id, Title: cmp.Or(title, id), Feed: f.feed}, files: []wanted{{path: f.single, bytes: -1}}}}, nil
	}
	limit := f.options.Limits.Descriptor
	file, err := o.get(ctx, f, wanted{path: descriptorName, bytes: -1, most: limit}, o.descriptor)
	if err != nil {
		var p *model.Problem
		if errors.As(err, &p) && p.Kind == model.ProblemTooLarge {
			return nil, largeDescriptor(limit)
		}
		return nil, err
	}
	sources, err := f.readDescriptor(file.SHA256)
	return sources, f.settle(ctx.Err() != nil, err)
}

// readDescriptor reads a descriptor that was fetched.
func (f *fetch) readDescriptor(digest string) ([]source, error) {
	blob, err := f.openBlob(digest)
	if err != nil {
		return nil, err
	}
	defer blob.Close()
	b, err := io.ReadAll(blob)
	if err != nil {
		return nil, model.AsProblem(err, "The feed's descriptor could not be read. What was here before is unchanged.")
	}
	return f.readFeed(b)
}

func extension(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[i:]
	}
	return ""
}

// take fetches a file, unless its digest is known to be here.
func (o *web) take(ctx context.Context, f *fetch, w wanted) (model.File, error) {
	if f.single != "" {
		return o.get(ctx, f, w, o.descriptor)
	}
	// The path is checked; as URL it is escaped, so that a "?" or "%" in it is
	// part of the name.
	u := o.descriptor.ResolveReference(&url.URL{Path: "./" + w.path})
	return o.get(ctx, f, w, u)
}

func (o *web) get(ctx context.Context, f *fetch, w wanted, u *url.URL) (model.File, error) {
	address := u.String()
	if w.sha256 != "" && f.has(w.sha256) {
		if seen, ok := o.seen[address]; ok && seen.SHA256 == w.sha256 {
			f.delivery.Validators = append(f.delivery.Validators, seen)
		}
		n, err := f.bytesOf(w)
		f.grow(w.path, n)
		return model.File{Address: address, SHA256: w.sha256, Bytes: n}, err
	}
	d := &download{fetch: f, client: o.client, wanted: w, address: address}
	if seen, ok := o.seen[address]; ok && w.sha256 == "" && f.shelf.Has(seen.SHA256) {
		d.seen = seen
	}
	v, err := d.run(ctx)
	if err != nil {
		return model.File{}, err
	}
	f.delivery.Validators = append(f.delivery.Validators, v)
	return model.File{Address: address, SHA256: v.SHA256, Bytes: v.Bytes}, nil
}

// bytesOf is the size of a file that is here already.
func (f *fetch) bytesOf(w wanted) (int64, error) {
	for _, head := range f.heads {
		for _, file := range head.Files {
			if file.SHA256 == w.sha256 {
				return file.Bytes, nil
			}
		}
	}
	blob, err := f.openBlob(w.sha256)
	if err != nil {
		return 0, err
	}
	defer blob.Close()
	info, err := blob.Stat()
	if err != nil {
		return 0, model.AsProblem(err, w.path+" could not be read.")
	}
	return info.Size(), nil
}

// notReachable words a failed request, with what is still here.
func (f *fetch) notReachable(say string, cause error) *model.Problem {
	var last time.Time
	for _, h := range f.heads {
		if h.Feed == f.feed && h.FetchedAt.After(last) {
			last = h.FetchedAt
		}
	}
	rest := " Nothing was changed."
	if !last.IsZero() {
		rest = " The inputs fetched on " + last.Format("2 January 2006") + " are still here."
	}
	return model.Problemf(model.ProblemNotReachable, "Check the connection and the address, then sync again.", "%s%s", say, rest).Because(cause)
}
