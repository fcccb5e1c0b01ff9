package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/stage"
)

// supported reads web/browsers.json: the oldest version of each browser that must understand our scripts and
// styles. What is newer, esbuild rewrites or refuses.
func supported(web fs.FS) ([]api.Engine, error) {
	data, err := fs.ReadFile(web, "browsers.json")
	if err != nil {
		return nil, err
	}
	var list struct{ AsOf, Chrome, Edge, Firefox, Safari, IOS string }
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("web/browsers.json: %w", err)
	}
	return []api.Engine{
		{Name: api.EngineChrome, Version: list.Chrome}, {Name: api.EngineEdge, Version: list.Edge}, {Name: api.EngineFirefox, Version: list.Firefox},
		{Name: api.EngineSafari, Version: list.Safari}, {Name: api.EngineIOS, Version: list.IOS},
	}, nil
}

// understood is what every supported browser understands as far as we use it, although esbuild says otherwise:
// it counts characters of the newest Unicode.
var understood = map[string]bool{"regexp-unicode-property-escapes": true}

// bundled is one file made of an entry point and all that it imports, minified.
type bundled struct {
	code      []byte
	sourceMap []byte
}

// bundleOptions says how a script is to run.
type bundleOptions struct {
	format api.Format     // a module unless it is set
	define map[string]any // global constants to fill in, as JSON, besides the shapes
}

// scriptShape is one of the picture's shapes, as scripts get it.
type scriptShape struct {
	From   float32 `json:"from"` // the smallest width that it is for, in CSS pixels
	Most   float32 `json:"most"` // the greatest that it grows to
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
	Needs  float32 `json:"needs,omitempty"` // what must be seen of the host's page, in CSS pixels of height
}

// shapes lists the shapes that a width chooses, narrowest first.
func shapes() []scriptShape {
	var out []scriptShape
	for _, s := range stage.ByWidth {
		out = append(out, shapeForScripts(s))
	}
	return out
}

func shapeForScripts(s stage.Shape) scriptShape {
	w, h := s.Size()
	shape := scriptShape{From: s.From(), Most: s.MaxWidth(), Width: w, Height: h}
	if s == stage.Tall {
		shape.Needs = 640 // its greatest picture and what any language has beside it
	}
	return shape
}

// frameShapes are those that a frame can have, by the smallest width.
func frameShapes() []scriptShape {
	return slices.Insert(shapes(), 1, shapeForScripts(stage.Tall))
}

// bundle bundles web/<entry>. An error names the file and line.
func (b *siteBuild) bundle(entry string, o bundleOptions) (bundled, error) {
	web, err := filepath.Abs(filepath.Join(b.Root, "web"))
	if err != nil {
		return bundled{}, err
	}
	constants := map[string]any{
		"BUILD_SHAPES": shapes(), "BUILD_FRAME_SHAPES": frameShapes(), "BUILD_PINNED": shapeForScripts(stage.Pinned), "BUILD_TALL": shapeForScripts(stage.Tall),
	}
	maps.Copy(constants, o.define)
	define := map[string]string{}
	for name, value := range constants {
		data, err := json.Marshal(value)
		if err != nil {
			return bundled{}, err
		}
		define[name] = string(data)
	}
	if o.format == api.FormatDefault {
		o.format = api.FormatESModule
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{entry}, AbsWorkingDir: web, Outfile: path.Base(entry),
		Bundle: true, Format: o.format, Engines: b.browsers, Supported: understood, Define: define, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Sourcemap: api.SourceMapExternal, SourceRoot: "/", LegalComments: api.LegalCommentsNone,
	})
	if err := buildError(result.Errors); err != nil {
		return bundled{}, err
	}
	var out bundled
	for _, file := range result.OutputFiles {
		if path.Ext(file.Path) == ".map" {
			out.sourceMap = file.Contents
		} else {
			out.code = file.Contents
		}
	}
	return out, nil
}

// linked adds the source map's file, which only developer tools ask for, and returns the script
// with a reference to it. from is the folder that the script will stand in.
func (b *siteBuild) linked(name, from string, made bundled) []byte {
	file := b.fingerprint(name+".map", made.sourceMap)
	if from == assetsDir {
		file = path.Base(file)
	}
	return append(made.code, "//# sourceMappingURL="+file+"\n"...)
}

// minify minifies a script or style sheet that stands alone; loader says which.
func (b *siteBuild) minify(name string, source []byte, loader api.Loader) ([]byte, error) {
	result := api.Transform(string(source), api.TransformOptions{
		Loader: loader, Engines: b.browsers, Supported: understood, Sourcefile: name, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
	})
	return result.Code, buildError(result.Errors)
}

// buildError is what esbuild found wrong, with file and line; nil for nothing.
func buildError(messages []api.Message) error {
	if len(messages) == 0 {
		return nil
	}
	lines := api.FormatMessages(messages, api.FormatMessagesOptions{Kind: api.ErrorMessage})
	return errors.New(strings.TrimSpace(strings.Join(lines, "")))
}
