package paper

// tree is the structure of a whole paper as its marks are drawn: elements are
// attached in the order in which they first show.
type tree struct {
	nodes    []node
	attached []bool
	kids     [][]kid   // of each node, the document first
	whole    [][]int32 // children of nodes that are attached as a whole
	pages    [][]int32 // of each page the elements of its marks
	links    []int32   // of each link annotation its element
	annots   []int     // and its object
}

// kid is a child of an element: another element, a mark on a page, or a link
// annotation.
type kid struct {
	node             int32 // 0 if it is none
	page, mark, link int32 // link counts from 1
}

func newTree(l laid) *tree {
	t := &tree{nodes: l.nodes, attached: make([]bool, len(l.nodes)+1), kids: make([][]kid, len(l.nodes)+1), pages: make([][]int32, len(l.pages))}
	t.attached[0] = true
	t.whole = make([][]int32, len(l.nodes)+1)
	for i, n := range l.nodes {
		if n.parent > 0 && l.nodes[n.parent-1].whole {
			t.whole[n.parent] = append(t.whole[n.parent], int32(i+1))
		}
	}
	return t
}

// attach hangs an element on its parent, once.
func (t *tree) attach(id int32) {
	if t.attached[id] {
		return
	}
	t.attached[id] = true
	parent := t.nodes[id-1].parent
	t.attach(parent)
	if parent == 0 || !t.nodes[parent-1].whole {
		t.kids[parent] = append(t.kids[parent], kid{node: id})
	}
	if t.nodes[id-1].whole {
		for _, c := range t.whole[id] {
			t.attached[c] = true
			t.kids[id] = append(t.kids[id], kid{node: c})
		}
	}
}

// mark is the number of a new mark of an element on a page.
func (t *tree) mark(id int32, page int) int32 {
	t.attach(id)
	n := int32(len(t.pages[page]))
	t.pages[page] = append(t.pages[page], id)
	t.kids[id] = append(t.kids[id], kid{page: int32(page), mark: n})
	return n
}

// link takes a link annotation into an element and says which it is, from 0.
func (t *tree) link(id int32, page int) int {
	t.attach(id)
	t.links = append(t.links, id)
	t.kids[id] = append(t.kids[id], kid{page: int32(page), link: int32(len(t.links))})
	return len(t.links) - 1
}
