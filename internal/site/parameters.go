package site

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// parameter is one that the embed page's address takes: see docs/embedding.md. The player reads the same
// ones (web/player/params.js; a test compares the two), the builder has a field for each, and the local
// server keeps them in oEmbed answers.
type parameter struct {
	Name    string
	Label   string      // in the builder
	Options []parameter // what it can be, the default first: Name is the value; none: see Form
	Form    string      // otherwise "colour", "radius", "address" or "id"
	Hint    string      // an example of a value
}

var parameters = []parameter{
	{Name: "theme", Label: "Theme", Options: []parameter{
		{Name: "auto", Label: "As the system"}, {Name: "light", Label: "Light"}, {Name: "dark", Label: "Dark"},
	}},
	{Name: "layout", Label: "Layout", Options: []parameter{
		{Name: "card", Label: "Everything"}, {Name: "stage", Label: "The picture alone"},
	}},
	{Name: "controls", Label: "Bar of steps", Options: []parameter{
		{Name: "full", Label: "Shown"}, {Name: "none", Label: "None: the article leads"},
	}},
	{Name: "load", Label: "Moving pictures load", Options: []parameter{
		{Name: "near", Label: "Near the screen"}, {Name: "click", Label: "On a click"}, {Name: "eager", Label: "At once"},
	}},
	{Name: "motion", Label: "Motion", Options: []parameter{
		{Name: "auto", Label: "As the system"}, {Name: "reduced", Label: "Reduced"}, {Name: "full", Label: "Full"},
	}},
	{Name: "paper", Label: "Ground", Form: "colour", Hint: "#f6f2ea"},
	{Name: "ink", Label: "Text", Form: "colour", Hint: "#1c2128"},
	{Name: "accent", Label: "Emphasis", Form: "colour", Hint: "#8a4b08"},
	{Name: "radius", Label: "Round corners, in pixels", Form: "radius", Hint: "0 to 24"},
	{Name: "feed", Label: "Live feed", Form: "address", Hint: "https://…"},
	{Name: "unit", Label: "One unit of the feed", Form: "id", Hint: "its id"},
}

// maxRadius is the largest radius of corners, in CSS pixels.
const maxRadius = 24

var (
	colourPattern = regexp.MustCompile(`^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	radiusPattern = regexp.MustCompile(`^([0-9]{1,2})(px)?$`)
)

// takes reports whether the player uses a value. Whether colours can be read on each other, and a feed's
// origin is allowed, only the player knows.
func (p parameter) takes(value string) bool {
	switch p.Form {
	case "colour":
		return colourPattern.MatchString(value)
	case "radius":
		m := radiusPattern.FindStringSubmatch(value)
		if m == nil {
			return false
		}
		n, _ := strconv.Atoi(m[1]) // digits
		return n <= maxRadius
	case "id":
		return value != "" && len(value) <= 100
	case "address":
		u, err := url.Parse(value)
		return err == nil && value != "" && len(value) <= 2000 && (u.Scheme == "" && u.Host == "" || (u.Scheme == "https" || u.Scheme == "http") && u.Host != "")
	}
	return slices.ContainsFunc(p.Options, func(o parameter) bool { return o.Name == value })
}

// keptQuery is the part of a query that the embed page understands, each parameter once and in the table's
// order; with its question mark, or empty.
func keptQuery(query url.Values) string {
	var kept []string
	for _, p := range parameters {
		if value := query.Get(p.Name); p.takes(value) {
			kept = append(kept, p.Name+"="+url.QueryEscape(value))
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}
