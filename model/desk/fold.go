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
	// replacers are the operations that name one in Base.
	replacers map[model.OpID][]model.OpID
	gone      map[model.OpID]bool // memo of undone
	// on has the operations that put a value on an object, oldest first.
	on      map[string][]model.Operation
	fields  map[string]map[string][]model.Operation
	objects []string // in order of first mention
	// marks counts the passages that each author marked on each device, for
	// the next one's name.
	marks map[string]int
}

func fold(ops []model.Operation) *board {
	b := &board{
		ops:       make(map[model.OpID]model.Operation, len(ops)),
		undoers:   map[model.OpID][]model.OpID{},
		replacers: map[model.OpID][]model.OpID{},
		gone:      make(map[model.OpID]bool, len(ops)),
		on:        map[string][]model.Operation{},
		fields:    map[string]map[string][]model.Operation{},
		marks:     map[string]int{},
	}
	ops = slices.Clone(ops)
	slices.SortStableFunc(ops, func(x, y model.Operation) int { return newestFirst(y, x) })
	ops = slices.CompactFunc(ops, func(x, y model.Operation) bool { return x.ID() == y.ID() })
	for _, o := range ops {
		b.keep(o)
	}
	for _, object := range b.objects {
		b.refold(object)
	}
	return b
}

// keep takes an operation in without saying what follows from it.
func (b *board) keep(o model.Operation) {
	id := o.ID()
	b.ops[id] = o
	if o.Undoes != "" {
		b.undoers[o.Undoes] = append(b.undoers[o.Undoes], id)
	}
	for _, other := range o.Base {
		b.replacers[other] = append(b.replacers[other], id)
	}
	if o.Kind == model.OpPut {
		if _, known := b.on[o.Object]; !known {
			b.objects = append(b.objects, o.Object)
		}
		b.on[o.Object] = append(b.on[o.Object], o)
	}
	if o.Field == model.FieldPassage && len(o.Base) == 0 {
		b.marks[o.Author+"."+o.Device]++
	}
}

// add takes in the newest operation and gives the objects on which other values
// may stand now. The board is then what folding all of them gives.
func (b *board) add(o model.Operation) []string {
	b.keep(o)
	touched := []string{o.Object}
	// What an undo takes back, may itself have taken something back.
	for id, seen := o.Undoes, 0; id != "" && seen <= len(b.undoers); seen++ {
		delete(b.gone, id)
		target := b.ops[id]
		touched = append(touched, target.Object)
		for _, other := range target.Base {
			touched = append(touched, b.ops[other].Object)
		}
		id = target.Undoes
	}
	for _, id := range o.Base {
		touched = append(touched, b.ops[id].Object)
	}
	slices.Sort(touched)
	touched = slices.DeleteFunc(slices.Compact(touched), func(object string) bool { return b.on[object] == nil })
	for _, object := range touched {
		b.refold(object)
	}
	return touched
}

// refold finds the values that stand on one object.
func (b *board) refold(object string) {
	byField := map[string][]model.Operation{}
	for _, o := range b.on[object] {
		if !b.stands(o.ID()) {
			continue
		}
		byField[o.Field] = append(byField[o.Field], o)
	}
	for field := range byField {
		slices.SortFunc(byField[field], newestFirst)
	}
	b.fields[object] = byField
}

// stands reports whether a value was neither taken back nor replaced.
func (b *board) stands(id model.OpID) bool {
	return !b.undone(id) && !slices.ContainsFunc(b.replacers[id], func(r model.OpID) bool { return !b.undone(r) })
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
	made := slices.Contains([]string{model.FieldTitle, model.FieldPassage, model.FieldTag}, o.Field) && len(o.Base) == 0
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
