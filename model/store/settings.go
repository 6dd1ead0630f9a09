package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os/user"
	"strings"
	"time"
	"unicode/utf8"

	"consilience/model"
)

const (
	settingsFormat = 1
	maxSettings    = 4 << 20
	// maxName bounds a member's name in characters, and so the name of the
	// journal file that is made from it.
	maxName = 100
)

// settings is workspace.json. It holds what neither the journal nor the blobs
// say; it is replaced as a whole, never changed in place.
type settings struct {
	Format int          `json:"format"`
	Member model.Member `json:"member"`
	Backup *lastBackup  `json:"backup,omitempty"`
	// Fetched says when a snapshot was last found unchanged at its publisher.
	// It is not an annotation, so it is not in the journal.
	Fetched map[model.SnapshotID]time.Time `json:"fetched,omitempty"`
	// Told names what is wrong in the journals and was told to the person.
	Told []string `json:"told,omitempty"`
	// Sum is the CRC-32C of this structure with Sum empty, in hexadecimal.
	Sum string `json:"sum"`
}

// lastBackup remembers where the last backup was written.
type lastBackup struct {
	File string    `json:"file"`
	At   time.Time `json:"at"`
}

// sum computes Sum. It fails only if a field cannot be written as JSON.
func (c settings) sum() (string, error) {
	c.Sum = ""
	raw, err := json.Marshal(c)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08x", crc32.Checksum(raw, castagnoli)), nil
}

// parseSettings reads workspace.json; an error means that it is not what was
// written.
func parseSettings(raw []byte) (settings, error) {
	var c settings
	if err := json.Unmarshal(raw, &c); err != nil {
		return settings{}, err
	}
	if c.Format > settingsFormat {
		return settings{}, model.Problemf(model.ProblemRefused,
			"Open it with that version of the program.",
			"This workspace was made by a newer version of the program. It was not opened and nothing was changed.")
	}
	sum, err := c.sum()
	if err != nil {
		return settings{}, err
	}
	if sum != c.Sum || !safeName(c.Member.Author) || !safeName(c.Member.Device) {
		return settings{}, errors.New("the checksum differs")
	}
	return c, nil
}

// saveSettings writes workspace.json and, only if that worked, takes c as the
// settings. The caller holds mu, or is Open.
func (s *Store) saveSettings(c settings) error {
	c.Format = settingsFormat
	sum, err := c.sum()
	if err != nil {
		return err
	}
	c.Sum = sum
	raw, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	if err := replaceFile(s.path(fileSettings), raw); err != nil {
		return err
	}
	s.settings = c
	return nil
}

// Member is the person at this workspace.
func (s *Store) Member() model.Member {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings.Member
}

// SetMember changes the name under which annotations are made from now on.
// Earlier ones keep the name that they were made under.
func (s *Store) SetMember(name string) (model.Member, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > maxName || !utf8.ValidString(name) {
		return s.settings.Member, model.Problemf(model.ProblemRefused,
			fmt.Sprintf("Give a name of 1 to %d characters.", maxName),
			"This name cannot be used. The name stays %s.", s.settings.Member.Name)
	}
	if err := s.room(0); err != nil {
		return s.settings.Member, err
	}
	next := s.settings
	next.Member = model.Member{Name: name, Author: authorOf(name), Device: next.Member.Device, Chosen: true}
	if err := s.saveSettings(next); err != nil {
		return s.settings.Member, fileProblem("The name could not be saved; it stays as it was.", err)
	}
	return next.Member, nil
}

// defaultMember is the user of this computer, on a new device.
func defaultMember() model.Member {
	name := "Member"
	if u, err := user.Current(); err == nil {
		_, login, found := strings.Cut(u.Username, `\`) // DOMAIN\login on Windows
		if !found {
			login = u.Username
		}
		for _, n := range []string{u.Name, login} {
			if n = strings.TrimSpace(n); n != "" && utf8.RuneCountInString(n) <= maxName && utf8.ValidString(n) {
				name = n
				break
			}
		}
	}
	return model.Member{Name: name, Author: authorOf(name), Device: newDevice()}
}

// newDevice draws a name for this copy of the workspace. Sequence numbers
// belong to a device: whoever may have lost the newest of them needs a new
// device, or two different operations would bear one name.
func newDevice() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}

// authorOf is the member's slug. A name without Latin letters or digits gets
// one from its hash.
func authorOf(name string) string {
	slug := strings.Trim(model.Slug(name), ".-")
	if len(slug) > maxName {
		slug = strings.TrimRight(slug[:maxName], ".-")
	}
	if slug == "" {
		sum := sha256.Sum256([]byte(name))
		slug = "member-" + hex.EncodeToString(sum[:4])
	}
	return slug
}

// safeName says whether a name may stand in a file name: what authorOf and
// newDevice make.
func safeName(s string) bool {
	if s == "" || len(s) > maxName+8 || s[0] == '.' || s[0] == '-' {
		return false
	}
	for _, c := range []byte(s) {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-') {
			return false
		}
	}
	return true
}
