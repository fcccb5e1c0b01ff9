package slim

// cut is something that a program with the engine carries into the browser, and this one never
// uses.
type cut struct {
	what     string
	why      string // it is not needed
	upstream string // what a change to the engine itself would be, or why there is none to propose
	saves    int    // kilobytes of the compressed program, after the cuts above it (see TestSavings)
	gains    string // time, for cuts that save time: see bench/README.md

	edits []edit // of the engine's source,
	patch string // a file of patches/ for the edits that read best as a diff

	shaders bool // the cut needs compiled shaders
}

// cuts is everything that Build leaves out of the source. Some depend on those above them. What it
// leaves out of the compiled program is in passes.go.
var cuts = []cut{
	{
		what:     "Kage: the compiler, the sources of the engine's own shaders, and most of these",
		why:      "all shaders are compiled when the program is built; the sources were made with text/template, which makes the linker keep every exported method; the program draws with its own shaders, and the engine itself with three of its own (_engine/internal/compileshaders)",
		upstream: "issue 3035, the author's own. exp/shaderprecomp takes compiled shaders since v2.10, but NewShader still links the compiler: call it through a function variable that package shaderprecomp can leave unset, or leave it out by a build tag",
		saves:    768,
		shaders:  true,
		patch:    "precompiled-shaders",
		edits: []edit{
			replaceFile("internal/shaderir/program.go"),
			emptyFile("internal/shaderir/check.go"),
			remove("internal/shaderir/type.go", "descendantLocalVars", "localVariableType", "Program.LocalVariableType"),
			emptyFile("internal/graphics/shader.go"),
			emptyFile("internal/legacyshader/convert.go"),
			emptyFile("internal/legacyshader/deprecated.go"),
			remove("internal/legacyshader/legacyshader.go", "ParseCompilerDirectives", "convertToCoreSource", "CalcSourceID"),
			replaceBody("internal/legacyshader/legacyshader.go", "CompileShader", `
				program, err := shaderir.Compiled(fragmentSrc)
				return program, Pixels, err`),
			// names instead of sources, as in _engine/internal/compileshaders
			remove("internal/builtinshader/shader.go", "tmpl"),
			replaceBody("internal/builtinshader/shader.go", "ShaderSource", `return []byte{'f', 'i', 'l', 't', 'e', 'r', '0' + byte(filter), '0' + byte(address)}`),
			// none of these is compiled: a program that asks for one gets an error
			remove("internal/colormshader/shader.go", "tmpl"),
			replaceBody("internal/colormshader/shader.go", "ShaderSource", `return []byte{'c', 'o', 'l', 'o', 'r', 'm', '0' + byte(filter), '0' + byte(address)}`),
			remove("internal/atlas/shader.go", "init"),
			addFile("internal/atlas/filtershaders.go"),
			remove("internal/graphicsdriver/opengl/context.go", "context.glslVersion"),
		},
	},
	{
		what:     "the search for the caller of a drawing function",
		why:      "only debug builds use it, and it imports go/build",
		upstream: "put internal/debug/caller.go under the build tag ebitenginedebug, like debug_ebitenginedebug.go beside it, with a stub for other builds",
		saves:    318,
		edits: []edit{
			replaceBody("internal/debug/caller.go", "FirstCaller", `return "", 0, CallerTypeNone`),
		},
	},
	{
		what:     "log/slog",
		why:      "it logs events that only native apps on phones have",
		upstream: "put internal/atlas/gpuresources.go under the build tag android || ios, with stubs elsewhere, and log in internal/thread only there",
		saves:    95,
		patch:    "no-gpu-resource-saving",
		edits: []edit{
			replaceBody("internal/thread/thread.go", "logDiscardedCall", ``),
			emptyFile("internal/atlas/gpuresources.go"),
			remove("internal/atlas/image.go", "SaveGPUResources", "RestoreGPUResources", "AreGPUResourcesSaved"),
			replaceBody("internal/atlas/image.go", "IsSuspended", `return false`),
		},
	},
	{
		what:     "screenshots and dumps of internal images",
		why:      "their keys are set by environment variables, which a page has none of; imports zip, png and deflate",
		upstream: "leave imagedumper.go out of builds for js, with a stub there",
		saves:    96,
		patch:    "no-image-dumps",
		edits: []edit{
			emptyFile("imagedumper.go"),
			remove("internal/ui/image.go", "Image.DumpScreenshot", "UserInterface.DumpImages"),
			remove("internal/ui/ui.go", "UserInterface.dumpScreenshot", "UserInterface.dumpImages"),
			remove("internal/mipmap/mipmap.go", "Mipmap.DumpScreenshot"),
			remove("internal/buffered/image.go", "Image.DumpScreenshot"),
			remove("internal/atlas/image.go", "Image.DumpScreenshot", "DumpImages"),
			emptyFile("internal/graphicscommand/image_js.go"),
			remove("internal/graphicscommand/image.go", "Image.dumpName", "Image.dumpTo"),
		},
	},
	{
		what:     "running as the guest of another process",
		why:      "only desktop programs do; imports gob and net",
		upstream: "a stub of internal/vmguest for js",
		saves:    57,
		patch:    "no-vm-guest",
	},
	{
		what:     "gamepads",
		why:      "the stage does not use them; also, asking for them panics in frames without the permission",
		upstream: "none for the size: other games need them. The panic is worth an issue: navigator.getGamepads throws where the permissions policy forbids it",
		saves:    10,
		patch:    "no-gamepads",
		edits: []edit{
			replaceBody("internal/gamepad/gamepad_js.go", "nativeGamepadsImpl.update", "return nil"),
			replaceBody("internal/gamepaddb/gamepaddb.go", "addAndroidDefaultMappings", "return false"),
		},
	},
	{
		what:     "keyboard, mouse, touch and dropped files",
		why:      "the canvas takes no input: the page's own controls are above it",
		upstream: "none: other games need them",
		saves:    19,
		edits: []edit{
			replaceBody("internal/ui/ui_js.go", "UserInterface.setCanvasEventHandlers", `
				if resizeObserver := js.Global().Get("ResizeObserver"); resizeObserver.Truthy() {
					observer := resizeObserver.New(js.FuncOf(func(js.Value, []js.Value) any {
						u.onResize()
						return nil
					}))
					observer.Call("observe", v)
				}`),
			remove("internal/ui/ui_js.go", "UserInterface.appendDroppedFiles"),
			replaceBody("internal/ui/input_js.go", "UserInterface.updateInputFromEvent", "return nil"),
			replaceBody("internal/ui/input_js.go", "UserInterface.KeyName", `return ""`),
			replaceBody("internal/ui/input_js.go", "init", ``),
			remove("internal/ui/input_js.go", "stringAlt", "stringControl", "stringMeta", "stringShift",
				"stringKeydown", "stringKeyup", "stringMousedown", "stringMouseup", "stringMousemove", "stringWheel",
				"stringTouchstart", "stringTouchend", "stringTouchmove", "stringCapsLock", "stringNumLock",
				"jsKeyboard", "uiKeyToJSKey", "codeToMouseButton", "jsCodeToID", "eventToKeys",
				"UserInterface.keyDown", "UserInterface.keyUp", "UserInterface.mouseDown", "UserInterface.mouseUp"),
			emptyFile("internal/ui/keys_js.go"),
		},
	},
	{
		what:     "fmt, os, reflect, errgroup",
		why:      "the engine formats errors with fmt; package plain does it for the few types they have",
		upstream: "none: fmt is the usual way to format errors, and uniforms may have any numeric type",
		saves:    82,
		patch:    "no-debug-context",
		edits: []edit{
			addFile("internal/plain/plain.go"),
			replaceImport("fmt", "internal/plain"),
			// names of variables in shaders: with this, only errors are formatted
			addFile("internal/graphicsdriver/opengl/names.go"),
			replaceInBody("internal/graphicsdriver/opengl/graphics.go", "Graphics.uniformVariableName", [2]string{`fmt.Sprintf\("U%d", idx\)`, `numbered("U", idx)`}),
			replaceInBody("internal/graphicsdriver/opengl/program.go", "Graphics.textureVariableName", [2]string{`fmt.Sprintf\("T%d", idx\)`, `numbered("T", idx)`}),
			replaceInBody("internal/graphicsdriver/opengl/program.go", "init", [2]string{`fmt.Sprintf\("A%d", i\+3\)`, `numbered("A", i+3)`}),
			replaceBody("internal/ui/ui_other.go", "UserInterface.Run", "return u.runSingleThread(game, options)"),
			remove("internal/ui/ui_other.go", "UserInterface.runMultiThread"),
			replaceBody("internal/ui/graphics.go", "newGraphicsDriver", `
				g, err := creator.newOpenGL()
				return g, GraphicsLibraryOpenGL, err`),
			emptyFile("internal/graphicsdriver/opengl/gl/debug.go"),
			remove("internal/ui/shader.go", "Shader.AppendUniforms"),
			addFile("internal/ui/uniforms.go"),
		},
	},
	{
		what:     "the log of each drawing command",
		why:      "only debug builds print it; the linker keeps String methods, as a panic could print them",
		upstream: "require String of commands only under the build tag ebitenginedebug",
		saves:    3,
		patch:    "no-command-log",
		edits: []edit{
			remove("internal/graphicscommand/command.go",
				"drawTrianglesCommand.String", "writePixelsCommand.String", "readPixelsCommand.String", "disposeImageCommand.String",
				"disposeShaderCommand.String", "newImageCommand.String", "newShaderCommand.String"),
		},
	},
	{
		what:     "disposing of shaders that nothing refers to any more",
		why:      "the program keeps its shaders as long as it runs; weak pointers and a function for the garbage collector find those of others",
		upstream: "none: other games make shaders as they go",
		saves:    4,
		edits: []edit{
			replaceBody("internal/atlas/shader.go", "Shader.ensureShader", `
				if s.shader == nil {
					s.shader = graphicscommand.NewShader(s.ir, s.name)
				}
				return s.shader`),
			replaceBody("internal/atlas/shader.go", "Shader.deallocate", `
				if s.shader != nil {
					s.shader.Dispose()
					s.shader = nil
				}`),
			replaceInBody("internal/atlas/image.go", "BeginFrame", [2]string{`theShadersWithInternalShader\.deallocateInternalShaders\(\)`, ``}),
			remove("internal/atlas/shader.go", "shadersWithInternalShader", "shadersWithInternalShader.add", "shadersWithInternalShader.remove",
				"shadersWithInternalShader.removeWeak", "shadersWithInternalShader.deallocateInternalShaders", "theShadersWithInternalShader", "shaderCleanupArg"),
		},
	},
	{
		what:     "the same code for each method of WebGL",
		why:      "they are bound one after another; a loop over a list does that",
		upstream: "the same change",
		saves:    1,
		edits: []edit{
			addFile("internal/graphicsdriver/opengl/gl/methods.go"),
			replaceInBody("internal/graphicsdriver/opengl/gl/default_js.go", "NewDefaultContext",
				[2]string{`(fn\w+):\s+v\.Get\(("\w+")\)\.Call\("bind", v\),`, `{$2, &g.$1},`},
				[2]string{`&defaultContext{\n`, "&defaultContext{}\nfor _, m := range []method{\n"},
				[2]string{`\n\t}\n`, "\n} {\nm.bind(v)\n}\n"}),
		},
	},
	{
		what:     "clearing the canvas and flushing WebGL",
		why:      "the browser does both with each frame, and the engine's ways take longer: a pass over all pixels, a call to another process",
		upstream: "the patch, for js only: a canvas without preserveDrawingBuffer is cleared and presented by the browser",
		saves:    2,
		patch:    "no-clear-and-flush",
		edits: []edit{
			replaceBody("internal/graphicsdriver/opengl/graphics.go", "Graphics.NeedsClearingScreen", "return false"),
		},
	},
	{
		what:     "waiting for each shader before compiling the next",
		why:      "the browser compiles shaders in parallel if all are submitted before the first is waited for; an error in one is reported when it is first used",
		upstream: "the patch as a performance pull request, with the start times of bench/",
		gains:    "two waits for the graphics process at the start",
		patch:    "parallel-shader-linking",
		edits: []edit{
			remove("internal/graphicsdriver/opengl/context.go", "context.hasParallelShaderCompile"),
		},
	},
	{
		what:     "a goroutine for each frame",
		why:      "each had to grow its stack again; one goroutine for all frames keeps its stack",
		upstream: "the patch as a performance pull request",
		gains:    "growing a stack in each frame",
		patch:    "one-goroutine-for-frames",
	},
	{
		what:     "sending uniforms that have not changed",
		why:      "a shader program keeps its uniforms from frame to frame, and few change",
		upstream: "the patch as a performance pull request, for js only: the engine already skips unchanged uniforms, but forgets them at the end of each frame, for issue 2517",
		gains:    "15 of 36 calls from Go into the browser in a frame of ballots",
		patch:    "unchanged-uniforms",
	},
	{
		what:     "redundant copies of the vertex buffer",
		why:      "vertices already have WebGL's layout in memory, and have to be moved only for images that share a texture or do not start at 0; this changes the caller's vertices, which package gpu does not use again",
		upstream: "the patch's second and third file as a performance pull request; the first changes what callers may rely on",
		gains:    "two passes over all vertices of a frame",
		patch:    "vertices-in-place",
		edits: []edit{
			addFile("vertices.go"),
		},
	},
	{
		what:     "asking whether a buffer exists before it is deleted",
		why:      "the answer waits for all that WebGL was given to do; only after a context loss is there none, and then the page starts a new program",
		upstream: "ask WebGL whether the context is lost, which it knows without waiting",
		gains:    "a wait for the graphics process whenever a frame has more vertices than any before",
		patch:    "no-buffer-check",
	},
	{
		what:     "suspending and resuming audio",
		why:      "there is none, and the check wakes the program ten times a second",
		upstream: "start the check only when an audio context was created",
		saves:    3,
		patch:    "no-audio-polling",
	},
}
