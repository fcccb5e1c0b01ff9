package story

import (
	"math"
	"strconv"
	"testing"
)

func TestFormat(t *testing.T) {
	english := Format{
		Decimal: ".", Group: ",", Percent: "{n}%", Per10k: "{n} in 10,000",
		Date: "{d} {month} {y}", Day: "{d} {month}", Month: "{month} {y}", Time: "{h}:{m}",
		Months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	}
	other := english
	other.Decimal, other.Group, other.Percent, other.Date = ",", " ", "%{n}", "{y}. {month} {d}."
	korean := english
	korean.Group, korean.Myriad, korean.Hour = "", "만", "{h}시"
	for _, c := range []struct{ got, want string }{
		{english.Count(0), "0"},
		{english.Count(999), "999"},
		{english.Count(1100), "1,100"},
		{english.Count(27858), "27,858"},
		{english.Count(1234567), "1,234,567"},
		{english.Percentage(99.63, -1), "99.63%"},
		{english.Percentage(100, -1), "100%"},
		{english.Percentage(47.8, 2), "47.80%"},
		{english.Percentage(-0.5, 1), "-0.5%"},
		{english.TenThousand(37), "37 in 10,000"},
		{english.DateOf("2023-11-26"), "26 November 2023"},
		{english.DateOf("2023-08-05"), "5 August 2023"},
		{english.DayOf("2023-11-26"), "26 November"},
		{english.MonthOf("1956-11"), "November 1956"},
		{english.MonthOf("2023-11-26"), "November 2023"},
		{english.YearOf("1946"), "1946"},
		{english.YearOf("2023-11-26"), "2023"},
		{english.TimeOf("10:00"), "10:00"},
		{english.TimeOf("noon"), "noon"},
		{english.YearOf("?"), "?"},
		{other.Percentage(99.63, -1), "%99,63"},
		{other.Count(27858), "27 858"},
		{other.DateOf("2023-11-26"), "2023. November 26."},
		{korean.Count(9991), "9991"},
		{korean.Count(10_000), "1만"},
		{korean.Count(20_005), "2만5"},
		{korean.Count(27858), "2만7858"},
		{korean.Count(1234567), "123만4567"},
		{korean.Percentage(-27858.25, 2), "-2만7858.25%"},
		{korean.Percentage(10_000.5, 1), "1만0.5%"},
		{korean.Percentage(99.63, -1), "99.63%"},
		{korean.TimeOf("09:00"), "9시"},
		{korean.TimeOf("10:30"), "10:30"},
		{english.TimeOf("09:00"), "09:00"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// Digits are those of strconv, of numbers with few decimals and of any others.
func TestDigits(t *testing.T) {
	values := []float64{0, 0.09, 0.13, 0.5, 1, 9, 10, 99.63, 99.91, 100, 1.005, 1.115, 2.5, 27858, 1e6, 1e13 + 0.1, 1e15 + 0.3, 1e17, 1.0 / 3, -1, -99.5, 5e-7, math.Inf(1), math.NaN(), math.Copysign(0, -1)}
	for n := range 2000 {
		values = append(values, float64(n)/100, float64(n)/1000+0.0005, float64(n)*1.1)
	}
	for _, v := range values {
		for decimals := -1; decimals <= 6; decimals++ {
			if got, want := digits(v, decimals), strconv.FormatFloat(v, 'f', decimals, 64); got != want {
				t.Errorf("%v with %d decimals: got %s, want %s", v, decimals, got, want)
			}
		}
	}
}
