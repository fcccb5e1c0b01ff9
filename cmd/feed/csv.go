package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"twoboxes/internal/feed"
	"twoboxes/internal/strictjson"
)

// A sheet has two parts. First what is true of the whole report, a name and a value in each row; then
// a table with a row for each unit, which begins with the header row:
//
//	election,"Council elections, 18 July 2027"
//	source,Election Commission
//	url,https://example.org/turnout
//	asOf,2027-07-18T12:00:00+09:00
//	status,open
//
//	id,name,turnout,for,against
//	all,All districts,47.8,,
//	north,North district,51%,,
//
// The other names are headline, note, sequence, every, test and withdrawn; the other columns level,
// registered, voted, counted and total, low and high (the source's range), and withdrawn. Empty rows, and
// rows and columns whose name begins with #, are ignored. An empty cell is a figure that was not reported.
// A name stands once. Semicolons may stand for commas, as Excel writes them in many countries. Shares may have a per cent
// sign and a decimal comma, counts may be grouped by thousands: 12,345 or 12 345. Yes, true and 1 are true.

// settings are the names of the first part, and how each is put into a report.
var settings = map[string]func(r *feed.Report, value string) error{
	"election":  text(func(r *feed.Report) *string { return &r.Election }),
	"source":    text(func(r *feed.Report) *string { return &r.Source.Name }),
	"url":       text(func(r *feed.Report) *string { return &r.Source.URL }),
	"asof":      text(func(r *feed.Report) *string { return &r.AsOf }),
	"status":    func(r *feed.Report, v string) error { r.Status = strings.ToLower(v); return nil },
	"headline":  text(func(r *feed.Report) *string { return &r.Headline }),
	"note":      text(func(r *feed.Report) *string { return &r.Note }),
	"sequence":  func(r *feed.Report, v string) (err error) { r.Sequence, err = readCount(v); return },
	"every":     func(r *feed.Report, v string) (err error) { r.Every, err = readShare(v); return },
	"test":      func(r *feed.Report, v string) (err error) { r.Test, err = readFlag(v); return },
	"withdrawn": func(r *feed.Report, v string) (err error) { r.Withdrawn, err = readFlag(v); return },
}

// columns are the names in the header row, and how each is put into a unit.
var columns = map[string]func(u *feed.Unit, value string) error{
	"id":         text(func(u *feed.Unit) *string { return &u.ID }),
	"name":       text(func(u *feed.Unit) *string { return &u.Name }),
	"level":      text(func(u *feed.Unit) *string { return &u.Level }),
	"turnout":    func(u *feed.Unit, v string) (err error) { u.Turnout, err = readShare(v); return },
	"for":        func(u *feed.Unit, v string) (err error) { u.For, err = readShare(v); return },
	"against":    func(u *feed.Unit, v string) (err error) { u.Against, err = readShare(v); return },
	"registered": func(u *feed.Unit, v string) (err error) { u.Registered, err = readCount(v); return },
	"voted":      func(u *feed.Unit, v string) (err error) { u.Voted, err = readCount(v); return },
	"counted": func(u *feed.Unit, v string) error {
		return setCount(u, v, func(c *feed.Counted) *int { return &c.Done })
	},
	"total": func(u *feed.Unit, v string) error {
		return setCount(u, v, func(c *feed.Counted) *int { return &c.Total })
	},
	"low":       func(u *feed.Unit, v string) error { return setEnd(u, 0, v) },
	"high":      func(u *feed.Unit, v string) error { return setEnd(u, 1, v) },
	"withdrawn": func(u *feed.Unit, v string) (err error) { u.Withdrawn, err = readFlag(v); return },
}

func text[T any](at func(*T) *string) func(*T, string) error {
	return func(t *T, value string) error {
		*at(t) = value
		return nil
	}
}

// sheet is a report that was read from a CSV file, and the line of each part: of settings by their name,
// of units by their path.
type sheet struct {
	feed.Report
	lines map[string]int
}

