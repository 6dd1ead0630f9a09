package desk

import (
	"cmp"
	"encoding/json"
	"slices"

	"consilience/model"
)

// board is what folding the operations gives: for each object and field the
// values that stand, newest first.
//
// A value stands if its operation was not undone and no operation that was not
// undone names it in Base. That is a statement about a set of operations, not
// about their order: members who hold the same operations see the same board,
// in whatever order the operations came.
type board struct {
	ops     map[model.OpID]model.Operation
	undoers map[model.OpID][]model.OpID
	gone    map[model.OpID]bool // memo of undone
	fields  map[string]map[string][]model.Operation
	objects []string // in order of first mention
}

func fold(ops []model.Operation) *board {
	b := &board{
		ops:     make(map[model.OpID]model.Operation, len(ops)),
		undoers: map[model.OpID][]model.OpID{},
		gone:    make(map[model.OpID]bool, len(ops)),
		fields:  map[string]map[string][]model.Operation{},
	}
	ops = slices.Clone(ops)
	slices.SortStableFunc(ops, func(x, y model.Operation) int { return newestFirst(y, x) })
	ops = slices.CompactFunc(ops, func(x, y model.Operation) bool { return x.ID() == y.ID() })
	for _, o := range ops {
		b.ops[o.ID()] = o
		if o.Undoes != "" {
			b.undoers[o.Undoes] = append(b.undoers[o.Undoes], o.ID())
		}
	}
	replaced := map[model.OpID]bool{}
	for _, o := range ops {
		if b.undone(o.ID()) {
			continue
		}
		for _, id := range o.Base {
			replaced[id] = true
		}
	}
	for _, o := range ops {
		id := o.ID()
		if o.Kind != model.OpPut || replaced[id] || b.undone(id) {
			continue
		}
		byField := b.fields[o.Object]
		if byField == nil {
			byField = map[string][]model.Operation{}
			b.fields[o.Object] = byField
			b.objects = append(b.objects, o.Object)
		}
		byField[o.Field] = append(byField[o.Field], o)
	}
	for _, byField := range b.fields {
		for field := range byField {
			slices.SortFunc(byField[field], newestFirst)
		}
	}
	return b
}

func newestFirst(x, y model.Operation) int {
	return cmp.Or(cmp.Compare(y.HLC, x.HLC), cmp.Compare(y.Author, x.Author), cmp.Compare(y.Device, x.Device), cmp.Compare(y.Seq, x.Seq))
}

// undone reports whether an operation was taken back by an undo that was not
// itself taken back.
func (b *board) undone(id model.OpID) bool {
	if gone, ok := b.gone[id]; ok {
		return gone
	}
	b.gone[id] = false // a circle of undos, which no honest log holds, ends here
	for _, u := range b.undoers[id] {
		if !b.undone(u) {
			b.gone[id] = true
		}
	}
	return b.gone[id]
}

// live gives the values of a field that stand, newest first.
func (b *board) live(object, field string) []model.Operation { return b.fields[object][field] }

// builtOn gives an operation that stands on id: one that replaces it, or, if
// id made its object, any other on the same object.
func (b *board) builtOn(id model.OpID) (model.Operation, bool) {
	o := b.ops[id]
	made := o.Field == model.FieldTitle && len(o.Base) == 0
	var found []model.Operation
	for _, other := range b.ops {
		if other.ID() == id || other.Undoes != "" || b.undone(other.ID()) {
			continue
		}
		if slices.Contains(other.Base, id) || made && other.Object == o.Object && other.HLC > o.HLC && !sameStroke(o, other) {
			found = append(found, other)
		}
	}
	if len(found) == 0 {
		return model.Operation{}, false
	}
	slices.SortFunc(found, newestFirst)
	return found[0], true
}

// sameStroke says that two operations were made by one press of a button: the
// fields that make a new theme, trade-off or paper.
func sameStroke(made, other model.Operation) bool {
	return other.Author == made.Author && other.Device == made.Device && other.Seq <= made.Seq+1 &&
		(other.Field == model.FieldProposition || other.Field == model.FieldPoles)
}

// register gives a field's newest value; conflict says that members wrote
// several side by side. ok is false if there is none or it cannot be read.
func register[T any](b *board, object, field string) (value T, made model.Made, ok bool) {
	ops := b.live(object, field)
	if len(ops) == 0 {
		return value, made, false
	}
	if err := json.Unmarshal(ops[0].Value, &value); err != nil {
		return value, made, false
	}
	made = ops[0].Made()
	made.Conflict = len(ops) > 1
	return value, made, true
}

// set gives all values of a field, oldest first, each with its mark put in by
// mark. A value that cannot be read is left out: it was written by a newer
// version and stays in the journal.
func set[T any](b *board, object, field string, mark func(*T, model.Made)) []T {
	ops := b.live(object, field)
	var list []T
	for _, o := range slices.Backward(ops) {
		var v T
		if err := json.Unmarshal(o.Value, &v); err != nil {
			continue
		}
		mark(&v, o.Made())
		list = append(list, v)
	}
	return list
}
