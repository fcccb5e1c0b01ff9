package site

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/story/load"
	"twoboxes/internal/strictjson"
)

// controlView is one control of the page, or one group of radio buttons.
type controlView struct {
	Name    string // "ballot.box"
	Legend  template.HTML
	Hint    template.HTML
	Form    string // "radio", "button", "push", "range", "drag" or "hold"
	Private bool   // what is chosen says something about the reader
	Options []optionView
	Within  string // see stage.Control
	Opens   bool
	Drop    string // where the options can be dragged to: its name in the style sheet; empty: they cannot

	// A slider's:
	Scale          string // how web/player/sliders.js reads it
	Min, Max, Step string
	Start          string
	Counter        string // the scene's counter that it follows until the reader uses it
	Spoken         string // its value as read out, with a slot
	Reports        string // the places that stand for reported figures, as JSON for web/player/sliders.js
	Snap           string // how near to one of them it must be
	Between        string // as read out between them
	Model          string // without reports or places: a name for the reader's own number
	Places         string // what its places are called, by position, as JSON for web/player/sliders.js
	Phrases        string // for the scene's own script, as JSON
	Unset          string // as read out until it is used, where it stands for no number
	Upright        bool   // see stage.Slider
	Tells, Springs bool

	// What is held:
	End, Marks string // see stage.Run, in seconds
	Mark       string // announced at each of the marks
}

type optionView struct {
	Value string
	Label template.HTML
	Area  string // its name in the style sheet
	On    bool   // holds until the reader chooses
	Later bool   // there once the scene has told its outcome
	After string // the choice that brings it, and those that take it away: see stage.Control
	Until string
}

// controls are the page's controls for a scene: what the scene says can be operated, in the words
// of the language.
func (t *textRenderer) controls(scene stage.Scene, words strictjson.Ordered[load.Control]) ([]controlView, error) {
	var views []controlView
	for _, entry := range words {
		var parts []stage.Control
		for _, c := range scene.Controls() {
			if c.Name == entry.Key {
				parts = append(parts, c)
			}
		}
		if len(parts) == 0 {
			return nil, fmt.Errorf("assets/words/%s.json: steps.%s.controls.%s: the scene has no such control; remove it, or add it to the scene", t.words.Lang, scene.ID, entry.Key)
		}
		v := controlView{
			Name: entry.Key, Legend: t.label(entry.Value.Legend), Hint: t.label(entry.Value.Hint),
			Spoken: t.words.Plain(entry.Value.Spoken), Private: parts[0].Private,
		}
		switch parts[0].Kind {
		case stage.Slide:
			v.Form = "range"
			if err := v.slide(*parts[0].Slider, t, entry.Value.Values); err != nil {
				return nil, fmt.Errorf("assets/words/%s.json: steps.%s.controls.%s.%w", t.words.Lang, scene.ID, entry.Key, err)
			}
			v.place(*parts[0].Slider, entry.Value.Values, t)
			v.Options = []optionView{option(parts[0], "")}
		case stage.Push:
			v.Form = "push"
			if err := v.options(parts, t, scene.ID, entry.Value.Values); err != nil {
				return nil, err
			}
		case stage.Drag:
			v.Form = "drag"
			v.Options = []optionView{option(parts[0], "")}
		case stage.Hold:
			v.Form = "hold"
			mark, ok := entry.Value.Values.Get("mark")
			if !ok {
				return nil, fmt.Errorf("assets/words/%s.json: steps.%s.controls.%s.values.mark: missing; say what happens while it is held", t.words.Lang, scene.ID, entry.Key)
			}
			v.Mark = t.words.Plain(mark)
			v.End = strconv.FormatFloat(float64(parts[0].Run.End), 'f', 2, 32)
			for i, at := range parts[0].Run.Marks(t.facts.Numbers()) {
				if i > 0 {
					v.Marks += " "
				}
				v.Marks += strconv.FormatFloat(float64(at), 'f', 2, 32)
			}
			v.Options = []optionView{option(parts[0], "")}
		default:
			v.Form = "radio"
			if drops(parts[0]) {
				v.Drop = dropName(parts[0])
			}
			v.Within, v.Opens = parts[0].Within, parts[0].Opens
			if len(parts) == 1 || v.Opens {
				v.Form = "button"
			}
			if err := v.options(parts, t, scene.ID, entry.Value.Values); err != nil {
				return nil, err
			}
		}
		views = append(views, v)
	}
	for _, c := range scene.Controls() {
		if _, ok := words.Get(c.Name); !ok && c.Kind != stage.Pad {
			return nil, fmt.Errorf("assets/words/%s.json: steps.%s.controls.%s: missing; write its legend and values", t.words.Lang, scene.ID, c.Name)
		}
	}
	return views, nil
}

// options gives a control what can be pressed.
func (v *controlView) options(parts []stage.Control, t *textRenderer, scene string, values strictjson.Ordered[load.Text]) error {
	for _, c := range parts {
		label, ok := values.Get(c.Value)
		if !ok {
			return fmt.Errorf("assets/words/%s.json: steps.%s.controls.%s.values.%s: missing; say what it is called", t.words.Lang, scene, c.Name, c.Value)
		}
		v.Options = append(v.Options, option(c, t.label(label)))
	}
	return nil
}

func option(c stage.Control, label template.HTML) optionView {
	return optionView{c.Value, label, areaName(c), c.Default, c.Later, c.After, c.Until}
}

