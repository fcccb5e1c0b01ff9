// Package fileutil writes files.
package fileutil

import (
	"bytes"
	"os"
	"path/filepath"
)

// WriteIfChanged writes data to a file, and creates its folder if needed. If the file has this
// content already, it is not touched and keeps its modification time.
func WriteIfChanged(file string, data []byte) error {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}
