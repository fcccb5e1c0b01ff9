package slim

import (
	"strings"
	"testing"
)

const original = `package sample

func one() int {
	return 1
}

func two() int {
	return 2
}
`

// onlyEdit is the edit of a patch of one file.
func onlyEdit(t *testing.T, diff string) edit {
	t.Helper()
	edits, err := parsePatch(diff)
	if err != nil || len(edits) != 1 {
		t.Fatalf("%d edits, %v", len(edits), err)
	}
	return edits[0]
}

func TestPatch(t *testing.T) {
	const header = "--- a/x.go\n+++ b/x.go\n"
	for name, test := range map[string]struct{ diff, want, fails string }{
		"two hunks, at other lines": {
			diff: header + "@@ -30,3 +30,4 @@\n \n func two() int {\n-\treturn 2\n+\tx := 2\n+\treturn x\n@@ -3,1 +3,1 @@\n-func one() int {\n+func uno() int {\n",
			want: "package sample\n\nfunc uno() int {\n\treturn 1\n}\n\nfunc two() int {\n\tx := 2\n\treturn x\n}\n",
		},
		"an empty context line without its space": {
			diff: header + "@@ -1,4 +1,3 @@\n package sample\n\n-func one() int {\n-\treturn 1\n+func one() int { return 1\n",
			want: "package sample\n\nfunc one() int { return 1\n}\n\nfunc two() int {\n\treturn 2\n}\n",
		},
		"removed lines":         {diff: header + "@@ -7,3 +7,0 @@\n-func two() int {\n-\treturn 2\n-}\n", want: "package sample\n\nfunc one() int {\n\treturn 1\n}\n\n"},
		"missing":               {diff: header + "@@ -1,1 +1,1 @@\n-\treturn 3\n+\treturn 4\n", fails: "hunk 1: these lines are there 0 times"},
		"twice":                 {diff: header + "@@ -1,1 +1,0 @@\n-}\n", fails: "hunk 1: these lines are there 2 times"},
		"the end of a line":     {diff: header + "@@ -1,1 +1,0 @@\n-return 1\n", fails: "0 times"},
		"the start of a line":   {diff: header + "@@ -1,1 +1,0 @@\n-\treturn\n", fails: "0 times"},
		"missing after hunk 1":  {diff: header + "@@ -4,1 +4,1 @@\n-\treturn 1\n+\treturn 3\n@@ -4,1 +4,1 @@\n-\treturn 1\n+\treturn 3\n", fails: "hunk 2: these lines are there 0 times"},
		"nothing to find":       {diff: header + "@@ -0,0 +1,1 @@\n+x\n", fails: "times, not once"},
		"no header":             {diff: "@@ -1,1 +1,0 @@\n-}\n", fails: "want --- a/FILE"},
		"two names":             {diff: "--- a/x.go\n+++ b/y.go\n@@ -1,1 +1,0 @@\n-}\n", fails: "want --- a/FILE"},
		"no hunk":               {diff: header + "--- a/y.go\n+++ b/y.go\n@@ -1,1 +1,0 @@\n-}\n", fails: "x.go: no hunk"},
		"not a hunk":            {diff: header + "@@ one @@\n-}\n", fails: "x.go: hunk 1: want @@ -LINE,COUNT"},
		"not a line":            {diff: header + "@@ -1,2 +1,2 @@\n }\n*\n", fails: "begins neither"},
		"fewer lines":           {diff: header + "@@ -1,2 +1,1 @@\n }\n", fails: "fewer lines"},
		"more lines":            {diff: header + "@@ -1,1 +1,2 @@\n }\n-x\n", fails: "more lines"},
		"lines after the count": {diff: header + "@@ -1,1 +1,1 @@\n }\n x\n", fails: "want --- a/FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			out := original
			edits, err := parsePatch(test.diff)
			for _, e := range edits {
				var text []byte
				if text, err = e.apply(source{text: []byte(out)}); err != nil {
					break
				}
				out = string(text)
			}
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Fatalf("want an error with %q, have %v", test.fails, err)
				}
				return
			}
			if err != nil || out != test.want {
				t.Errorf("have %v and\n%s\nwant\n%s", err, out, test.want)
			}
		})
	}
}

func TestMissingPatch(t *testing.T) {
	if _, err := patch("none"); err == nil || !strings.Contains(err.Error(), "patches/none.patch") {
		t.Errorf("have %v", err)
	}
}
