package text

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Time must grow with length, not with its square: 40 times the text may take
// 400 times as long at the very most.
func TestLinesGrowsWithLength(t *testing.T) {
	for _, piece := range []string{"x", "א", "(", "(א)", "א\u05B0", "\u0301", "א\u0301", "لا", " ", "א b ", "字", "\u200D", "👩\u200D", "א(", "1,"} {
		t.Run(fmt.Sprintf("%+q", piece), func(t *testing.T) {
			run := func(n int) time.Duration {
				s := strings.Repeat(piece, n)
				best := time.Duration(1 << 62)
				for range 3 {
					begin := time.Now()
					Lines(s, 20, columns)
					best = min(best, time.Since(begin))
				}
				return best
			}
			short, long := run(500), run(20000)
			if long > 400*short && long > time.Second {
				t.Errorf("500 pieces took %v, 20,000 took %v", short, long)
			}
			t.Logf("500: %v, 20,000: %v", short, long)
		})
	}
}
