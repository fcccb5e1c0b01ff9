// Command twoboxes builds and serves the site: what build.sh runs.
//
//	go run ./cmd/twoboxes serve [-port 8080] [-once]
//	go run ./cmd/twoboxes dist [-out dist] [-fast] [-stock | -stock-fallback | -recorder]
//	go run ./cmd/twoboxes release [-out release]
//	go run ./cmd/twoboxes wasm [-out FILE] PACKAGE
//	go run ./cmd/twoboxes scenes
//	go run ./cmd/twoboxes shapes
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"twoboxes/internal/site"
	"twoboxes/internal/slim"
	"twoboxes/internal/stage"
	"twoboxes/scenes"
)

// commands are what can be asked for, with the flags each takes.
var commands = map[string]func(args []string) error{
	"serve":   serve,
	"dist":    dist,
	"release": release,
	"wasm":    wasm,
	"scenes":  printScenes,
	"shapes":  printShapes,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/twoboxes serve|dist|release|wasm|scenes|shapes [flags]")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func dist(args []string) error {
	flags := flag.NewFlagSet("dist", flag.ExitOnError)
	out := flags.String("out", "dist", "folder to write")
	fast := flags.Bool("fast", false, "compress lightly")
	stock := flags.Bool("stock", false, "leave nothing out of the engine, see internal/slim")
	fallback := flags.Bool("stock-fallback", false, "build the stock engine, with a warning, if the cuts of internal/slim do not fit it")
	recorder := flags.Bool("recorder", false, "an engine that notes which functions it calls, for bench/first.js")
	flags.Parse(args)
	return build(site.Options{Out: *out, Fast: *fast, Stock: *stock, StockFallback: *fallback, Recorder: *recorder})
}

// build builds the site from the current folder, and logs its steps.
func build(o site.Options) error {
	start := time.Now()
	o.Root, o.Scenes = ".", scenes.Story
	o.Log = func(step string) { fmt.Printf("%4.0f s  %s …\n", time.Since(start).Seconds(), step) }
	err := site.Build(o)
	if err == nil {
		fmt.Printf("%4.0f s  %s is ready\n", time.Since(start).Seconds(), filepath.Clean(o.Out))
	}
	return err
}

// wasm compiles a program as the site's is compiled.
func wasm(args []string) error {
	flags := flag.NewFlagSet("wasm", flag.ExitOnError)
	out := flags.String("out", "main.wasm", "file to write")
	flags.Parse(args)
	if flags.NArg() != 1 {
		return errors.New("usage: go run ./cmd/twoboxes wasm [-out FILE] PACKAGE")
	}
	program, err := slim.Build(".", flags.Arg(0))
	if err != nil {
		return err
	}
	return os.WriteFile(*out, program, 0o644)
}

// printScenes prints the scenes in their order, as JSON, for the tests and tools in e2e/.
func printScenes([]string) error {
	type scene struct {
		ID     string  `json:"id"`
		Length float32 `json:"length"` // seconds
	}
	var all []scene
	for _, s := range scenes.Story {
		all = append(all, scene{s.ID, s.Length})
	}
	return json.NewEncoder(os.Stdout).Encode(all)
}

// printShapes prints the stage's shapes by width, narrowest first, as JSON, for the tests and tools in e2e/.
func printShapes([]string) error {
	type shape struct {
		Name   string  `json:"name"`
		From   float32 `json:"from"`  // smallest width, in CSS pixels
		Most   float32 `json:"most"`  // greatest width
		Width  float32 `json:"width"` // in the stage's own units
		Height float32 `json:"height"`
	}
	var all []shape
	for _, s := range stage.ByWidth {
		w, h := s.Size()
		all = append(all, shape{s.String(), s.From(), s.MaxWidth(), w, h})
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"maxWidth": stage.MaxWidth, "shapes": all})
}
