package decode

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
)

// The quick reader and the general one must read the same from any lines. The
// general one is forced by another order of columns.
func TestPlainVotesReadTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	read := func(votes string) model.Content {
		return must(t, model.FormatPolisExport, map[string]string{"votes.csv": votes})
	}
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	for round := range 300 {
		var plain, general strings.Builder
		plain.WriteString("timestamp,datetime,comment-id,voter-id,vote\n")
		general.WriteString("vote,datetime,comment-id,voter-id,timestamp\n")
		for range random.IntN(400) {
			when := fmt.Sprint(1_500_000_000_000 + random.Int64N(1e10))
			comment, voter := fmt.Sprint(random.IntN(30)), fmt.Sprint(random.IntN(100))
			date, vote, end := "Mon Jul 17 02:17:32 WIB 2017", pick("1", "0", "-1"), "\n"
			switch random.IntN(round + 20) {
			case 0:
				when = pick("", "x", "12345678", "123456789", "1234567890123456789", " 1", "12345678x", "999999999999999999")
			case 1:
				comment = pick("", "-1", "007", "12345678901", "1 ", "\"4\"")
			case 2:
				voter = pick("", "123456789", "+1", "\"4\"", "99999999")
			case 3:
				vote = pick("", "2", "-", "-1 ", "10", "1,9", "\"1\"")
			case 4:
				date = pick("", "\"17 July, 2017\"", "a\"b", "é")
			case 5:
				end = pick("\r\n", "\n\n", "\r\n\r\n")
			}
			fmt.Fprintf(&plain, "%s,%s,%s,%s,%s%s", when, date, comment, voter, vote, end)
			if strings.Contains(vote, ",") { // a sixth field
				vote, end = "1", ",9"+end
			}
			fmt.Fprintf(&general, "%s,%s,%s,%s,%s%s", vote, date, comment, voter, when, end)
		}
		got, want := read(plain.String()), read(general.String())
		if !reflect.DeepEqual(got.Columns, want.Columns) || !reflect.DeepEqual(got.Participants, want.Participants) ||
			got.Snapshot.Files[0].RowsRead != want.Snapshot.Files[0].RowsRead || !reflect.DeepEqual(got.Snapshot.Problems, want.Snapshot.Problems) {
			t.Fatalf("the two readers differ on\n%s\ngot  %+v\nwant %+v", &plain, got, want)
		}
	}
}

func TestEightDigits(t *testing.T) {
	for text, want := range map[string]int64{
		"00000000": 0, "12345678": 12345678, "99999999": 99999999, "10000000": 10000000,
		"1234567,": -1, ",2345678": -1, "1234:678": -1, "1234/678": -1, "123\xff5678": -1, "        ": -1, "0000000\n": -1,
	} {
		got, ok := eightDigits(binary.LittleEndian.Uint64([]byte(text)))
		if ok != (want >= 0) || ok && got != want || !ok && got != 0 {
			t.Errorf("%q: got %d, %v, want %d", text, got, ok, want)
		}
	}
}

// What goes into a pile comes out again, whatever lies between two events.
func TestPile(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	extremes := []int64{0, 1, math.MaxInt64, math.MinInt64, -1, 999_999_999_999_999_999}
	for range 200 {
		var p pile
		var want []event
		line, bits := uint32(0), random.IntN(33)
		for range random.IntN(2000) {
			line = min(line+1+random.Uint32N(1<<random.IntN(20)), maxLine)
			when := random.Int64() >> random.IntN(63)
			if random.IntN(50) == 0 {
				when = extremes[random.IntN(len(extremes))]
			}
			e := newEvent(when, uint32(random.Uint64()&(1<<bits-1)), model.Vote(random.IntN(3)-1), line)
			want = append(want, e)
			p.add(e)
		}
		got, sorted := p.unpack(nil)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		inOrder := true
		for i := 1; i < len(want); i++ {
			inOrder = inOrder && before(want[i-1], want[i]) <= 0
		}
		if sorted != inOrder {
			t.Errorf("sorted: got %v, want %v", sorted, inOrder)
		}
	}
}