// slide gives a control the range of a slider. What is read out at its reports is among the control's values.
func (v *controlView) slide(s stage.Slider, t *textRenderer, values strictjson.Ordered[load.Text]) error {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	v.Scale, v.Min, v.Max, v.Step, v.Start = string(s.Scale), "0", number(s.Max), number(s.Step), number(s.Start*s.Max)
	v.Counter, v.Upright, v.Tells, v.Springs = s.Counter, s.Upright, s.Tells, s.Springs
	if s.OffScale {
		v.Unset = t.Word("choice.none")
	}
	if len(s.Reports) == 0 {
		v.Model = modelName(v.Name)
		return nil
	}
	var reports []reportView
	for _, r := range s.Reports {
		text, ok := values.Get(number(r.At))
		if !ok {
			return fmt.Errorf("values.%s: missing; say what was reported there", number(r.At))
		}
		view := reportView{At: r.At, Text: t.words.Plain(text)}
		if r.Fact != "" {
			value := t.facts.Numbers().Value(r.Fact)
			view.Value = &value
		}
		reports = append(reports, view)
	}
	data, err := json.Marshal(reports)
	if err != nil {
		panic(err) // numbers and strings
	}
	v.Reports, v.Snap, v.Between = string(data), number(s.Snap), t.Word("slider.between")
	return nil
}

// place gives a slider the names of its places, if it has any: then its position is no number.
func (v *controlView) place(s stage.Slider, values strictjson.Ordered[load.Text], t *textRenderer) {
	if len(s.Reports) > 0 || len(values) == 0 {
		return
	}
	if s.Scale == stage.Plain {
		v.phrase(values, t)
		return
	}
	var places []placeView
	for _, entry := range values {
		at, err := strconv.ParseFloat(entry.Key, 64)
		if err != nil {
			panic("site: a slider's place is called " + entry.Key + " and is no number")
		}
		place := placeView{At: at, Name: t.words.Plain(entry.Value)}
		for _, span := range t.words.Spans(entry.Value) {
			if span.Figure != nil && span.Figure.Format == "percent" {
				place.Shares = append(place.Shares, t.facts.Numbers().Value(span.Figure.Fact.ID))
			}
		}
		places = append(places, place)
	}
	data, err := json.Marshal(places)
	if err != nil {
		panic(err) // numbers and strings
	}
	v.Places, v.Model = string(data), ""
}

// phrase gives the slider of a scene with its own script the phrases that the script puts together.
func (v *controlView) phrase(values strictjson.Ordered[load.Text], t *textRenderer) {
	phrases := map[string]string{}
	for _, entry := range values {
		phrases[entry.Key] = t.words.Plain(entry.Value)
	}
	data, err := json.Marshal(phrases)
	if err != nil {
		panic(err) // strings
	}
	v.Phrases = string(data)
}

// placeView is a named place on a slider.
type placeView struct {
	At     float64   `json:"at"`
	Name   string    `json:"name"`
	Shares []float64 `json:"shares,omitempty"` // the reported percentages in its name
}

// reportView is a place on a slider that stands for reported figures.
type reportView struct {
	At    float64  `json:"at"`
	Text  string   `json:"text"`            // as read out
	Value *float64 `json:"value,omitempty"` // the scene's counter shows it there
}

// modelName is the name, in data-model, of a number that the reader sets with a control: "guess" of
// "count.guess".
func modelName(control string) string { return control[strings.IndexByte(control, '.')+1:] }

func areaName(c stage.Control) string {
	if c.Value == "" {
		return c.Name
	}
	return c.Name + "=" + c.Value
}

// drops reports whether a control can be dragged, and dropName is the place it is dragged to, the same for
// all of one name.
func drops(c stage.Control) bool      { return c.Drop != stage.Areas{} }
func dropName(c stage.Control) string { return c.Name + " drop" }

// areaStyles places the controls over the picture, by width.
func areaStyles(scenes []stage.Scene) string {
	var css strings.Builder
	for _, shape := range stage.ByWidth {
		css.WriteString(within("stage", shape, areaRules(scenes, shape)))
	}
	css.WriteString(withinTall(areaRules(scenes, stage.Tall)))
	return css.String()
}

// pinnedStyles places the controls over the pinned picture. Only a page with layout=stage loads it
// (web/player/appearance.js).
func pinnedStyles(scenes []stage.Scene) string {
	return ":root[data-layout=stage]{" + areaRules(scenes, stage.Pinned) + "}"
}

// areaRules places the controls over the picture in one shape, and says how many units the stage has
// there (see web/player/dragging.js). For a tall stage it has only what differs from the narrow one.
func areaRules(scenes []stage.Scene, shape stage.Shape) string {
	w, h := shape.Size()
	var rules strings.Builder
	fmt.Fprintf(&rules, ".spots{--units:%g %g}\n", w, h)
	place := func(name string, areas stage.Areas) {
		a, class := areas[shape], areas[shape.Class()]
		var own []string
		for _, length := range []struct {
			property    string
			here, there float32
		}{
			{"inset-block-start", a.Y, class.Y}, {"inset-inline-start", a.X, class.X}, {"inline-size", a.W, class.W}, {"block-size", a.H, class.H},
		} {
			if shape == shape.Class() || length.here != length.there {
				own = append(own, length.property+":"+share(length.here, w))
			}
		}
		if own != nil {
			fmt.Fprintf(&rules, "[data-area=%q]{%s}\n", name, strings.Join(own, ";"))
		}
	}
	for _, scene := range scenes {
		dropped := ""
		for _, c := range scene.Controls() {
			place(areaName(c), c.Area)
			if drops(c) && c.Name != dropped {
				dropped = c.Name
				place(dropName(c), c.Drop)
			}
		}
	}
	return rules.String()
}

// share is a length in hundredths of the stage's width, which narrow and tall stages have in common.
func share(part, whole float32) string {
	return strconv.FormatFloat(float64(part/whole*100), 'f', 1, 32) + "cqi"
}
