package slim

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"testing"
)

// The computed powers are the exact ones, cut off.
func TestPowers(t *testing.T) {
	table := powersTable()
	for i := range powers {
		e := int64(firstPower + i)
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(max(e, -e)), nil)
		if e < 0 {
			power.Div(new(big.Int).Lsh(big.NewInt(1), uint(power.BitLen()-1+128)), power)
		} else if n := 128 - power.BitLen(); n > 0 {
			power.Lsh(power, uint(n))
		} else {
			power.Rsh(power, uint(-n))
		}
		want := power.FillBytes(make([]byte, 16))
		have := binary.BigEndian.AppendUint64(nil, binary.LittleEndian.Uint64(table[16*i:]))
		have = binary.BigEndian.AppendUint64(have, binary.LittleEndian.Uint64(table[16*i+8:]))
		if !bytes.Equal(have, want) {
			t.Errorf("1e%d is %x, want %x", e, have, want)
		}
	}
}
