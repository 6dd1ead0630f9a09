//go:build linux || darwin || freebsd

package store

import (
	"errors"

	"golang.org/x/sys/unix"
)

// freeSpace tells how many bytes this user may still write where dir lies.
func freeSpace(dir string) (free uint64, ok bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, false
	}
	if int64(st.Bavail) < 0 { // some systems count the reserve of root as debt
		return 0, true
	}
	return uint64(st.Bavail) * uint64(st.Bsize), true
}

// noSpace says whether err is the system's word for a full disk or quota.
func noSpace(err error) bool {
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT)
}
