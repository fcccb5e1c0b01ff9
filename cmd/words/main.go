// Command words keeps translations up to date with the English.
//
//	go run ./cmd/words stale [-lang ko]
//	go run ./cmd/words accept [-lang ko] [path …]
//
// stale lists the texts whose English has changed since the translation was checked, and those whose
// length is far from what is usual in their language. It ends with status 1 if any text is stale.
//
// accept records that the translations at these paths fit the English of today; without a path, all of
// them. "steps.cover" stands for every text of that step.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"twoboxes/internal/fileutil"
	"twoboxes/internal/still"
	"twoboxes/internal/story/load"
)

func main() {
	if err := run("assets", os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run runs a command on the words in the folder assets.
func run(assets string, args []string, out io.Writer) error {
	usage := errors.New("usage: go run ./cmd/words stale [-lang LANGUAGE]\n       go run ./cmd/words accept [-lang LANGUAGE] [PATH …]")
	if len(args) == 0 {
		return usage
	}
	flags := flag.NewFlagSet("words", flag.ContinueOnError)
	lang := flags.String("lang", "", "one language only")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	s, err := open(assets)
	if err != nil {
		return err
	}
	langs := s.langs
	if *lang != "" {
		langs = []string{*lang}
	}
	switch {
	case args[0] == "stale" && flags.NArg() == 0:
		return s.stale(langs, out)
	case args[0] == "accept":
		return s.accept(langs, flags.Args(), out)
	}
	return usage
}

// story is the English, and the languages that it is translated into.
type story struct {
	assets string
	facts  *load.Facts
	en     *load.Words
	langs  []string
}

func open(assets string) (*story, error) {
	s := &story{assets: assets}
	data, err := os.ReadFile(filepath.Join(assets, "facts.json"))
	if err != nil {
		return nil, err
	}
	if s.facts, err = load.ReadFacts(data, "assets/facts.json"); err != nil {
		return nil, err
	}
	if s.en, err = s.words("en"); err != nil {
		return nil, err
	}
	all, err := still.Languages(os.DirFS(assets))
	for _, lang := range all {
		if lang != "en" {
			s.langs = append(s.langs, lang)
		}
	}
	return s, err
}

func (s *story) words(lang string) (*load.Words, error) {
	name := "words/" + lang + ".json"
	data, err := os.ReadFile(filepath.Join(s.assets, name))
	if err != nil {
		return nil, err
	}
	return load.ReadWords(data, "assets/"+name, s.facts)
}

// stale lists what a translator should look at.
func (s *story) stale(langs []string, out io.Writer) error {
	stale := 0
	for _, lang := range langs {
		w, err := s.words(lang)
		if err != nil {
			return err
		}
		record, err := load.ReadTranslated(os.DirFS(s.assets), lang)
		if err != nil {
			return err
		}
		for _, text := range record.Stale(s.en) {
			fmt.Fprintf(out, "%s: %s\n", lang, text)
			stale++
		}
		for _, text := range w.OddLengths(s.en) {
			fmt.Fprintf(out, "%s: %s; nothing to do if it is complete\n", lang, text)
		}
	}
	if stale > 0 {
		return fmt.Errorf("stale texts: %d; check each, then run go run ./cmd/words accept -lang LANGUAGE PATH …", stale)
	}
	return nil
}

// accept records the stale texts at paths as checked, and prints them.
func (s *story) accept(langs, paths []string, out io.Writer) error {
	for _, lang := range langs {
		if _, err := s.words(lang); err != nil {
			return err
		}
		record, err := load.ReadTranslated(os.DirFS(s.assets), lang)
		if err != nil {
			return err
		}
		accepted, err := record.Accept(s.en, paths...)
		if err != nil {
			return err
		}
		file := filepath.Join(s.assets, filepath.FromSlash(load.TranslatedFile(lang)))
		if err := fileutil.WriteIfChanged(file, record.JSON()); err != nil {
			return err
		}
		for _, path := range accepted {
			fmt.Fprintf(out, "%s: %s: accepted\n", lang, path)
		}
	}
	return nil
}
