package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"twoboxes/internal/feed"
)

// made is the report that a command line of from makes.
func made(t *testing.T, args ...string) feed.Report {
	t.Helper()
	var out, problems bytes.Buffer
	if status := run(append([]string{"from"}, args...), &out, &problems, at(nil)); status != 0 {
		t.Fatalf("%d: %s", status, &problems)
	}
	r, unknown, err := feed.Read(out.Bytes())
	if err != nil || unknown != nil {
		t.Fatal(err, unknown)
	}
	return r
}

func is(x *float64, want float64) bool { return x != nil && *x == want }

func TestFromOneGov(t *testing.T) {
	r := made(t, "onegov", "testdata/onegov.json", "--lang", "fr")
	if r.Election != "Objet inventé: pont sur le marais" || r.AsOf != "2025-06-15T13:42:07+02:00" || r.Status != "counting" || r.Source.URL != "https://votes.example.ch/vote/bruecke" || len(r.Units) != 5 {
		t.Errorf("%+v", r)
	}
	total, first, open, abroad := r.Units[0], r.Units[1], r.Units[3], r.Units[4]
	if total.ID != "total" || *total.Counted != (feed.Counted{Done: 3, Total: 4}) || !is(total.For, 43.15) || !is(total.Against, 56.85) {
		t.Errorf("%+v", total)
	}
	if r.Shown(total).Turnout != nil {
		t.Error("the turnout of a part is that of the whole")
	}
	if first.ID != "9101" || first.Name != "Obermoos" || *first.Voted != 802 || !is(r.Shown(first).Turnout, 48.61) || !is(first.For, 52.02) {
		t.Errorf("%+v", first)
	}
	if open.For != nil || open.Against != nil || open.Registered != nil || open.Voted != nil {
		t.Errorf("not counted yet: %+v", open)
	}
	if abroad.ID != "0" || abroad.Registered != nil || abroad.For == nil {
		t.Errorf("nobody registered: %+v", abroad)
	}
	if r := made(t, "onegov", "testdata/onegov.json"); r.Election != "Erfundene Vorlage: Brücke über das Moos" {
		t.Errorf("without a language: %s", r.Election)
	}
}

func TestFromNIST(t *testing.T) {
	r := made(t, "nist", "testdata/nist.json", "--url", "https://example.org/report")
	if r.Election != "Measure 1: a bridge that does not exist" || r.AsOf != "2025-11-04T21:40:00-05:00" || r.Status != "counting" || r.Test || r.Source != (feed.Source{Name: "Office of Invented Elections", URL: "https://example.org/report"}) {
		t.Errorf("%+v", r)
	}
	if len(r.Units) != 3 {
		t.Fatalf("%+v", r.Units)
	}
	whole, north, south := r.Units[0], r.Units[1], r.Units[2]
	if whole.ID != "state-exampleland" || whole.Level != "state" || *whole.Counted != (feed.Counted{Done: 9, Total: 20}) || !is(whole.For, 40.2) || !is(whole.Against, 59.8) || !is(r.Shown(whole).Turnout, 42.5) {
		t.Errorf("%+v", whole)
	}
	if north.Name != "North County" || *north.Counted != (feed.Counted{Done: 4, Total: 9}) || !is(north.For, 56.14) {
		t.Errorf("%+v", north)
	}
	if !is(south.For, 35.49) {
		t.Errorf("kinds of votes without a total are added up: %+v", south)
	}
	if r := made(t, "nist", "testdata/nist.json", "--url", "https://example.org/report", "--contest", "measure-1", "--for", "m1-no"); !is(r.Units[0].For, 59.8) {
		t.Errorf("--for: %v", r.Units[0].For)
	}
}

// Every stage that a source names is one of the feed's.
func TestStages(t *testing.T) {
	oneGov, nist := read(t, "testdata/onegov.json"), read(t, "testdata/nist.json")
	file := filepath.Join(t.TempDir(), "source.json")
	for _, test := range []struct{ format, text, old, new, want string }{
		{"onegov", oneGov, `"completed": false`, `"completed": true`, "final"},
		{"onegov", oneGov, `"counted": 3`, `"counted": 0`, "open"},
		{"nist", nist, "unofficial-partial", "pre-election", "before"},
		{"nist", nist, "unofficial-partial", "unofficial-complete", "counting"},
		{"nist", nist, "unofficial-partial", "certified", "final"},
	} {
		write(t, file, strings.ReplaceAll(test.text, test.old, test.new))
		if r := made(t, test.format, file, "--url", "https://example.org/"); r.Status != test.want {
			t.Errorf("%s, %s: %s, want %s", test.format, test.new, r.Status, test.want)
		}
	}
	before := strings.ReplaceAll(strings.Replace(oneGov, "2025-06-15T11", "2025-06-14T11", 1), `"counted": 3`, `"counted": 0`)
	if r := made(t, "onegov", write(t, file, before)); r.Status != "before" {
		t.Errorf("the day before: %s", r.Status)
	}
	rehearsal := strings.Replace(nist, `"IsTest": false`, `"IsTest": true`, 1)
	if r := made(t, "nist", write(t, file, rehearsal), "--url", "https://example.org/"); !r.Test {
		t.Error("a test report is not marked as one")
	}
	complete := strings.NewReplacer(`"counted": false`, `"counted": true`, `"counted": 3`, `"counted": 4`).Replace(oneGov)
	if total := made(t, "onegov", write(t, file, complete)).Units[0]; total.Voted == nil || *total.Voted != 3929 || *total.Registered != 9980 {
		t.Errorf("all counted: %+v", total)
	}
}

