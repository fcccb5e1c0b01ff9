package slim

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
)

// patches are unified diffs, as diff -u and git diff write them.
//
//go:embed patches
var patches embed.FS

// patch reads the edits of patches/NAME.patch.
//
// A hunk's old lines, context and removed ones, must be in the file exactly once. Where they are is
// not important: line numbers are ignored, so that a hunk fits as long as its lines are unchanged.
func patch(name string) ([]edit, error) {
	text, err := patches.ReadFile("patches/" + name + ".patch")
	if err != nil {
		return nil, err
	}
	edits, err := parsePatch(string(text))
	if err != nil {
		return nil, fmt.Errorf("slim: patches/%s.patch: %w", name, err)
	}
	return edits, nil
}

// hunk is lines to replace, and the lines to put in their place.
type hunk struct{ old, new []byte }

func (h hunk) apply(text []byte) ([]byte, error) {
	// lines begin after a line break, so that a hunk cannot match the end of a longer line
	text = append([]byte("\n"), text...)
	old := append([]byte("\n"), h.old...)
	if n := bytes.Count(text, old); n != 1 {
		return nil, fmt.Errorf("these lines are there %d times, not once:\n%s", n, h.old)
	}
	return bytes.Replace(text, old, append([]byte("\n"), h.new...), 1)[1:], nil
}

// parsePatch reads a unified diff. It has one edit for each file.
func parsePatch(text string) ([]edit, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	var edits []edit
	for len(lines) > 0 {
		file, isOld := strings.CutPrefix(lines[0], "--- a/")
		if !isOld || len(lines) < 3 || lines[1] != "+++ b/"+file {
			return nil, fmt.Errorf("want --- a/FILE, +++ b/FILE and a hunk, not %q", lines[0])
		}
		lines = lines[2:]
		var hunks []hunk
		for len(lines) > 0 && strings.HasPrefix(lines[0], "@@ ") {
			h, rest, err := parseHunk(lines)
			if err != nil {
				return nil, fmt.Errorf("%s: hunk %d: %w", file, len(hunks)+1, err)
			}
			hunks, lines = append(hunks, h), rest
		}
		if len(hunks) == 0 {
			return nil, fmt.Errorf("%s: no hunk", file)
		}
		edits = append(edits, edit{file: file, apply: func(s source) ([]byte, error) {
			out := s.text
			for i, h := range hunks {
				var err error
				if out, err = h.apply(out); err != nil {
					return nil, fmt.Errorf("hunk %d: %w", i+1, err)
				}
			}
			return out, nil
		}})
	}
	return edits, nil
}

// parseHunk reads the hunk that lines begin with, and returns the lines after it.
func parseHunk(lines []string) (h hunk, rest []string, err error) {
	var at, oldLeft, newLeft int
	if _, err := fmt.Sscanf(lines[0], "@@ -%d,%d +%d,%d @@", &at, &oldLeft, &at, &newLeft); err != nil {
		return h, nil, fmt.Errorf("want @@ -LINE,COUNT +LINE,COUNT @@, not %q", lines[0])
	}
	for i, line := range lines[1:] {
		if oldLeft == 0 && newLeft == 0 {
			return h, lines[1+i:], nil
		}
		kind, text := byte(' '), "" // an empty context line may lack its space
		if line != "" {
			kind, text = line[0], line[1:]
		}
		if !strings.ContainsRune(" +-", rune(kind)) {
			return h, nil, fmt.Errorf("a line begins neither with a space nor with + or -: %q", line)
		}
		if kind != '+' {
			h.old = append(append(h.old, text...), '\n')
			oldLeft--
		}
		if kind != '-' {
			h.new = append(append(h.new, text...), '\n')
			newLeft--
		}
		if oldLeft < 0 || newLeft < 0 {
			return h, nil, fmt.Errorf("it has more lines than its header says: %q", line)
		}
	}
	if oldLeft != 0 || newLeft != 0 {
		return h, nil, fmt.Errorf("it has fewer lines than its header says: %q", lines[0])
	}
	return h, nil, nil
}
