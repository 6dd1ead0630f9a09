package refi

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"
)

// space is the name space of GUIDs that Consilience makes: the version 5 UUID
// of the URL "https://consilience.example/refi-qda" (RFC 9562, section 6.5).
var space = named([16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}, "https://consilience.example/refi-qda")

// GUID makes the GUID of something by its name, the same wherever and whenever:
// the version 5 UUID of the name, in capitals.
func GUID(name string) string {
	return written5(named(space, name))
}

func written5(u [16]byte) string {
	h := strings.ToUpper(hex.EncodeToString(u[:]))
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

func named(space [16]byte, name string) (u [16]byte) {
	sum := sha1.Sum(append(space[:], name...))
	copy(u[:], sum[:16])
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return u
}

// Plain gives a GUID without braces and in capitals, so that two spellings of
// one are the same. What has not the shape of a GUID becomes one, the same each
// time; empty stays empty.
func Plain(guid string) string {
	g := strings.TrimSpace(guid)
	if len(g) == 38 && g[0] == '{' && g[37] == '}' {
		g = g[1:37]
	}
	switch {
	case g == "":
		return ""
	case !shaped(g):
		return GUID("odd/" + g)
	}
	return strings.ToUpper(g)
}

// guidAttributes hold GUIDs.
var guidAttributes = map[string]bool{
	"guid": true, "targetGUID": true, "originGUID": true, "representedGUID": true, "creatingUser": true, "modifyingUser": true,
	"creatingUserGUID": true, "modifyingUserGUID": true, "sourceVertex": true, "targetVertex": true, "fromSyncPoint": true, "toSyncPoint": true,
}

// shaped says whether s has the shape 8-4-4-4-12 of hexadecimal digits. Nothing
// more is asked: some programs' GUIDs are no UUIDs.
func shaped(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c >= '0' && c <= '9', c >= 'a' && c <= 'f', c >= 'A' && c <= 'F':
		default:
			return false
		}
	}
	return true
}

// GUIDs of what Consilience adds to every project that needs it.
var (
	forNote      = GUID("polarity/for")
	againstNote  = GUID("polarity/against")
	restNote     = GUID("rest")
	passagesName = "passages/"
)

// ClusterGUID is the GUID of the heading under which a cluster's tags stand.
func ClusterGUID(cluster string) string { return GUID("cluster/" + cluster) }

// fieldGUID is the GUID of the variable that holds a field of notes.
func fieldGUID(field string) string { return GUID("field/" + field) }

// GUIDIn is GUID in another name space, given as a GUID.
func GUIDIn(space, name string) string {
	raw, err := hex.DecodeString(strings.ReplaceAll(space, "-", ""))
	var ns [16]byte
	if err != nil || copy(ns[:], raw) != 16 {
		return ""
	}
	return written5(named(ns, name))
}
