package main

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"twoboxes/internal/feed"
)

var noon = time.Date(2027, 7, 18, 3, 0, 0, 0, time.UTC)

// at is a clock that stands at noon and moves when a command sleeps; asleep is called each time.
func at(asleep func(n int) bool) clock {
	now, n := noon, 0
	return clock{func() time.Time { return now }, func(d time.Duration) bool {
		now = now.Add(d)
		n++
		return asleep != nil && asleep(n)
	}}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, file, text string) string {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestUsage(t *testing.T) {
	for _, line := range []string{"", "check", "from", "from csv", "from xls a", "from csv a b", "from csv a --ballot proposal", "from onegov a --contest b", "from csv a --every 30s", "from csv a --every soon --out b", "replay a", "replay a --out b --speed 0", "publish a"} {
		var out, problems bytes.Buffer
		if status := run(strings.Fields(line), &out, &problems, at(nil)); status != 2 || !strings.HasPrefix(problems.String(), "usage:") || out.Len() > 0 {
			t.Errorf("%q: %d, %s%s", line, status, &out, &problems)
		}
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	const rest = `"asOf":"2027-07-18T12:00:00+09:00","source":{"name":"S","url":"https://example.org/"}`
	good := write(t, filepath.Join(dir, "good.json"), `{"v":2,"election":"E","status":"final","test":true,`+rest+`,"units":[{"id":"a","name":"All","turnout":47.8,"for":60,"agianst":40},{"id":"b","name":"B"}]}`)
	one := write(t, filepath.Join(dir, "one.json"), `{"v":1,"election":"E","turnout":null,"for":null,"against":null,"final":false,`+rest+`}`)
	future := write(t, filepath.Join(dir, "future.json"), strings.Replace(read(t, one), "2027", "2031", 1))
	torn := write(t, filepath.Join(dir, "torn.json"), strings.TrimSuffix(read(t, good), `"name":"B"}]}`))
	other := write(t, filepath.Join(dir, "other.json"), strings.Replace(read(t, good), `"v":2`, `"v":"2"`, 1))
	bad := write(t, filepath.Join(dir, "bad.json"), "{\"v\":2,\"election\":\"E\",\n\"status\":\"shut\","+rest+",\n\"units\":[{\"id\":\"a\",\"name\":\"All\",\"turnout\":101}]}")

	for _, test := range []struct {
		files  []string
		status int
		out    []string
		said   []string
	}{
		{[]string{good}, 0, []string{good + " is valid: E, All: turnout 47.8%, for 60%, against not reported (the first of 2 units), as of 2027-07-18T12:00:00+09:00, source S; TEST DATA, shown under a band; final: pages ask every five minutes, for six hours more"},
			[]string{good + ": line 1: units[0].agianst: unknown field; remove it, or correct its spelling (pages ignore it)"}},
		{[]string{one}, 0, []string{one + " is valid: E, turnout not reported yet, as of 2027-07-18T12:00:00+09:00, source S; not final: pages keep polling"}, nil},
		{[]string{future}, 1, nil, []string{future + ": line 1: asOf: 2031-07-18T12:00:00+09:00 is more than 5 minutes ahead of the clock; write the time of the report", "1 of 1 files are wrong: pages would ignore them"}},
		{[]string{torn, other}, 1, nil, []string{torn + ": line 1: units[0].agianst: unknown field; remove it, or correct its spelling (pages ignore it)",
			torn + ": line 1: not JSON: the file ends too early; fix it there or just before", other + ": line 1: v: not a whole number; write a whole number", "2 of 2 files are wrong: pages would ignore them"}},
		{[]string{bad, one, filepath.Join(dir, "none.json")}, 1, []string{one + " is valid: E, turnout not reported yet, as of 2027-07-18T12:00:00+09:00, source S; not final: pages keep polling"},
			[]string{bad + ": line 2: status: not before, open, counting, final; write one of them", bad + ": line 3: units[0].turnout: not from 0 to 100; write a percentage, or null",
				"open " + filepath.Join(dir, "none.json") + ": no such file or directory", "2 of 3 files are wrong: pages would ignore them"}},
	} {
		var out, problems bytes.Buffer
		status := run(append([]string{"check"}, test.files...), &out, &problems, at(nil))
		if want := strings.Join(test.out, "\n"); status != test.status || strings.TrimSpace(out.String()) != want || strings.TrimSpace(problems.String()) != strings.Join(test.said, "\n") {
			t.Errorf("%v: %d\n%s\n%s", test.files, status, &out, &problems)
		}
	}
}

// Files that went wrong elsewhere: what the command says of each.
func TestCheckCases(t *testing.T) {
	const folder = "../../e2e/cases/feeds"
	want := map[string]string{
		"1-future.json":             "line 1: asOf: 2031-01-01T12:00:00Z is more than 5 minutes ahead of the clock; write the time of the report",
		"2-correction-earlier.json": "turnout 47.8%",
		"3-rounds-to-100.json":      "turnout 99.99%",
		"4-sum-100.1.json":          "turnout 60.1%, for 66.7%, against 33.4%",
		"5-withdrawn.json":          "turnout not reported yet",
		"6-final-by-mistake.json":   "; final: pages ask every five minutes, for six hours more",
		"7-bom.json":                "turnout 47.8%",
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		var out bytes.Buffer
		file := filepath.Join(folder, f.Name())
		checkAll([]string{file}, &out, &out, time.Date(2027, 7, 18, 12, 0, 0, 0, time.UTC))
		if said := want[f.Name()]; said == "" || !strings.Contains(out.String(), said) || strings.HasPrefix(said, "line") == strings.Contains(out.String(), "is valid") {
			t.Errorf("%s: %s", file, &out)
		}
	}
}

func TestFromCSV(t *testing.T) {
	var out, problems bytes.Buffer
	if status := run([]string{"from", "csv", "testdata/sheet.csv"}, &out, &problems, at(nil)); status != 0 {
		t.Fatalf("%d: %s", status, &problems)
	}
	r, unknown, err := feed.Read(out.Bytes())
	if err != nil || unknown != nil {
		t.Fatal(err, unknown)
	}
	if r.Election != "Council elections, 18 July 2027" || r.Source.Name != "Election Commission" || r.Status != "counting" || *r.Sequence != 12 || !r.Test || r.Note != "The next report is due at one." || len(r.Units) != 3 {
		t.Errorf("%+v", r)
	}
	all, north, south := r.Units[0], r.Units[1], r.Units[2]
	if *all.Turnout != 47.8 || *all.For != 60.5 || *all.Against != 39.5 || *all.Registered != 12345 || *all.Voted != 5901 || all.Counted != nil {
		t.Errorf("%+v", all)
	}
	if north.Turnout != nil || *north.Counted != (feed.Counted{Done: 3, Total: 12}) || *r.Shown(north).Turnout != 31.4 || south.Name != "South district, with the islands" || south.For != nil {
		t.Errorf("%+v, %+v", north, south)
	}
}

// Excel writes semicolons and decimal commas in many countries, and a byte order mark.
func TestCSVFromExcel(t *testing.T) {
	s, err := readCSV([]byte("\ufeffelection;E, the first\r\nstatus;Open\r\n\r\nid;name;turnout\r\na;A;\u200f47,8 %\r\n"))
	if err != nil || s.Election != "E, the first" || s.Status != "open" || len(s.Units) != 1 || *s.Units[0].Turnout != 47.8 {
		t.Errorf("%+v, %v", s, err)
	}
}

// What is made of a sheet is what the checker takes, and says nothing that pages would ignore.
func FuzzReadCSV(f *testing.F) {
	sheet, err := os.ReadFile("testdata/sheet.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sheet)
	f.Add([]byte("election;E\nsource;S\nurl;https://example.org/\nasOf;2027-07-18T12:00:00Z\nstatus;open\nid;name;low;high;counted;total\na;A;1,5;2;3;4\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "sheet.csv")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if update(func(data []byte) (source, error) { return formats["csv"](data, options{}) }, file, "", &out, noon) != nil {
			if out.Len() > 0 {
				t.Errorf("wrong, but written: %s", &out)
			}
			return
		}
		if r, unknown, err := feed.Read(out.Bytes()); err != nil || unknown != nil || r.V != 2 {
			t.Errorf("%s: %v, %v", &out, err, unknown)
		}
	})
}

// Every problem is named with its line and column.
func TestCSVProblems(t *testing.T) {
	dir := t.TempDir()
	const head = "election,E\nsource,S\nurl,https://example.org/\nasOf,2027-07-18T12:00:00+09:00\nstatus,open\n"
	for name, test := range map[string]struct{ text, want string }{
		"cells":         {head + "id,name,turnout,voted\na,A,many,12.5\nb,B,,", "line 7, turnout: not a number\nline 7, voted: not a whole number"},
		"names":         {"elektion,E\n" + head + "id,name,trnout\na,A,1", "line 1, elektion: unknown name\nline 7, trnout: unknown column"},
		"no header":     {head, "no row begins with id"},
		"flag":          {head + "test,perhaps\nid,name\na,A", "line 6, test: not yes or no"},
		"too many":      {head + "id,name\na,A,47", `line 7, "47": its column has no name`},
		"values":        {strings.Replace(head, "open", "shut", 1) + "\nid,name,turnout,for,against\na,A,,,\nb,B,101,60,41", "line 5, status: not before, open\nline 9, turnout: not from 0 to 100\nline 9, against: more than 100 together"},
		"settings":      {"url,http://example.org/\nasOf,noon\nid,name\na,A", "election: missing; write it in a row above the units: election,…\nline 2, asOf: not a time\nstatus: missing\nsource: missing\nline 1, url: not an https URL"},
		"half a range":  {head + "id,name,high\na,A,50", "line 7, low, high: not two percentages"},
		"half a count":  {head + "id,name,total\na,A,50", "line 7, counted: not from 0 to total"},
		"the same unit": {head + "id,name\na,A\na,B", "line 8, id: another unit has it"},
		"quotes":        {head + "id,name\na,\"A", "parse error on line 7, column 5"},
		"all at once":   {strings.Replace(head, "open", "shut", 1) + "id,name,turnout,for,trnout\na,A,101,some,", "line 6, trnout: unknown column\nline 7, for: not a number\nline 5, status: not before\nline 7, turnout: not from 0 to 100"},
		"decimal comma": {head + "id,name,turnout,for\na,A,41,3,60", `line 7, "60": its column has no name; remove it, or, if a number has a decimal comma`},
		"moved":         {head + "id,name,turnout,for,against\na,A,41,3,,", "line 7, last cell: the row is longer than the header row; remove the comma, or, if a number has a decimal comma"},
		"future":        {strings.Replace(head, "2027", "2031", 1) + "id,name\na,A", "line 4, asOf: 2031-07-18T12:00:00+09:00 is more than 5 minutes ahead"},
		"a web page":    {"\ufeff<!doctype html><title>Sign in</title>", "a web page, not a sheet"},
		"formula":       {head + "id,name\n#REF!,A\n#N/A,B\n#a note\nc,C", `line 7, "#REF!": an error of the sheet` + "\n" + `line 8, "#N/A": an error`},
		"twice":         {head + "Status,final\nid,name,turnout,Turnout\na,A,1,2", "line 6, Status: line 5 has it already\nline 7, Turnout: another column has this name"},
		"below":         {head + "id,name\na,A\nwithdrawn,yes", "line 8, withdrawn: below the units"},
		"no rows":       {head + "id,name\n", "no row below the header row"},
		"null":          {head + "id,name,turnout\na,A,-1", "line 7, turnout: not from 0 to 100; write a percentage, or leave the cell empty"},
		"unseen":        {head + "id,name\na,\u200b", "line 7, name: not a line of text"},
		"nothing":       {"", "no row begins with id"},
		"Latin 1":       {head + "id,name\na,Z\xfcrich", "not UTF-8"},
	} {
		file := write(t, filepath.Join(dir, "sheet.csv"), test.text)
		var out, problems bytes.Buffer
		status := run([]string{"from", "csv", file}, &out, &problems, at(nil))
		got := strings.Split(strings.TrimSpace(problems.String()), "\n")
		want := strings.Split(test.want, "\n")
		if status != 1 || out.Len() > 0 || len(got) != len(want) {
			t.Errorf("%s: %d, %s%s", name, status, &out, &problems)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], file+": "+want[i]) {
				t.Errorf("%s: %s, want %s", name, got[i], want[i])
			}
		}
	}
}

