package stage

import "testing"

// A scattered field has every dot once, and fills everywhere alike: whatever share of it is filled, each
// row, column and quarter has about that share.
func TestRank(t *testing.T) {
	seen := make([]bool, 10_000)
	for i := range seen {
		rank := Rank(i)
		if rank < 0 || rank >= len(seen) || seen[rank] {
			t.Fatalf("dot %d has the rank %d", i, rank)
		}
		seen[rank] = true
	}
	for _, filled := range []int{1000, 3000, 6000, 9000} {
		var rows, columns [100]int
		for i := range seen {
			if Rank(i) < filled {
				rows[i/100]++
				columns[i%100]++
			}
		}
		want := filled / 100
		for k := range 100 {
			for _, got := range []int{rows[k], columns[k]} {
				if got < want-22 || got > want+22 {
					t.Errorf("of %d, %d lie in row or column %d", filled, got, k)
				}
			}
		}
	}
}
