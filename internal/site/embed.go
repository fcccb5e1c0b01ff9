package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"twoboxes/internal/stage"
)

// playerWords are the page's words that scripts say.
var playerWords = []string{"step", "play.size", "progress", "replayed", "paused", "copied", "share.province", "share.county", "share.fewer", "text", "pictures", "sound.on", "sound.live"}

func (f files) fileView(root, path string) fileView {
	return fileView{root + path, len(f[path]), integrity(f[path])}
}

func (b *siteBuild) embedPage(p page, dir, pack string, styles map[string]string, posters map[string][]posterView) (embedPage, error) {
	p.Styles, p.Script = styles["embed.css"], b.scripts["player.js"]
	view := embedPage{page: p, Address: b.deploy.Origin + "/embed/" + p.Lang + "/", HideStory: b.scripts["hide-story.js"], Early: b.scripts["early.js"], PinnedStyles: styles["pinned.css"], LiveStyles: styles["live.css"]}
	for i, scene := range b.Scenes {
		s, err := p.stepView(scene)
		if err != nil {
			return view, err
		}
		s.Index = i
		s.Pinned, s.Posters = posters[scene.ID][stage.Pinned], posters[scene.ID][:stage.Pinned]
		if i == 0 {
			for _, shape := range []stage.Shape{stage.Narrow, stage.Tall, stage.Regular, stage.Wide} { // alike ones in a row compress best
				s.Inline = append(s.Inline, posters[scene.ID][shape].Inline)
			}
		}
		view.Steps = append(view.Steps, s)
	}
	p.current = ""
	for i := 1; i <= 5; i++ {
		view.Method = append(view.Method, p.Word(fmt.Sprintf("method.%d", i)))
	}
	view.Published = p.dated("published", "published", b.edition.Published)
	view.Updated = p.dated("updated", "updated", b.edition.Updated)
	view.Config = configView{
		Version: b.version + "+" + versionSlot,
		Lang:    p.Lang,
		Engine:  b.fileView(p.Root, b.engine),
		Pack:    b.fileView(p.Root, pack),
		Scripts: map[string]scriptView{},
		Format:  p.words.Format,
		Origins: append([]string{}, b.deploy.FeedOrigins...),
		Share:   p.Article,
		Words:   map[string]string{},
	}
	for name, file := range map[string]string{"engine": "engine-host.js", "support": "wasm_exec.js", "live": liveScript(p.Lang), "extras": "extras.js", "sound": "sound.js", "count": "count.js"} {
		view.Config.Scripts[name] = scriptView{p.Root + b.scripts[file].Path, b.scripts[file].Integrity}
	}
	needed := []string{b.engine, pack, b.scripts["engine-host.js"].Path, b.scripts["wasm_exec.js"].Path}
	if b.rest != "" {
		rest := b.fileView(p.Root, b.rest)
		view.Config.Rest = &rest
		needed = append(needed, b.rest)
	}
	for _, file := range needed {
		small, err := encoders[0].compressed(b.files[file], b.cache(), b.Fast)
		if err != nil {
			return view, err
		}
		view.Config.Weight += len(small)
	}
	for _, key := range playerWords {
		view.Config.Words[key] = p.Word(key)
	}
	return view, nil
}

// StepOf is the text "Step n of 7"; n counts from 1.
func (v embedPage) StepOf(n int) string {
	return v.Fill("step", "step", strconv.Itoa(n), "steps", strconv.Itoa(len(v.Steps)))
}

// JSON is the configuration as it stands in the page.
func (c configView) JSON() (template.JS, error) {
	data, err := json.Marshal(c) // escapes < and >, so it cannot end its script element
	return template.JS(data), err
}

// stepView is one step in words.
func (t *textRenderer) stepView(scene stage.Scene) (stepView, error) {
	words := t.words.Steps[scene.ID]
	t.current = scene.ID
	s := stepView{
		ID: scene.ID, Live: scene.Live, Name: t.label(words.Name), Heading: t.text(words.Heading), Title: t.label(words.Heading),
		Invites: strings.Join(scene.Invites, " "), Phases: strings.Join(scene.Phases, " "),
		Picture: t.words.Plain(words.Picture), Told: t.words.Plain(words.Still),
	}
	for _, c := range words.Caption {
		s.Caption = append(s.Caption, t.text(c))
	}
	controls, err := t.controls(scene, words.Controls)
	if err != nil {
		return s, err
	}
	s.Controls = controls
	for _, c := range controls {
		if c.Hint != "" && s.Hint == "" {
			s.Hint = c.Hint
		}
		s.Private = s.Private || c.Private
	}
	for _, o := range words.Outcomes {
		s.Outcomes = append(s.Outcomes, outcomeView{conditions(o.When), t.text(o.Text), t.text(o.Live), t.text(o.More)})
	}
	for _, n := range words.Plain {
		s.Plain = append(s.Plain, t.text(n))
	}
	s.By, s.Says = t.text(words.By), t.text(words.Says)
	for _, n := range words.Notes {
		s.Notes = append(s.Notes, t.text(n))
	}
	for _, c := range words.Closing {
		s.Closing = append(s.Closing, t.text(c))
	}
	if words.Table != nil {
		s.Table = &tableView{Caption: t.text(words.Table.Caption)}
		for _, c := range words.Table.Columns {
			s.Table.Columns = append(s.Table.Columns, t.text(c))
		}
		for _, row := range words.Table.Rows {
			cells := make([]template.HTML, len(row))
			for i, cell := range row {
				cells[i] = t.text(cell)
			}
			s.Table.Rows = append(s.Table.Rows, cells)
		}
	}
	return s, nil
}

// conditions writes an outcome's conditions as web/player/controls.js reads them.
func conditions(when map[string]string) string {
	pairs := make([]string, 0, len(when))
	for name, value := range when {
		pairs = append(pairs, name+"="+value)
	}
	slices.Sort(pairs)
	return strings.Join(pairs, " ")
}