// The file follows the source; while that is wrong, or older, the last good one stays.
func TestFromEvery(t *testing.T) {
	dir := t.TempDir()
	source, file := filepath.Join(dir, "sheet.csv"), filepath.Join(dir, "turnout.json")
	sheet := func(clock, turnout string) string {
		return "election,E\nsource,S\nurl,https://example.org/\nasOf,2027-07-18T" + clock + ":00+09:00\nstatus,open\nid,name,turnout\na,A," + turnout + "\n"
	}
	write(t, source, sheet("11:00", "20"))
	turnout := func() float64 {
		r, _, err := feed.Read([]byte(read(t, file)))
		if err != nil {
			t.Fatal(err)
		}
		return *r.Units[0].Turnout
	}
	steps := []struct {
		text string // of the source; "" for none
		want float64
		said string
	}{
		{sheet("11:30", "30"), 20, ""},
		{sheet("11:45", "300"), 30, ""},
		{sheet("11:45", "300"), 30, "line 7, turnout: not from 0 to 100"},
		{"", 30, ""},
		{sheet("11:10", "22"), 30, "no such file"},
		{sheet("11:30", "31"), 30, "older than what " + file + " has"},
		{sheet("11:30", "31"), 31, "the source is good again"},
	}
	var out, problems bytes.Buffer
	status := run([]string{"from", "csv", "--every", "30s", source, "--out", file}, &out, &problems, at(func(n int) bool {
		if n > len(steps) {
			return false
		}
		step := steps[n-1]
		if got := turnout(); got != step.want {
			t.Errorf("step %d: %v, want %v", n, got, step.want)
		}
		if said := problems.String(); !strings.Contains(said, step.said) || step.said == "" && said != "" {
			t.Errorf("step %d: said %q", n, said)
		}
		problems.Reset()
		if step.text == "" {
			os.Remove(source)
		} else {
			write(t, source, step.text)
		}
		return true
	}))
	if status != 0 || strings.Count(out.String(), file+": ") != 3 || !strings.Contains(out.String(), "\n  asOf is as before: a correction of that report, and no new one\n  a: turnout 30% → 31%\n") ||
		strings.Count(out.String(), "a correction") != 1 {
		t.Errorf("%d: %s", status, &out)
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) != 2 {
		t.Errorf("left behind: %v", files)
	}
	r, _, err := feed.Read([]byte(read(t, file)))
	if want := []feed.Point{{AsOf: "2027-07-18T11:00:00+09:00", Turnout: 20}}; err != nil || !slices.Equal(r.Units[0].Reports, want) {
		t.Errorf("%v, reports %v, want %v", err, r.Units[0].Reports, want)
	}
}

