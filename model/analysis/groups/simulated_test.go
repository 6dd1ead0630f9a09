package groups

import (
	"math"
	"strconv"

	"consilience/model"
)

// simulated makes votes of people in groups known beforehand. The groups are
// of unequal size; a third of the statements divide them, the others are
// answered alike by all; 12 % of the statements are rejected. How much
// a person votes varies by a factor of about ten; mean is the average share of
// the statements that a person votes on.
func simulated(people, statements, groups int, mean float64, seed uint64) (truth []int, list []model.Statement, columns []model.VoteColumn) {
	truth = make([]int, people)
	eager := make([]float64, people) // relative, mean about 1
	for i := range truth {
		x := unit(seed, 1, uint64(i))
		truth[i] = int(float64(groups) * x * math.Sqrt(x))
		eager[i] = math.Min(3, 0.3*math.Exp(2.0*unit(seed, 2, uint64(i))))
	}
	columns = make([]model.VoteColumn, statements)
	for j := range columns {
		key := uint64(j)
		s := model.Statement{ID: strconv.Itoa(j)}
		if unit(seed, 3, key) < 0.12 {
			s.Moderation = model.Rejected
		}
		list = append(list, s)
		agree := make([]float64, groups)
		for g := range agree {
			agree[g] = 0.15 + 0.7*unit(seed, 4, key)
			if unit(seed, 5, key) < 0.34 {
				agree[g] = 0.1 + 0.8*math.Round(unit(seed, 6, key, uint64(g)))
			}
		}
		pass := 0.3 * unit(seed, 7, key)
		c := model.VoteColumn{Statement: s.ID}
		// Gaps between voters are geometric at three times the mean share; a
		// voter met stays with probability eager/3.
		skip := math.Log1p(-math.Min(0.95, 3*mean))
		state := mix(seed ^ mix(key+100))
		next := func() float64 { state = mix(state); return (float64(state>>11) + 0.5) / (1 << 53) }
		for i := int(math.Log(next()) / skip); i < people; i += 1 + int(math.Log(next())/skip) {
			if 3*next() > eager[i] {
				continue
			}
			v := model.Disagree
			switch x := next(); {
			case x < pass:
				v = model.Pass
			case x < pass+(1-pass)*agree[truth[i]]:
				v = model.Agree
			}
			c.Participants = append(c.Participants, uint32(i))
			c.Votes = append(c.Votes, v)
		}
		columns[j] = c
	}
	return truth, list, columns
}
