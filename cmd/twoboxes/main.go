// Command build makes and serves the site: what build.sh runs.
//
//	go run ./cmd/twoboxes serve [-port 8080]
//	go run ./cmd/twoboxes dist [-out dist] [-fast] [-stock]
//	go run ./cmd/twoboxes wasm [-out FILE] PACKAGE
//	go run ./cmd/twoboxes story
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"twoboxes/internal/site"
	"twoboxes/internal/slim"
	"twoboxes/scenes"
)

// commands are what can be asked for, with the flags each takes.
var commands = map[string]func(args []string) error{
	"serve": serve,
	"dist":  dist,
	"wasm":  wasm,
	"story": tellStory,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/twoboxes serve|dist|wasm|story [flags]")
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
	flags.Parse(args)
	return build(*out, *fast, *stock)
}

func build(out string, fast, stock bool) error {
	start := time.Now()
	err := site.Build(site.Options{
		Root: ".", Out: out, Fast: fast, Stock: stock, Scenes: scenes.Story,
		Log: func(s string) { fmt.Println(s + " …") },
	})
	if err == nil {
		fmt.Printf("%s is ready (%.0f s)\n", filepath.Clean(out), time.Since(start).Seconds())
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

func serve(args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	port := flags.Int("port", 8080, "port to listen on; 0 takes a free one")
	dir := flags.String("dir", "dist", "folder to build and serve")
	noBuild := flags.Bool("no-build", false, "serve the folder as it is")
	flags.Parse(args)

	// Listen first: a taken port is told at once, not after the build.
	listener, err := net.Listen("tcp", ":"+strconv.Itoa(*port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d is taken; choose another with --port", *port)
	}
	if err != nil {
		return err
	}
	if !*noBuild {
		if err := build(*dir, true, false); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(*dir, "index.html")); err != nil {
		return fmt.Errorf("%s holds no site; build it with ./build.sh dist", *dir)
	}
	handler, err := site.Replay(".", site.Handler(*dir))
	if err != nil {
		return err
	}
	fmt.Printf("http://localhost:%d/\n", listener.Addr().(*net.TCPAddr).Port)

	stop, done := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer done()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-stop.Done():
		return server.Close()
	}
}

// tellStory prints the scenes in their order, as JSON, for the tests and tools in e2e/.
func tellStory([]string) error {
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