// What is wrong in a source is named by its place in the source, with the fix, and nothing is written.
func TestJSONSourceProblems(t *testing.T) {
	oneGov, nist := read(t, "testdata/onegov.json"), read(t, "testdata/nist.json")
	file := filepath.Join(t.TempDir(), "source.json")
	for _, test := range []struct{ format, text, old, new, flags, want string }{
		{"onegov", oneGov, `"yeas": 412`, `"yeas": -412`, "", "ballots[0].results.entities[0].yeas: not a number of people; ask the platform"},
		{"onegov", oneGov, `"yeas": 412`, `"yeas": "412"`, "", "ballots[0].results.entities[0].yeas: not a whole number"},
		{"onegov", oneGov, `"yeas": 412,`, "", "", "ballots[0].results.entities[0].yeas: missing"},
		{"onegov", oneGov, `"yeas": 412`, `"yeas": 4120`, "", "ballots[0].results.entities[0].yeas: more than cast_ballots together with nays"},
		{"onegov", oneGov, `"eligible_voters": 1650`, `"eligible_voters": 165`, "", "ballots[0].results.entities[0].cast_ballots: more than registered; correct one of the two"},
		{"onegov", oneGov, `"id": 9102`, `"id": 9101`, "", "ballots[0].results.entities[1].id: another unit has it"},
		{"onegov", oneGov, "T11:42:07.318211+00:00", " 11:42", "", "last_modified: not a time with a time zone"},
		{"onegov", oneGov, "2025-06-15T11", "2031-06-15T11", "", "last_modified: 2031-06-15T13:42:07+02:00 is more than 5 minutes ahead"},
		{"onegov", oneGov, `"type": "vote"`, `"type": "election"`, "", "type: not vote; use the address of a vote"},
		{"onegov", oneGov, `"https://votes.example.ch/vote/bruecke"`, `"http://votes.example.ch/vote/bruecke"`, "", "url: not an https URL"},
		{"onegov", oneGov, "", "", "--ballot tie-breaker", "ballots: none is a tie-breaker; name one with --ballot: proposal"},
		{"onegov", "<!doctype html>", "", "", "", "not JSON"},
		{"nist", nist, "", "", "", "the report names no address for readers; give one with --url"},
		{"nist", nist, `"Status": "unofficial-partial"`, `"Status": "done"`, "--url https://example.org/", "Status: not a status of SP 1500-100"},
		{"nist", nist, `"Count": 2010`, `"Count": 20.5`, "--url https://example.org/", "Election[0].Contest[1].ContestSelection[1].VoteCounts[0].Count: not a number of votes"},
		{"nist", nist, `"Count": 2010`, `"Counts": 2010`, "--url https://example.org/", "Election[0].Contest[1].ContestSelection[1].VoteCounts[0].Count: missing"},
		{"nist", nist, `"Content": "Yes"`, `"Content": "Aye"`, "--url https://example.org/", "Election[0].Contest[1].ContestSelection: not a yes and a no; name the one that counts as for with --for"},
		{"nist", nist, "", "", "--url https://example.org/ --contest measure-2", "Election[0].Contest: no such ballot measure; name one with --contest: measure-1"},
		{"nist", nist, "CandidateContest", "BallotMeasureContest", "--url https://example.org/", "Election[0].Contest: 2 ballot measures; name one with --contest: mayor, measure-1"},
		{"nist", nist, `"ElectionDistrictId": "state-exampleland"`, `"ElectionDistrictId": "nowhere"`, "--url https://example.org/", "Election[0].Contest[1].ElectionDistrictId: no GpUnit has this @id"},
		{"nist", nist, `"VotersParticipated": 1200`, `"VotersParticipated": 12000`, "--url https://example.org/", "GpUnit[0].VotersParticipated: more than registered"},
		{"nist", nist, `"SequenceEnd": 1`, `"SequenceEnd": 3`, "--url https://example.org/", "SequenceEnd: the report comes in several parts; use one that comes whole"},
		{"nist", nist, "2025-11-04T21:40:00-05:00", "4 November", "--url https://example.org/", "GeneratedDate: not a time with a time zone"},
		{"nist", nist, `"Issuer": "Office of Invented Elections"`, `"Issuer": ""`, "--url https://example.org/", "Issuer: not a line of text"},
	} {
		text := test.text
		if test.old != "" {
			if text = strings.Replace(text, test.old, test.new, 1); text == test.text {
				t.Fatalf("%s: not in the source", test.old)
			}
		}
		write(t, file, text)
		var out, problems bytes.Buffer
		status := run(append([]string{"from", test.format, file}, strings.Fields(test.flags)...), &out, &problems, at(nil))
		if status != 1 || out.Len() > 0 || !strings.Contains(problems.String(), test.want) || strings.Count(problems.String(), "\n") != 1 {
			t.Errorf("%s: %d, %s%s", test.want, status, &out, &problems)
		}
	}
}

