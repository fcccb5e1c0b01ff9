// Package site builds the folder that is deployed: pages in every language, posters, scripts,
// styles, text packs and the engine, fingerprinted and compressed. It also serves that folder
// locally as a good host would.
package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/labels"
	"twoboxes/internal/records"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/internal/story/load"
	"twoboxes/internal/thirdparty"
)

// Options say what to build.
type Options struct {
	Root   string // the repository
	Out    string // the folder to write
	Scenes []stage.Scene
	Fast   bool // compress lightly: for a first look, not for readers
	Stock  bool // leave nothing out of the engine, see package slim

	Recorder bool // an engine that notes which functions it calls, see slim.BuildRecorder
	Log      func(string)

	// StockFallback makes Build warn and build the whole engine if the cuts of package slim do not fit
	// it. Otherwise that is an error.
	StockFallback bool
}

// DefaultLang is the language of /embed/ and of the article.
const DefaultLang = "en"

// Build writes the site. The same sources always give the same files.
func Build(o Options) error {
	assets := os.DirFS(filepath.Join(o.Root, "assets"))
	langs, err := still.Languages(assets)
	if err != nil {
		return err
	}
	b := &siteBuild{
		Options: o, files: files{}, web: os.DirFS(filepath.Join(o.Root, "web")),
		drawings: openDrawings(filepath.Join(o.Root, ".cache", "drawings")),
	}
	if b.deploy, err = readDeploy(filepath.Join(o.Root, "web", "deploy.json")); err != nil {
		return err
	}
	if b.version, err = Version(o.Root); err != nil {
		return err
	}
	if b.edition, err = readEdition(filepath.Join(o.Root, "assets", "story.json")); err != nil {
		return err
	}
	if b.unread, err = readUnread(filepath.Join(o.Root, "assets", "records.json")); err != nil {
		return err
	}
	o.Log("reading facts and words, drawing posters")
	if b.languages, err = openLanguages(assets, langs, o.Scenes); err != nil {
		return err
	}
	if err := b.checkLabels(); err != nil {
		return err
	}
	if b.corrections, err = b.readCorrections(); err != nil {
		return err
	}
	if err := b.warnOfStaleTexts(assets); err != nil {
		return err
	}
	if b.browsers, err = supported(b.web); err != nil {
		return err
	}
	if b.heights, err = b.readHeights(); err != nil {
		return err
	}
	o.Log("building the engine for the browser")
	if b.engine, b.rest, err = b.buildEngine(); err != nil {
		return err
	}
	if b.scripts, err = b.buildScripts(); err != nil {
		return err
	}
	if err := b.buildPages(); err != nil {
		return err
	}
	if b.files["THIRD_PARTY.md"], err = thirdparty.List(o.Root); err != nil {
		return err
	}
	o.Log(fmt.Sprintf("build %s: compressing %d files", b.files.setVersion(), len(b.files)))
	b.warnOfSample()
	return errors.Join(b.files.write(o.Out, b.cache(), o.Fast), b.drawings.sweep())
}

// builder gathers the site's files.
type siteBuild struct {
	Options
	files
	drawings    *drawings
	web         fs.FS
	version     string // of the release that this becomes
	deploy      deploy
	edition     *load.Edition
	unread      []string // the sources of which no copy was found, by id
	languages   []language
	corrections []load.Correction
	engine      string // path of the stage compiled for the browser
	rest        string // of what is left out of it at first, or ""
	scripts     scripts
	heights     heights
	browsers    []api.Engine      // the oldest that are supported
	social      map[string]string // path of the social card, by language
}

// cache is where compressed files are kept from build to build.
func (b *siteBuild) cache() string { return filepath.Join(b.Root, ".cache", "compressed") }

// language is one language the site speaks.
type language struct {
	Code, Name string
	studio     *still.Studio
}

// openLanguages reads the words of all languages and sets their labels, at once: each takes a while. The error names what
// is wrong in any of them.
func openLanguages(assets fs.FS, codes []string, story []stage.Scene) ([]language, error) {
	languages, problems := make([]language, len(codes)), make([]error, len(codes))
	var wait sync.WaitGroup
	for i, code := range codes {
		wait.Go(func() {
			studio, err := still.Open(assets, code, story)
			if problems[i] = err; err == nil {
				languages[i] = language{Code: code, Name: studio.Words.Name, studio: studio}
			}
		})
	}
	wait.Wait()
	return languages, errors.Join(problems...)
}

// checkLabels stops the build where a label is drawn badly, in any language. What was found is kept with the drawings, because
// looking at all that a reader can make of a scene takes seconds.
func (b *siteBuild) checkLabels() error {
	problems := make([]error, len(b.languages))
	var wait sync.WaitGroup
	for i, lang := range b.languages {
		wait.Go(func() {
			found, err := b.drawings.get(lang.studio, "labels", func() ([]byte, error) {
				return []byte(strings.Join(labels.Check(lang.studio, b.Scenes), "\n")), nil
			})
			if err == nil && len(found) > 0 {
				err = fmt.Errorf("labels of %s, in assets/words/%s.json under stage; shorten them, or break a line with \\n:\n%s", lang.Name, lang.Code, found)
			}
			problems[i] = err
		})
	}
	wait.Wait()
	return errors.Join(problems...)
}

func readEdition(file string) (*load.Edition, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return load.ReadEdition(data, "assets/story.json")
}

// Version is the version in the file VERSION under root, such as "1.2.3" (semver.org).
func Version(root string) (string, error) {
	data, err := os.ReadFile(filepath.Join(root, "VERSION"))
	if err != nil {
		return "", err
	}
	version := strings.TrimSpace(string(data))
	if !regexp.MustCompile(`^\d+\.\d+\.\d+$`).MatchString(version) {
		return "", fmt.Errorf("VERSION: %q is not a version; write it as 1.2.3", version)
	}
	return version, nil
}

func readUnread(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r, err := records.Read(data, "assets/records.json")
	if err != nil {
		return nil, err
	}
	return r.Unread(), nil
}
