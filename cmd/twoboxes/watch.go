package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// watched are the files and folders that the site is made from.
var watched = []string{"assets", "web", "scenes", "internal", "cmd/twoboxes", "main.go", "go.mod"}

// watch calls changed when the watched files under root differ from the snapshot built, and after
// every later change, until stop is done. It looks every interval, and waits until the files have
// been the same for one interval, so that saving many files counts once.
func watch(stop context.Context, root string, built uint64, interval time.Duration, changed func()) {
	last := built
	for {
		select {
		case <-stop.Done():
			return
		case <-time.After(interval):
		}
		now := snapshot(root)
		if now == last && now != built {
			built = now
			changed()
		}
		last = now
	}
}

// snapshot is a hash of the names, sizes and modification times of the watched files.
func snapshot(root string) uint64 {
	sum := fnv.New64a()
	for _, name := range watched {
		// A file that is gone meanwhile is simply not counted.
		filepath.WalkDir(filepath.Join(root, name), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return nil
			}
			if info, err := os.Stat(path); err == nil {
				fmt.Fprintln(sum, path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return sum.Sum64()
}