func TestFromAddress(t *testing.T) {
	answer, status := []byte(read(t, "testdata/sheet.csv")), 200
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		w.Write(answer)
	}))
	defer server.Close()
	if data, err := fetch(server.URL); err != nil || !bytes.Equal(data, answer) {
		t.Errorf("%v", err)
	}
	status = 503
	if _, err := fetch(server.URL); err == nil || !strings.Contains(err.Error(), "503") {
		t.Errorf("503: %v", err)
	}
	status, answer = 200, make([]byte, 5<<20)
	if _, err := fetch(server.URL); err == nil || !strings.Contains(err.Error(), "4 MiB") {
		t.Errorf("huge: %v", err)
	}
}

// A file that cannot be replaced stays, and nothing is left beside it.
func TestWriteWhole(t *testing.T) {
	dir := t.TempDir()
	if err := writeWhole(filepath.Join(dir, "none", "a.json"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(taken, []byte("a")); err == nil {
		t.Error("replaced a folder")
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*.part")); files != nil {
		t.Errorf("left behind: %v", files)
	}
}

// The evening of testdata is published in its order at its speed, with the replay's times.
func TestReplay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "turnout.json")
	var out, problems bytes.Buffer
	type seen struct {
		after time.Duration
		text  string
	}
	var all []seen
	c := at(nil)
	start, sleep := c.now(), c.sleep
	c.sleep = func(d time.Duration) bool {
		all = append(all, seen{c.now().Sub(start), read(t, file)})
		sleep(d)
		return true
	}
	if status := run([]string{"replay", "testdata/evening", "--out", file, "--speed", "60"}, &out, &problems, c); status != 0 {
		t.Fatal(status, problems.String())
	}
	all = append(all, seen{c.now().Sub(start), read(t, file)})
	wantAfter := []time.Duration{0, 30 * time.Second, 60 * time.Second, 75 * time.Second, 90 * time.Second, 120 * time.Second}
	if len(all) != len(wantAfter) {
		t.Fatalf("%d files, want %d: %s", len(all), len(wantAfter), &out)
	}
	for i, s := range all {
		r, _, err := feed.Read([]byte(s.text))
		torn := i == 2
		if s.after != wantAfter[i] || (err == nil) == torn {
			t.Errorf("file %d after %v, want %v: %v", i, s.after, wantAfter[i], err)
		}
		if err == nil && (!r.Test || r.Time().Before(start) || r.Time().After(start.Add(s.after))) {
			t.Errorf("file %d: %+v, of %v", i, r, r.Time())
		}
	}
	for name, dir := range map[string]string{"none": "testdata/none", "not an evening": "testdata"} {
		if status := run([]string{"replay", dir, "--out", file}, &out, &problems, at(nil)); status != 1 {
			t.Errorf("%s: %d", name, status)
		}
	}
}
