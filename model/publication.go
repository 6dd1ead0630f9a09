package model

// Publication is a feed to be made from a folder of raw exports.
type Publication struct {
	// From is the folder with the exports, To the one to write: new, empty, or
	// a feed that was made there before, which then gets its next version.
	From, To string
	// Title, Publisher and Licence are stated for the feed; may be empty.
	Title, Publisher, Licence string
	// PersonalToo says that the exports may be published although they hold
	// personal data.
	PersonalToo bool
}

// Prepared is what was found in a folder that is to be published, and what was
// written.
type Prepared struct {
	Publication
	// Sources are what the folder holds.
	Sources []Snapshot
	// Checks are what was found in them, Problems the files left aside.
	Checks   []Check
	Problems []Problem
	// Personal are the places with personal data.
	Personal []string
	// Version is that of the feed written; empty if none was.
	Version string
}
