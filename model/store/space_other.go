//go:build !linux && !darwin && !freebsd && !windows

package store

import (
	"errors"
	"syscall"
)

// freeSpace does not know: each of these systems has its own call.
func freeSpace(string) (free uint64, ok bool) { return 0, false }

// noSpace says whether err is the system's word for a full disk.
func noSpace(err error) bool { return errors.Is(err, syscall.ENOSPC) }
