package story

import "strconv"

// DateOf writes a day, "2023-11-26".
func (f Format) DateOf(iso string) string { return f.when(f.Date, iso) }

// DayOf writes a day without its year.
func (f Format) DayOf(iso string) string { return f.when(f.Day, iso) }

// MonthOf writes the month of a day or of a month, "1956-11".
func (f Format) MonthOf(iso string) string { return f.when(f.Month, iso) }

// YearOf writes the year of a day, a month or a year.
func (f Format) YearOf(iso string) string { return f.when("{y}", iso) }

// TimeOf writes a time of day, "10:00"; a whole hour by its own pattern if there is one.
func (f Format) TimeOf(clock string) string {
	if len(clock) != len("10:00") {
		return clock
	}
	if f.Hour != "" && clock[3:] == "00" {
		return fill(f.Hour, "h", strconv.Itoa(two(clock[:2])))
	}
	return fill(fill(f.Time, "h", clock[:2]), "m", clock[3:])
}

// when fills pattern with the parts of an ISO date, of which the later may be missing. Other
// text is returned as it is: dates are checked when the site is built.
func (f Format) when(pattern, iso string) string {
	if len(iso) < 4 {
		return iso
	}
	out := fill(pattern, "y", iso[:4])
	if len(iso) >= 7 {
		if m := two(iso[5:7]); m >= 1 && m <= len(f.Months) {
			out = fill(out, "month", f.Months[m-1])
		}
	}
	if len(iso) >= 10 {
		out = fill(out, "d", strconv.Itoa(two(iso[8:10])))
	}
	return out
}

func two(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
