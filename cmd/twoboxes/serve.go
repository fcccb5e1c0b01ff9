package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"twoboxes/internal/site"
)

// serve builds the site, serves it, and builds it again whenever its source changes.
func serve(args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	port := flags.Int("port", 8080, "port to listen on; 0 takes a free one")
	dir := flags.String("dir", "dist", "folder to build and serve")
	once := flags.Bool("once", false, "build once, without watching for changes")
	noBuild := flags.Bool("no-build", false, "serve the folder as it is, without building or watching")
	flags.Parse(args)

	// Listen before building, so that a port in use is reported at once.
	listener, err := net.Listen("tcp", ":"+strconv.Itoa(*port))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d is in use; choose another with --port", *port)
	}
	if err != nil {
		return err
	}
	source := snapshot(".")
	if !*noBuild {
		if err := build(site.Options{Out: *dir, Fast: true, StockFallback: true}); err != nil {
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
	stop, done := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer done()
	if !*once && !*noBuild {
		reloader := newReloader(handler)
		handler = reloader
		go watch(stop, ".", source, time.Second/4, func() {
			fmt.Println("changed; building again")
			problem := rebuild(stop, *dir)
			if stop.Err() != nil {
				return
			}
			reloader.publish(problem)
		})
	}
	fmt.Printf("http://localhost:%d/\n", listener.Addr().(*net.TCPAddr).Port)

	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return stop }, // ends open event streams
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-stop.Done():
		return server.Close()
	}
}

// rebuild compiles this tool again, as it contains the scenes, and builds the site with it. It
// returns what went wrong, as text; empty for nothing.
func rebuild(stop context.Context, dir string) string {
	tool := filepath.Join(".cache", "bin", "twoboxes")
	for _, command := range [][]string{
		{"go", "build", "-o", tool, "./cmd/twoboxes"},
		{tool, "dist", "-fast", "-stock-fallback", "-out", dir},
	} {
		cmd := exec.CommandContext(stop, command[0], command[1:]...)
		var problem bytes.Buffer
		cmd.Stdout, cmd.Stderr = os.Stdout, io.MultiWriter(os.Stderr, &problem)
		if err := cmd.Run(); err != nil {
			return cmp.Or(strings.TrimSpace(problem.String()), err.Error())
		}
	}
	return ""
}
