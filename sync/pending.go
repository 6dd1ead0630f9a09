package sync

import (
	"errors"
	"io/fs"
	"os"

	"consilience/model"
)

// pending is a complete file that waits for its source to be decoded. Only
// then it goes onto the shelf: what cannot be read leaves nothing behind.
type pending struct {
	*part
	// keep says that it goes there even if the person stops, because fetching
	// it again would cost more than the place.
	keep bool
}

// hold takes over a complete part. A Polis file for which the feed states no
// digest is refused if its end shows that it is not complete.
func (f *fetch) hold(p *part, w wanted, keep bool) error {
	if w.sha256 == "" {
		head, tail, err := p.ends()
		if err != nil {
			return errors.Join(writing(err), p.drop())
		}
		if problem := cutOff(w.path, head, tail); problem != nil {
			return errors.Join(problem, p.drop())
		}
	}
	if err := p.file.Sync(); err != nil {
		return writing(err)
	}
	if err := p.file.Close(); err != nil {
		return writing(err)
	}
	digest := p.sum()
	if f.has(digest) {
		return writing(p.drop())
	}
	f.pending[digest] = pending{p, keep}
	return nil
}

// has says whether a file is on the shelf or on its way.
func (f *fetch) has(digest string) bool {
	_, ok := f.pending[digest]
	return ok || f.shelf.Has(digest)
}

// openBlob opens a file of the shelf, verified, or one on its way, which was
// hashed as it came.
func (f *fetch) openBlob(digest string) (*os.File, error) {
	p, ok := f.pending[digest]
	if !ok {
		return f.shelf.OpenBlob(digest)
	}
	file, err := os.Open(p.path)
	if err != nil {
		return nil, writing(err)
	}
	return file, nil
}

// shelve brings all that waits onto the shelf.
func (f *fetch) shelve() error {
	for digest, p := range f.pending {
		if err := f.shelf.Adopt(p.path, digest); err != nil {
			return err
		}
		if err := os.Remove(p.notePath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return writing(err)
		}
		delete(f.pending, digest)
	}
	return nil
}

// discard drops all that waits. If the person stopped, what was downloaded is
// kept for the next time.
func (f *fetch) discard(stopped bool) error {
	var errs []error
	for digest, p := range f.pending {
		if stopped && p.keep {
			continue
		}
		errs = append(errs, writing(p.drop()))
		delete(f.pending, digest)
	}
	return errors.Join(append(errs, f.shelve())...)
}

// settle shelves what a source or descriptor needs if reading it went well,
// and otherwise discards it.
func (f *fetch) settle(stopped bool, err error) error {
	if err == nil {
		if err = f.shelve(); err == nil {
			return nil
		}
	}
	if dropErr := f.discard(stopped); dropErr != nil {
		return model.AsError(errors.Join(err, dropErr), "A file could not be removed again.")
	}
	return err
}
