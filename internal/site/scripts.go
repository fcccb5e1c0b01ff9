package site

// scripts are what pages run, by name.
type scripts map[string]script

// script is a file to run. The browser refuses it if it is not what the build made.
type script struct {
	Path      string // from the site's root
	Integrity string // as browsers take it: "sha256-…"
}

// entries are the modules that pages start with or ask for later. Each becomes one file with all
// that it imports, so that its fingerprint stands for every line that runs.
var entries = []string{"early.js", "player.js", "guest.js", "live.js", "debug.js", "builder.js"}

func (b *builder) buildScripts() (scripts, error) {
	made := scripts{}
	add := func(name string, data []byte) {
		made[name] = script{b.fingerprint(name, data), integrity(data)}
	}
	for _, name := range entries {
		data, err := bundle(b.web, name)
		if err != nil {
			return nil, err
		}
		add(name, data)
	}
	support, err := goSupport()
	if err != nil {
		return nil, err
	}
	add("wasm_exec.js", support)
	return made, nil
}
