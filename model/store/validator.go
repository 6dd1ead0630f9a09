package store

import (
	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

func seenKey(feed string) []byte { return []byte(prefixSeen + key(feed)) }

// Validators returns what a feed's server said of its files at the last fetch,
// by address; nil if nothing is remembered. They only save traffic: after an
// unclean end, or once a blob was found damaged, they are gone, and every file
// is asked for afresh.
func (s *Store) Validators(feed string) (map[string]model.Validator, error) {
	var all map[string]model.Validator
	err := s.view(func(txn *badger.Txn) error {
		_, err := getJSON(txn, seenKey(feed), &all)
		return err
	})
	return all, err
}

// SaveValidators remembers what a feed's server said, in place of what it said
// before.
func (s *Store) SaveValidators(feed string, v []model.Validator) error {
	if err := s.room(0); err != nil {
		return err
	}
	all := make(map[string]model.Validator, len(v))
	for _, one := range v {
		all[one.Address] = one
	}
	return s.update(func(txn *badger.Txn) error { return putJSON(txn, seenKey(feed), all) })
}

// forgetValidators makes the next sync ask for every file, as one that was
// thought to be here is not.
func (s *Store) forgetValidators() error {
	return s.update(func(txn *badger.Txn) error {
		var keys [][]byte
		err := scan(txn, prefixSeen, func(k, _ []byte) error {
			keys = append(keys, append([]byte(nil), k...))
			return nil
		})
		if err != nil {
			return err
		}
		for _, k := range keys {
			if err := txn.Delete(k); err != nil {
				return err
			}
		}
		return nil
	})
}
