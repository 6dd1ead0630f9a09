package sync

import (
	"io/fs"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"consilience/model"
)

// descriptorName is the file that makes a folder or an address a feed.
const descriptorName = "datapackage.json"

// open finds out what an address means.
func (f *fetch) open(address string) error {
	switch {
	case strings.TrimSpace(address) == "":
		return notThere(address, fs.ErrInvalid) // not the folder that happens to be the current one
	case address == "sample":
		if f.options.Sample == nil {
			return model.Problemf(model.ProblemNothingToShow, "", "There is no sample consultation in this program.")
		}
		f.feed, f.origin = "sample", &folder{fsys: f.options.Sample, base: "sample"}
		return nil
	case strings.Contains(address, "://"):
		return f.openWeb(address)
	}
	return f.openPath(address)
}

// openPath opens a folder, or the folder of a file. Links that the person
// typed are followed; links found inside are followed no further than the
// folder.
func (f *fetch) openPath(address string) error {
	full, err := filepath.Abs(address)
	if err != nil {
		return notThere(address, err)
	}
	real, err := filepath.EvalSymlinks(full)
	if err != nil {
		return notThere(address, err)
	}
	info, err := os.Stat(real)
	if err != nil {
		return notThere(address, err)
	}
	f.feed = full
	base := full
	if !info.IsDir() {
		if !info.Mode().IsRegular() {
			return notThere(address, fs.ErrInvalid)
		}
		f.single = filepath.Base(real)
		real, base = filepath.Dir(real), filepath.Dir(full)
		if f.single == descriptorName {
			f.single, f.feed = "", base
		}
	}
	root, err := os.OpenRoot(real)
	if err != nil {
		return notThere(address, err)
	}
	f.origin = &folder{fsys: root.FS(), base: base, root: root}
	return nil
}

func notThere(address string, cause error) *model.Problem {
	return model.Problemf(model.ProblemNotReachable, "Check how it is written, and whether the disk or stick is plugged in.",
		"“%s” is not a folder or file that can be opened. Nothing was changed.", address).Because(cause)
}

// openWeb checks a typed address: https, or http on this machine; no name and
// password in it.
func (f *fetch) openWeb(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return refused(address, "it is not written as an address").Because(err)
	}
	switch {
	case u.User != nil:
		return refused(u.Redacted(), "it holds a name or password, which would be kept and shown")
	case u.Scheme == "http" && !onThisMachine(u.Hostname()):
		return refused(address, "it begins with http, so that anybody on the way could change the inputs; https is needed")
	case u.Scheme != "https" && u.Scheme != "http":
		return refused(address, "only https addresses, folders and files can be fetched")
	}
	u.Fragment, u.RawFragment = "", ""
	w := &web{client: f.client(), descriptor: u}
	if r, err := openReport(u, w); err != nil {
		return err
	} else if r != nil {
		f.feed, f.origin = r.base.String(), r
		return nil
	}
	switch ext := strings.ToLower(path.Ext(u.Path)); {
	case path.Base(u.Path) == descriptorName:
		u = u.JoinPath("..") // one address for one feed
		if !strings.HasSuffix(u.Path, "/") {
			u = u.JoinPath("/")
		}
		w.descriptor = u.JoinPath(descriptorName)
	case ext == ".json":
	case ext == ".csv" || ext == ".tsv" || ext == ".txt" || ext == ".xlsx" || ext == ".jsonl":
		f.single = path.Base(u.Path)
	case strings.HasSuffix(u.Path, "/"):
		w.descriptor = u.JoinPath(descriptorName)
	default:
		u = u.JoinPath("/")
		w.descriptor = u.JoinPath(descriptorName)
	}
	f.feed, f.origin = u.String(), w
	return nil
}

func refused(address, why string) *model.Problem {
	return model.Problemf(model.ProblemRefused, "Check the address, or ask the publisher for another.", "%s was not opened: %s. Nothing was changed.", address, why)
}

// onThisMachine says whether a host's name can only be this machine.
func onThisMachine(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// plainPath says whether a descriptor's path stays inside its feed on every
// system: forward slashes only, no "..", no absolute path, no drive, no scheme.
func plainPath(p string) bool {
	if !fs.ValidPath(p) || p == "." || strings.ContainsAny(p, "\\:") || len(p) > 1000 {
		return false
	}
	return strings.IndexFunc(p, func(r rune) bool { return r < ' ' || r == 0x7f }) < 0
}
