package desk

import (
	"encoding/json"
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"consilience/model"
)

// journal writes operations for tests as a store would number them.
type journal struct {
	t    *testing.T
	ops  []model.Operation
	seq  map[string]uint64
	tick uint64
}

func newJournal(t *testing.T) *journal { return &journal{t: t, seq: map[string]uint64{}} }

func (j *journal) put(author, object, field string, value any, base ...model.OpID) model.OpID {
	raw, err := json.Marshal(value)
	if err != nil {
		j.t.Fatal(err)
	}
	return j.add(model.Operation{Author: author, Kind: model.OpPut, Object: object, Field: field, Value: raw, Base: base})
}

func (j *journal) undo(author string, id model.OpID) model.OpID {
	return j.add(model.Operation{Author: author, Kind: model.OpRemove, Undoes: id})
}

func (j *journal) add(o model.Operation) model.OpID {
	j.tick++
	j.seq[o.Author]++
	o.Device, o.Seq, o.HLC, o.By = "d", j.seq[o.Author], j.tick<<16, o.Author
	j.ops = append(j.ops, o)
	return o.ID()
}

func notes(b *board, object string) []string {
	var list []string
	for _, n := range set(b, object, model.FieldNote, func(*model.Comment, model.Made) {}) {
		list = append(list, n.Text)
	}
	return list
}

func TestFold(t *testing.T) {
	const theme = "theme/x"
	cases := []struct {
		name string
		make func(*journal)
		want []string
	}{
		{"nothing", func(*journal) {}, nil},
		{"two notes stand, oldest first", func(j *journal) {
			j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			j.put("ben", theme, model.FieldNote, model.Comment{Text: "two"})
		}, []string{"one", "two"}},
		{"an undone note is gone", func(j *journal) {
			id := j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			j.undo("ana", id)
		}, nil},
		{"an undone undo brings it back", func(j *journal) {
			id := j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			u := j.undo("ana", id)
			j.undo("ana", u)
		}, []string{"one"}},
		{"a replaced note is gone, its replacement stands", func(j *journal) {
			id := j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			j.put("ana", theme, model.FieldNote, model.Comment{Text: "one, better"}, id)
		}, []string{"one, better"}},
		{"undoing a replacement brings the first back, by its author", func(j *journal) {
			id := j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			second := j.put("ben", theme, model.FieldNote, model.Comment{Text: "two"}, id)
			j.undo("ben", second)
		}, []string{"one"}},
		{"two replacements side by side both stand", func(j *journal) {
			id := j.put("ana", theme, model.FieldNote, model.Comment{Text: "one"})
			j.put("ana", theme, model.FieldNote, model.Comment{Text: "a"}, id)
			j.put("ben", theme, model.FieldNote, model.Comment{Text: "b"}, id)
		}, []string{"a", "b"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := newJournal(t)
			c.make(j)
			if got := notes(fold(j.ops), theme); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The same operations give the same board in any order and with repeats.
func TestFoldInAnyOrder(t *testing.T) {
	j := newJournal(t)
	random := rand.New(rand.NewSource(1))
	authors := []string{"ana", "ben", "chi"}
	var ids []model.OpID
	for range 200 {
		author := authors[random.Intn(len(authors))]
		switch random.Intn(4) {
		case 0:
			if len(ids) > 0 {
				ids = append(ids, j.undo(author, ids[random.Intn(len(ids))]))
				continue
			}
			fallthrough
		case 1:
			var base []model.OpID
			if len(ids) > 0 {
				base = append(base, ids[random.Intn(len(ids))])
			}
			ids = append(ids, j.put(author, "theme/x", model.FieldTitle, author, base...))
		default:
			ids = append(ids, j.put(author, "theme/x", model.FieldNote, model.Comment{Text: string(rune('a' + len(ids)%26))}))
		}
	}
	want := fold(j.ops)
	for round := range 20 {
		ops := append(slices.Clone(j.ops), j.ops[:random.Intn(len(j.ops))]...)
		random.Shuffle(len(ops), func(a, b int) { ops[a], ops[b] = ops[b], ops[a] })
		if got := fold(ops); !reflect.DeepEqual(got.fields, want.fields) {
			t.Fatalf("round %d: the board differs from that of the ordered log", round)
		}
	}
}

// Taking operations in one by one gives the board that folding all gives.
func TestAddIsFold(t *testing.T) {
	j := newJournal(t)
	random := rand.New(rand.NewSource(2))
	objects := []string{"excerpt/a", "excerpt/b", "tag/x"}
	b := fold(nil)
	var ids []model.OpID
	pick := func() model.OpID { return ids[random.Intn(len(ids))] }
	for range 400 {
		object := objects[random.Intn(len(objects))]
		switch kind := random.Intn(5); {
		case len(ids) == 0 || kind < 2:
			ids = append(ids, j.put("ana", object, model.FieldNote, model.Comment{Text: "n"}))
		case kind == 2:
			ids = append(ids, j.put("ben", object, model.FieldPassage, "p", pick(), pick()))
		case kind == 3:
			ids = append(ids, j.undo("ana", pick()))
		default:
			ids = append(ids, j.add(model.Operation{Author: "ben", Kind: model.OpRemove, Object: object, Field: model.FieldNote, Base: []model.OpID{pick()}}))
		}
		b.add(j.ops[len(j.ops)-1])
		want := fold(j.ops)
		if !reflect.DeepEqual(b.fields, want.fields) || !reflect.DeepEqual(b.objects, want.objects) || !reflect.DeepEqual(b.marks, want.marks) {
			t.Fatalf("after %d operations the board differs from that of the whole log", len(j.ops))
		}
	}
}

func TestRegisterShowsConflict(t *testing.T) {
	j := newJournal(t)
	first := j.put("ana", "theme/x", model.FieldTitle, "Local")
	j.put("ana", "theme/x", model.FieldTitle, "Local first", first)
	j.put("ben", "theme/x", model.FieldTitle, "Local growth", first)
	got, made, ok := register[string](fold(j.ops), "theme/x", model.FieldTitle)
	if !ok || got != "Local growth" || !made.Conflict || made.By != "ben" {
		t.Errorf("got %q by %q, conflict %v, ok %v; want the newest, marked as conflict", got, made.By, made.Conflict, ok)
	}
}

func TestBuiltOn(t *testing.T) {
	j := newJournal(t)
	poles := j.put("ana", "tradeoff/q", model.FieldPoles, []model.Pole{{ID: "a"}, {ID: "b"}})
	title := j.put("ana", "tradeoff/q", model.FieldTitle, "Q?")
	if by, built := fold(j.ops).builtOn(title); built {
		t.Fatalf("a new trade-off is built on by %s, want nothing", by.ID())
	}
	note := j.put("ben", "tradeoff/q", model.FieldNote, model.Comment{Text: "n"})
	b := fold(j.ops)
	if by, built := b.builtOn(title); !built || by.ID() != note {
		t.Errorf("got %v %v, want the note", by.ID(), built)
	}
	if _, built := b.builtOn(note); built {
		t.Error("the note is built on, want nothing")
	}
	if _, built := b.builtOn(poles); built {
		t.Error("the poles alone are built on, want nothing")
	}
	j.undo("ben", note)
	if _, built := fold(j.ops).builtOn(title); built {
		t.Error("an undone note still stands in the way")
	}
}
