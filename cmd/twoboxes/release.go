package main

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"twoboxes/internal/site"
)

// release builds the site and packs it for newsrooms that do not build: an archive named after the
// version, and its SHA-256 in a file that `sha256sum --check` reads.
func release(args []string) error {
	flags := flag.NewFlagSet("release", flag.ExitOnError)
	out := flags.String("out", "release", "folder to write")
	flags.Parse(args)

	version, err := site.Version(".")
	if err != nil {
		return err
	}
	const dist = "dist"
	if err := build(site.Options{Out: dist}); err != nil {
		return err
	}
	if err := os.MkdirAll(*out, 0o755); err != nil {
		return err
	}
	name := "two-boxes-" + version + ".tar.gz"
	file, err := os.Create(filepath.Join(*out, name))
	if err != nil {
		return err
	}
	sum := sha256.New()
	err = archive(io.MultiWriter(file, sum), os.DirFS(dist), "two-boxes-"+version)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	line := hex.EncodeToString(sum.Sum(nil)) + "  " + name + "\n"
	if err := os.WriteFile(filepath.Join(*out, "SHA256SUMS"), []byte(line), 0o644); err != nil {
		return err
	}
	fmt.Print(filepath.Join(*out, name), "\n", line)
	return nil
}

// archive writes all files of a folder as a compressed tar under the given top folder. The same
// files always give the same archive: names are sorted, and nothing of the machine is recorded.
func archive(w io.Writer, folder fs.FS, top string) error {
	zip := gzip.NewWriter(w)
	out := tar.NewWriter(zip)
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		header := &tar.Header{Name: top + "/" + name, Mode: 0o644, Size: int64(len(data)), Format: tar.FormatUSTAR}
		if err := out.WriteHeader(header); err != nil {
			return err
		}
		_, err = out.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	if err := out.Close(); err != nil {
		return err
	}
	return zip.Close()
}