// readCSV reads a sheet. Its error has a line for each problem, with its line and column.
func readCSV(data []byte) (sheet, error) {
	s := sheet{lines: map[string]int{}}
	s.V = 2
	if !utf8.Valid(data) {
		return s, errors.New("not UTF-8; save the sheet as CSV in UTF-8")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		return s, errors.New("a web page, not a sheet; give the address at which the sheet is published as CSV")
	}
	var problems []error
	var header []string
	rows := csv.NewReader(bytes.NewReader(data))
	rows.FieldsPerRecord = -1
	if semicolons.Match(data) {
		rows.Comma = ';'
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		} else if err != nil {
			return s, err // the rest cannot be read
		}
		line, _ := rows.FieldPos(0)
		add := func(name, what string) { problems = append(problems, fmt.Errorf("line %d, %s: %s", line, name, what)) }
		for j := range row {
			row[j] = strings.TrimFunc(row[j], isBlank)
		}
		first := strings.ToLower(row[0])
		switch {
		case formulaError.MatchString(row[0]):
			add(strconv.Quote(row[0]), "an error of the sheet; correct its formula")
		case strings.HasPrefix(first, "#") || !slices.ContainsFunc(row, func(cell string) bool { return cell != "" }):
		case header == nil && first == "id":
			for _, name := range row {
				key := strings.ToLower(name)
				switch {
				case name == "" || strings.HasPrefix(name, "#"):
				case columns[key] == nil:
					add(name, "unknown column; correct its spelling, or begin its name with #")
				case slices.Contains(header, key):
					add(name, "another column has this name; remove one, or begin its name with #")
				}
				header = append(header, key)
			}
		case header == nil && settings[first] == nil:
			add(row[0], "unknown name; correct its spelling, or begin the row with #")
		case header == nil:
			if s.lines[first] > 0 {
				add(row[0], fmt.Sprintf("line %d has it already; remove one of the two", s.lines[first]))
			}
			s.lines[first] = line
			if len(row) > 1 && row[1] != "" {
				if err := settings[first](&s.Report, row[1]); err != nil {
					add(row[0], err.Error())
				}
			}
		case settings[first] != nil:
			add(row[0], "below the units; move it above the row that begins with id")
		default:
			s.lines[fmt.Sprintf("units[%d]", len(s.Units))] = line
			if n := len(row); n > len(header) && row[n-1] == "" { // 41,3 without quotes moves the figures behind it
				add("last cell", "the row is longer than the header row; remove the comma"+decimalComma)
			}
			var u feed.Unit
			for j, cell := range row {
				if cell == "" {
					continue
				}
				if j >= len(header) || header[j] == "" {
					add(strconv.Quote(cell), "its column has no name; remove it"+decimalComma)
				} else if set := columns[header[j]]; set != nil {
					if err := set(&u, cell); err != nil {
						add(header[j], err.Error())
					}
				}
			}
			s.Units = append(s.Units, u)
		}
	}
	if header == nil {
		problems = append(problems, errors.New("no row begins with id; write the header row of the units, such as id,name,turnout"))
	} else if len(s.Units) == 0 {
		problems = append(problems, errors.New("no row below the header row; write one for each unit"))
	} else if len(problems) > 0 { // all at once: also those of the values that could be read
		made, err := json.Marshal(s.Report)
		if err == nil {
			_, _, err = feed.Read(made)
		}
		if err != nil {
			problems = append(problems, located(err, s.where))
		}
	}
	return s, errors.Join(problems...)
}

const decimalComma = ", or, if a number has a decimal comma, write it with a point: 41.3"

// sheetNames are what members of the feed are called in a sheet, where that is something else.
var sheetNames = map[string]string{
	"source.name": "source", "source.url": "url", "counted.done": "counted", "counted.total": "total", "range": "low, high",
}

// where is a problem of the feed that was made of the sheet, with its place in the sheet.
func (s sheet) where(p strictjson.Problem) string {
	key, name, inUnit := strings.Cut(p.Path, "].")
	if inUnit {
		key += "]"
	} else {
		name = p.Path
	}
	if n := sheetNames[name]; n != "" {
		name = n
	}
	if !inUnit {
		key = strings.ToLower(name)
	}
	fix := strings.ReplaceAll(p.Fix, "or null", "or leave the cell empty")
	switch line := s.lines[key]; {
	case line > 0:
		return fmt.Sprintf("line %d, %s: %s; %s", line, name, p.What, fix)
	case settings[key] != nil:
		return fmt.Sprintf("%s: missing; write it in a row above the units: %s,…", name, name)
	}
	return fmt.Sprintf("%s: %s; %s", name, p.What, fix)
}

// setCount sets one of the two numbers of what is counted.
func setCount(u *feed.Unit, value string, at func(*feed.Counted) *int) error {
	n, err := readCount(value)
	if err != nil {
		return err
	}
	if u.Counted == nil {
		u.Counted = &feed.Counted{Done: -1}
	}
	*at(u.Counted) = *n
	return nil
}

// setEnd sets one end of the range.
func setEnd(u *feed.Unit, end int, value string) error {
	x, err := readShare(value)
	if err != nil {
		return err
	}
	if u.Range == nil {
		u.Range = &feed.Range{-1, -1}
	}
	(*u.Range)[end] = *x
	return nil
}

// readShare reads a number as people write percentages.
func readShare(s string) (*float64, error) {
	s = strings.TrimSpace(strings.TrimSuffix(s, "%"))
	if !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !sharePattern.MatchString(s) {
		return nil, errors.New("not a number; write it like 47.8, or leave the cell empty")
	}
	return &x, nil
}

// readCount reads a whole number, which may be grouped by thousands.
func readCount(s string) (*int, error) {
	if grouped.MatchString(s) {
		s = separators.ReplaceAllString(s, "")
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return nil, errors.New("not a whole number; write it like 12345, or leave the cell empty")
	}
	return &n, nil
}

var (
	semicolons   = regexp.MustCompile(`(?mi)^"?id"?;`) // in the header row
	sharePattern = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	grouped      = regexp.MustCompile(`^\d{1,3}([,.'’ \x{a0}\x{202f}]\d{3})+$`)
	separators   = regexp.MustCompile(`\D`)
	formulaError = regexp.MustCompile(`^#(N/A|[A-Z0-9/]+[!?])$`) // as spreadsheets write it
)

// isBlank reports whether nothing is seen of r: spaces, and the marks that put text in order.
func isBlank(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }

func readFlag(s string) (bool, error) {
	switch strings.ToLower(s) {
	case "true", "yes", "1":
		return true, nil
	case "false", "no", "0":
		return false, nil
	}
	return false, errors.New("not yes or no; write one of them, or leave the cell empty")
}
