package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
)

// deploy is what only the deployer knows; see web/deploy.json.
type deploy struct {
	Origin      string   `json:"origin"`      // where the site will stand: "https://example.org/two-boxes"
	Article     string   `json:"article"`     // the article that the explainer belongs to
	FeedOrigins []string `json:"feedOrigins"` // other origins that a live feed may come from
}

// isSample reports whether the origin is still the one that web/deploy.json comes with, or another of the names
// that are reserved for examples and resolve nowhere (RFC 2606).
func (d deploy) isSample() bool {
	u, err := url.Parse(d.Origin)
	return err != nil || strings.HasSuffix("."+u.Hostname(), ".example")
}

// warnOfSample logs that a build to publish names an example.
func (b *siteBuild) warnOfSample() {
	if b.deploy.isSample() && !b.Fast { // a light build is for a look
		b.Log("warning: web/deploy.json names " + b.deploy.Origin + ", an example: write this site's address there before you publish")
	}
}

// articleIn is where the article stands in a language.
func (d deploy) articleIn(lang string) string {
	if lang == DefaultLang {
		return d.Article
	}
	return d.Origin + "/" + articleDir(lang)
}

// embedIn is where the explainer stands in a language.
func (d deploy) embedIn(lang string) string { return d.Origin + "/embed/" + lang + "/" }

// shared is the address that readers in a language share: the article's in that language, where the
// article is this site's; else the newsroom's only one.
func (d deploy) shared(lang string) string {
	if d.Article != d.Origin+"/" {
		return d.Article
	}
	return d.articleIn(lang)
}

func readDeploy(file string) (deploy, error) {
	var d deploy
	data, err := os.ReadFile(file)
	if err != nil {
		return d, err
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&d); err != nil {
		return d, fmt.Errorf("web/deploy.json: %w; it holds origin, article and feedOrigins", err)
	}
	for key, address := range map[string]string{"origin": d.Origin, "article": d.Article} {
		if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return d, fmt.Errorf("web/deploy.json: %s: %q is no address; write it with https://", key, address)
		}
	}
	for _, origin := range d.FeedOrigins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Path != "" || u.RawQuery != "" || strings.ContainsAny(origin, " ;,'") {
			return d, fmt.Errorf("web/deploy.json: feedOrigins: %q is no origin; write it as https://host, without a path", origin)
		}
	}
	d.Origin = strings.TrimSuffix(d.Origin, "/")
	return d, nil
}