// While the source is wrong, the last good file stays, whatever the format.
func TestJSONSourceKeepsTheLastGoodFile(t *testing.T) {
	dir := t.TempDir()
	from, file := filepath.Join(dir, "vote.json"), filepath.Join(dir, "turnout.json")
	write(t, from, read(t, "testdata/onegov.json"))
	var out, problems bytes.Buffer
	good := ""
	status := run([]string{"from", "onegov", from, "--every", "30s", "--out", file}, &out, &problems, at(func(n int) bool {
		switch n {
		case 1:
			good = read(t, file)
			write(t, from, `{"completed": false`)
		case 2:
			if read(t, file) != good || !strings.Contains(problems.String(), "the file stays as it was") {
				t.Errorf("a torn source: %s", &problems)
			}
			write(t, from, strings.Replace(read(t, "testdata/onegov.json"), `"yeas": 412`, `"yeas": 410`, 1))
		case 3:
			if read(t, file) == good || !strings.Contains(problems.String(), "the source is good again") {
				t.Errorf("good again: %s", &problems)
			}
		}
		return n < 3
	}))
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); status != 0 || len(files) != 2 {
		t.Errorf("%d, left: %v", status, files)
	}
}

// A canton has hundreds of municipalities: their feed is written without indents rather than refused.
func TestManyUnitsFit(t *testing.T) {
	var entities []string
	for i := range 340 {
		entities = append(entities, fmt.Sprintf(
			`{"id":%d,"name":"Municipality with a name","counted":true,"yeas":41234,"nays":38012,"eligible_voters":165432,"cast_ballots":80123}`, 1001+i))
	}
	text := `{"completed":true,"date":"2025-06-15","last_modified":"2025-06-15T11:42:07+00:00","title":{"de":"E"},"url":"https://example.ch/","ballots":[{"type":"proposal","progress":{"counted":340,"total":340},"results":{"entities":[` + strings.Join(entities, ",") + `]}}]}`
	if r := made(t, "onegov", write(t, filepath.Join(t.TempDir(), "vote.json"), text)); len(r.Units) != 341 {
		t.Errorf("%d units", len(r.Units))
	}
}

// fuzzSource checks that whatever is made of a source is what the checker takes, and nothing is written
// otherwise.
func fuzzSource(f *testing.F, format string, o options) {
	seed, err := os.ReadFile(filepath.Join("testdata", format+".json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"completed":true,"date":"2025-06-15","last_modified":"2025-06-15T11:42:07+00:00","title":{"de":"E"},"url":"https://example.ch/","ballots":[{"type":"proposal","progress":{"counted":1,"total":1},"results":{"entities":[{"id":1,"name":"A","counted":true,"yeas":3,"nays":2,"eligible_voters":9,"cast_ballots":6}]}}]}`))
	f.Add([]byte(`{"GeneratedDate":"2025-11-04T21:40:00-05:00","Issuer":"I","SequenceEnd":1,"Status":"certified","GpUnit":[{"@id":"a","Name":{"Text":[{"Content":"A"}]},"VotersRegistered":9}],"Election":[{"Name":{"Text":[]},"Contest":[{"@id":"m","@type":"ElectionResults.BallotMeasureContest","Name":"M","ElectionDistrictId":"a","ContestSelection":[{"@id":"y","Selection":{"Text":[{"Content":"Yes"}]},"VoteCounts":[{"Type":"total","Count":1}]},{"@id":"n","VoteCounts":[]}]}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := formats[format](data, o)
		if err != nil {
			return
		}
		var out bytes.Buffer
		file := write(t, filepath.Join(t.TempDir(), "source.json"), string(data))
		if update(func([]byte) (source, error) { return s, nil }, file, "", &out, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) != nil {
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

func FuzzReadOneGov(f *testing.F) { fuzzSource(f, "onegov", options{ballot: "proposal"}) }

func FuzzReadNIST(f *testing.F) { fuzzSource(f, "nist", options{url: "https://example.org/"}) }
