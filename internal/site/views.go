package site

import "html/template"

// What the templates in web/ get.

// page is what every template gets.
type page struct {
	*textRenderer
	Lang, Dir string
	Root      string // the way from the page to the site's root: "", "../" or "../../"
	Origin    string // where the site stands
	Article   string // the address that readers share
	Social    string // the social card's address
	Policy    string // content security policy
	Styles    string // paths from the root
	Script    script
	Languages []language
	heights   heights
}

// Height is how tall the explainer is at a width, in CSS px.
func (p page) Height(width int) int { return p.heights.height(width) }

// embedPage is the explainer in one language.
type embedPage struct {
	page
	Address            string // of the explainer in this language, for search engines
	HideStory          script // first of all, in old browsers too
	Early              script // before the first paint
	PinnedStyles       string // path, for layout=stage
	LiveStyles         string // path, for explainers with a feed
	Steps              []stepView
	Config             configView
	Method             []string
	Published, Updated template.HTML
}

type stepView struct {
	ID       string
	Index    int
	Name     template.HTML
	Heading  template.HTML
	Title    template.HTML // the heading without links
	Caption  []template.HTML
	By       template.HTML // who says so, in short
	Says     template.HTML
	Plain    []template.HTML // the notes in plain language
	Notes    []template.HTML
	Picture  string
	Told     string          // describes it likewise once the outcome was told
	Inline   []template.HTML // the poster in the shapes by width, or
	Posters  []posterView    // its files
	Pinned   posterView
	Controls []controlView // over the picture
	Hint     template.HTML // the first there is
	Private  bool          // a choice says something about the reader
	Invites  string        // the controls that it invites to use, by name
	Phases   string        // in which it tells its outcome, where there are several
	Closing  []template.HTML
	Live     bool // its figure follows a live feed
	Outcomes []outcomeView
	Table    *tableView
}

type outcomeView struct {
	When string // "ballot.room=two ballot.box=for"
	Text template.HTML
	Live template.HTML
	More template.HTML // what has no room below the picture
}

type tableView struct {
	Caption template.HTML
	Columns []template.HTML
	Rows    [][]template.HTML
}

// configView is what the player needs to know, as JSON in the page.
type configView struct {
	Version string                `json:"version"` // and build, "1.2.3+4c467d22"
	Lang    string                `json:"lang"`
	Engine  fileView              `json:"engine"`
	Rest    *fileView             `json:"rest,omitempty"` // of the engine, wanted after it
	Pack    fileView              `json:"pack"`
	Weight  int                   `json:"weight"`  // of what the engine needs, in bytes as they are sent
	Scripts map[string]scriptView `json:"scripts"` // wanted later: "engine" (its host) and Go's "support", "live" for a feed, "extras", "sound"; and a scene's own, by its id
	Format  any                   `json:"format"`
	Origins []string              `json:"feedOrigins"` // that live feeds may come from, besides this one
	Share   string                `json:"share"`
	Words   map[string]string     `json:"words"`
}

// fileView is a file to fetch, with its size and its fingerprint after decompression.
type fileView struct {
	URL       string `json:"url"` // from the page
	Bytes     int    `json:"bytes"`
	Integrity string `json:"integrity"`
}

// scriptView is a script to import.
type scriptView struct {
	URL       string `json:"url"` // from the page
	Integrity string `json:"integrity"`
}
