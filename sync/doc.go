// Package sync fetches a feed: it reads the descriptor, brings each file to
// the shelf with its digest checked, has it decoded, and hands over the
// sources that are new and complete.
//
// It changes nothing but the shelf's files: which snapshot is the current one
// is decided by whoever commits the delivery. See Feed for what a feed is.
package sync
