package decode

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"path"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"consilience/model"
)

// Limits on a PDF. Its reader works in a closed room of its own (WebAssembly):
// it sees no file and no network, and has no more memory than this.
const (
	pdfBytes  = 64 << 20
	pdfPages  = 2000
	pdfMemory = 512 << 20
	pdfTime   = 5 * time.Minute // for one file, on a slow machine too
)

// isPDF says whether bytes begin a PDF; its mark may stand a little behind the
// beginning.
func isPDF(head []byte) bool { return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) }

// pdfReader reads the text of PDFs. It is started by the first one and must be
// closed. What the reader is made of is run instruction by instruction at
// first: it starts within a second and takes 0.2 to 1 s a page. Where there are
// more than slowPages, it is made into machine code once, which takes some
// seconds of work, and then reads a page in 0.01 to 0.05 s.
type pdfReader struct {
	pool   pdfium.Pool
	cancel context.CancelFunc
	fast   bool
	seen   int // pages read slowly
}

// slowPages is 0 under the race detector, which slows the first way down only.
var slowPages = 10

// machineCode keeps what was made into machine code until the program ends, so
// that it is made once.
var machineCode = sync.OnceValue(wazero.NewCompilationCache)

func (r *pdfReader) close() {
	if r.pool != nil {
		_ = r.pool.Close() // only read from
		r.cancel()
		r.pool = nil
	}
}

// start makes the closed room, which ends with ctx.
func (r *pdfReader) start(ctx context.Context) error {
	if r.pool != nil {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	config := wazero.NewRuntimeConfigInterpreter()
	if r.fast = r.fast || slowPages == 0; r.fast {
		config = wazero.NewRuntimeConfig().WithCompilationCache(machineCode()) // interpreted where a machine forbids it
		ctx = experimental.WithCompilationWorkers(ctx, 2)                      // with more than one it can be stopped
	}
	config = config.WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemory >> 16).WithCloseOnContextDone(true)
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard, RandomSource: zeros{},
	})
	if err != nil {
		cancel()
		return err
	}
	r.pool, r.cancel = pool, cancel
	return nil
}

// zeros stands for chance, which has no part in reading.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// content reads a PDF. The error is a *model.Problem or the context's own.
func (r *pdfReader) content(ctx context.Context, name string, file io.Reader) (*pdfContent, error) {
	base := path.Base(name)
	b, err := io.ReadAll(io.LimitReader(file, pdfBytes+1))
	if err != nil {
		return nil, err
	}
	if len(b) > pdfBytes {
		return nil, wrong(model.ProblemTooLarge, name, "Divide it, or save its text as DOCX or plain text.", "%s has more than %d MB. It was not used.", base, pdfBytes>>20)
	}
	digest := sha256.Sum256(b)
	if c := pdfKept(digest); c != nil {
		return c, ctx.Err()
	}
	c, err := r.within(ctx, name, b)
	if errors.Is(err, errManyPages) {
		r.close()
		r.fast = true
		c, err = r.within(ctx, name, b)
	}
	if err == nil {
		keepPDF(digest, c)
	}
	return c, err
}

// errManyPages says that it is worth while to read faster.
var errManyPages = errors.New("many pages")

// within reads a file within the limit of time, after which, as after Stop, the
// room is closed.
func (r *pdfReader) within(ctx context.Context, name string, b []byte) (*pdfContent, error) {
	base := path.Base(name)
	if err := r.start(ctx); err != nil {
		r.close()
		return nil, ownError(ctx, wrong(model.ProblemUnrecognised, name, "Save its text as DOCX or plain text.", "The reader for PDFs could not be started, so %s was not used.", base).Because(err))
	}
	timer := time.AfterFunc(pdfTime, r.cancel)
	c, err := r.read(name, b)
	late := !timer.Stop()
	if late || ctx.Err() != nil {
		r.close() // the next file gets a new room
	}
	if err != nil && late {
		err = wrong(model.ProblemTooLarge, name, "Divide it, or save its text as DOCX or plain text.", "Reading %s took more than %d minutes, so it was given up. It was not used.", base, int(pdfTime.Minutes()))
	}
	return c, ownError(ctx, err)
}

// ownError is the context's own error if it has one.
func ownError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (r *pdfReader) read(name string, b []byte) (c *pdfContent, err error) {
	base := path.Base(name)
	damaged := func(err error) error {
		return wrong(model.ProblemTruncated, name, "Open it and save it again as PDF, or save its text as DOCX or plain text.", "%s is a PDF that is damaged or too intricate to be read. It was not used.", base).Because(err)
	}
	defer func() {
		if p := recover(); p != nil { // of the library, on bytes made to do harm
			r.close()
			c, err = nil, damaged(errors.New("the reader gave up"))
		}
	}()
	in, err := r.pool.GetInstance(pdfTime)
	if err != nil {
		return nil, damaged(err)
	}
	defer in.Close()
	doc, err := in.OpenDocument(&requests.OpenDocument{File: &b})
	if errors.Is(err, pdferrors.ErrPassword) || errors.Is(err, pdferrors.ErrSecurity) {
		return nil, wrong(model.ProblemUnrecognised, name, "Save it again without a password.", "%s is protected with a password. It was not used.", base).Because(err)
	}
	if err != nil {
		return nil, damaged(err)
	}
	defer in.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document})
	n, err := in.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, damaged(err)
	}
	if n.PageCount > pdfPages {
		return nil, wrong(model.ProblemTooLarge, name, "Divide it.", "%s has more than %d pages. It was not used.", base, pdfPages)
	}
	if r.seen += n.PageCount; !r.fast && r.seen > slowPages {
		return nil, errManyPages
	}
	return readPages(in, doc.Document, n.PageCount, damaged, name)
}
