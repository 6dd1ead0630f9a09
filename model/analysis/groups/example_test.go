package groups_test

import (
	"fmt"

	"consilience/model"
	"consilience/model/analysis/groups"
)

// Eight people vote on three statements: four agree with the first and reject
// the second, four the reverse, and all agree with the third.
func Example() {
	agree, disagree := model.Agree, model.Disagree
	everybody := []uint32{0, 1, 2, 3, 4, 5, 6, 7}
	columns := []model.VoteColumn{
		{Statement: "parks", Participants: everybody, Votes: []model.Vote{agree, agree, agree, agree, disagree, disagree, disagree, disagree}},
		{Statement: "roads", Participants: everybody, Votes: []model.Vote{disagree, disagree, disagree, disagree, agree, agree, agree, agree}},
		{Statement: "water", Participants: everybody, Votes: []model.Vote{agree, agree, agree, agree, agree, agree, agree, agree}},
	}
	m := groups.New(nil, columns, 8, nil)
	found := groups.Find(m, groups.Options{})
	profile := groups.Describe(m, found)
	for i, group := range profile.Groups {
		for _, mark := range group.Marks {
			fmt.Printf("Group %s: %d of %d %s with %q\n", found.Title(i), mark.Successes, mark.Trials, mark.Direction, mark.Statement)
		}
	}
	for _, shared := range profile.Agree {
		fmt.Printf("All: %d of %d agree with %q\n", shared.Successes, shared.Trials, shared.Statement)
	}
	// Output:
	// Group A: 4 of 4 agree with "parks"
	// Group A: 4 of 4 disagree with "roads"
	// Group B: 4 of 4 agree with "roads"
	// Group B: 4 of 4 disagree with "parks"
	// All: 8 of 8 agree with "water"
}
