package site

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"twoboxes/internal/slim"
)

// If the cuts do not fit the engine, serve warns and builds the whole engine; dist fails.
func TestCompile(t *testing.T) {
	missed := &slim.MissedCutError{Cut: "the keyboard", Err: errors.New("keys.go: there is no function press")}
	compileError := errors.New("main.go:3: undefined: x")
	returns := func(data string, err error) func(string, string) (*slim.Parts, error) {
		return func(string, string) (*slim.Parts, error) { return &slim.Parts{First: []byte(data)}, err }
	}
	for name, test := range map[string]struct {
		Options
		slimErr, stockErr error
		want              string
		wantErr           error
		warns             bool
	}{
		"slim":                      {want: "slim"},
		"slim with fallback":        {Options: Options{StockFallback: true}, want: "slim"},
		"stock":                     {Options: Options{Stock: true}, slimErr: missed, want: "stock"},
		"missed":                    {slimErr: missed, wantErr: missed},
		"missed with fallback":      {Options: Options{StockFallback: true}, slimErr: fmt.Errorf("building: %w", missed), want: "stock", warns: true},
		"error with fallback":       {Options: Options{StockFallback: true}, slimErr: compileError, wantErr: compileError},
		"stock error with fallback": {Options: Options{StockFallback: true}, slimErr: missed, stockErr: compileError, wantErr: compileError, warns: true},
	} {
		t.Run(name, func(t *testing.T) {
			var log strings.Builder
			test.Log = func(s string) { log.WriteString(s) }
			parts, err := test.compile(returns("slim", test.slimErr), returns("stock", test.stockErr))
			if !errors.Is(err, test.wantErr) || err == nil && string(parts.First) != test.want {
				t.Errorf("got %v, %v, want %q, %v", parts, err, test.want, test.wantErr)
			}
			if test.warns != strings.Contains(log.String(), `warning: slim: cut "the keyboard": keys.go: there is no function press`) {
				t.Errorf("logged %q", log.String())
			}
		})
	}
}
