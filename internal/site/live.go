package site

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"twoboxes/internal/feed"
	"twoboxes/internal/story/load"
)

// feedDir has what newsrooms replace while the site is up.
const feedDir = "feed"

// feedPath is where the sample feed stands, votePath the recorded vote.
const (
	feedPath = feedDir + "/turnout.json"
	votePath = feedDir + "/vote.json"
)

// voteDir is the recorded vote, in web/: its reports in order, as cmd/feed replays them.
const voteDir = "live/vote"

// livePage is the sample that follows the feed.
type livePage struct {
	page
	FinalDay template.HTML // of the final turnout
}

// buildLive adds the sample feeds as they end, the schema that newsrooms can hold theirs to, and a
// page that follows the feeds.
func (b *siteBuild) buildLive(lang language, templates *template.Template, styles string) error {
	states, err := reportedReadings(lang.studio.Facts, lang.studio.Words, b.deploy.Origin)
	if err != nil {
		return err
	}
	b.files[feedPath] = states[len(states)-1]
	reports, err := fs.Glob(b.web, voteDir+"/*.json")
	if err != nil || len(reports) == 0 {
		return fmt.Errorf("web/%s: no reports: %w", voteDir, err)
	}
	if b.files[votePath], err = fs.ReadFile(b.web, slices.Max(reports)); err != nil {
		return err
	}
	if b.files["feed/schema.json"], err = fs.ReadFile(b.web, "live/feed.schema.json"); err != nil {
		return err
	}
	const dir = "samples/live/"
	p := b.page(lang, dir)
	p.Styles = styles
	view := livePage{p, p.natural(lang.studio.Facts.Fact("turnout.date"))}
	return b.render(templates, "live.html.tmpl", dir+"index.html", view)
}

// buildFeedForm adds the form in which an editor changes a feed.
func (b *siteBuild) buildFeedForm(lang language, templates *template.Template, styles string) error {
	const dir = feedDir + "/edit/"
	p := b.page(lang, dir)
	p.Styles, p.Script = styles, b.scripts["edit.js"]
	return b.render(templates, "edit.html.tmpl", dir+"index.html", p)
}

// reportedReadings are what a feed would have reported of the story's own election: nothing when voting
// began, the one report from during the day that was found, and the final turnout, which was reported
// the day before the votes against. The final report's time of day is not known: of a final report
// only the date is shown.
func reportedReadings(facts *load.Facts, words *load.Words, origin string) ([][]byte, error) {
	text := func(id string) string {
		s, _ := facts.Fact(id).Value.(string)
		return s
	}
	share := func(id string) *float64 {
		v := facts.Numbers().Value(id)
		return &v
	}
	// A report without an address of its own is credited on the explainer's list of sources.
	_, host, _ := strings.Cut(origin, "://")
	source := func(id string) (s feed.Source) {
		report, _ := facts.Sources.Get(facts.Fact(id).Sources[0])
		for _, other := range facts.Fact(id).Sources {
			if r, _ := facts.Sources.Get(other); r.Address != "" {
				report = r
				break
			}
		}
		s = feed.Source{Name: report.Publisher, URL: report.Address}
		if s.URL == "" {
			s.URL = "https://" + host + "/embed/" + DefaultLang + "/#sources"
		}
		return s
	}
	const korea = ":00+09:00" // seconds and zone
	day, published := text("vote.date"), text("turnout.date")
	var out [][]byte
	for _, r := range []feed.Reading{
		{AsOf: day + "T" + text("polls.open") + korea, Source: source("polls.open")},
		{AsOf: day + "T12:00" + korea, Turnout: share("turnout.noon"), Source: source("turnout.noon")},
		{AsOf: published + "T00:00" + korea, Turnout: share("turnout.2023"), Final: true, Source: source("turnout.2023")},
	} {
		r.V, r.Election = 1, words.Plain(words.Page["feed.replay"])
		data, err := json.MarshalIndent(r, "", "  ")
		if err != nil {
			return nil, err
		}
		if _, err := feed.Parse(data); err != nil {
			return nil, fmt.Errorf("%s: %w", feedPath, err)
		}
		out = append(out, append(data, '\n'))
	}
	return out, nil
}

// replayStep is how long each reading of the replay stands, instead of hours.
const replayStep = 30 * time.Second

// Replay serves what next serves, but for the sample feed: it repeats the reported readings, one
// after the other and then from the beginning, as a newsroom's file would change. root is the
// repository.
func Replay(root string, next http.Handler) (http.Handler, error) {
	read := func(name ...string) ([]byte, error) {
		return os.ReadFile(filepath.Join(append([]string{root}, name...)...))
	}
	data, err := read("assets", "facts.json")
	if err != nil {
		return nil, err
	}
	facts, err := load.ReadFacts(data, "assets/facts.json")
	if err != nil {
		return nil, err
	}
	file := DefaultLang + ".json"
	if data, err = read("assets", "words", file); err != nil {
		return nil, err
	}
	words, err := load.ReadWords(data, "assets/words/"+file, facts)
	if err != nil {
		return nil, err
	}
	deployed, err := readDeploy(filepath.Join(root, "web", "deploy.json"))
	if err != nil {
		return nil, err
	}
	states, err := reportedReadings(facts, words, deployed.Origin)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/"+feedPath || r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		state := states[int(time.Since(start)/replayStep)%len(states)]
		sum := sha256.Sum256(state)
		h := w.Header()
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cache-Control", "no-cache")
		h.Set("Content-Type", contentType(feedPath))
		h.Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
		// The evening's own clock: by today's each report would be years old, and pages would say so.
		if report, err := feed.Parse(state); err == nil {
			if made, err := time.Parse(time.RFC3339, report.AsOf); err == nil {
				h.Set("Date", made.UTC().Format(http.TimeFormat))
			}
		}
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(string(state)))
	}), nil
}
