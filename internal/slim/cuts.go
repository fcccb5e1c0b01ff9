package slim

// cut is something that a program with the engine carries into the browser, and this one never uses.
type cut struct {
	what  string
	why   string // nobody will miss it
	saves int    // kilobytes of the compressed program, the cuts above it made (TestSavings)

	edits []edit               // of the engine's source, or
	pass  func(*program) error // over the finished program

	shaders bool // it needs them compiled
}

// cuts is all that Build leaves out. Some count on those above them.
var cuts = []cut{
	{
		what:    "Kage: the compiler and the texts of the engine's own shaders",
		why:     "all shaders are compiled when the program is built; the texts came from text/template, for whose sake the linker keeps every exported method",
		saves:   768,
		shaders: true,
		edits: []edit{
			graft("internal/shaderir/program.go"),
			leaveOut("internal/shaderir/check.go"),
			without("internal/shaderir/type.go", "descendantLocalVars", "localVariableType", "Program.LocalVariableType"),
			leaveOut("internal/graphics/shader.go"),
			leaveOut("internal/legacyshader/convert.go"),
			leaveOut("internal/legacyshader/deprecated.go"),
			without("internal/legacyshader/legacyshader.go", "ParseCompilerDirectives", "convertToCoreSource", "CalcSourceID"),
			stub("internal/legacyshader/legacyshader.go", "CompileShader", `
				program, err := shaderir.Compiled(fragmentSrc)
				return program, Pixels, err`),
			// names in the place of sources, as _engine/internal/compileshaders has them
			without("internal/builtinshader/shader.go", "tmpl"),
			stub("internal/builtinshader/shader.go", "ShaderSource", `return []byte{'f', 'i', 'l', 't', 'e', 'r', '0' + byte(filter), '0' + byte(address)}`),
			without("internal/colormshader/shader.go", "tmpl"),
			stub("internal/colormshader/shader.go", "ShaderSource", `return []byte{'c', 'o', 'l', 'o', 'r', 'm', '0' + byte(filter), '0' + byte(address)}`),
			stub("internal/atlas/shader.go", "init", `
				create := func(source []byte, name string) *Shader {
					program, _, err := legacyshader.CompileShader(source)
					if err != nil {
						panic(err)
					}
					return NewShader(program, name)
				}
				NearestFilterShader = create(builtinshader.ShaderSource(builtinshader.FilterNearest, builtinshader.AddressUnsafe), "nearest")
				LinearFilterShader = create(builtinshader.ShaderSource(builtinshader.FilterLinear, builtinshader.AddressUnsafe), "linear")
				clearShader = create([]byte(builtinshader.ClearShaderSource), "clear")`),
			without("internal/graphicsdriver/opengl/context.go", "context.glslVersion"),
			swap("internal/graphicsdriver/opengl/shader.go", `	version := s.graphics.context.glslVersion()

	var vssrc, fssrc string
	if vs, fs, ok := shaderprecomp.GLSL(s.ir.SourceID, version == glsl.GLSLVersionES300); ok {
		vssrc, fssrc = string(vs), string(fs)
	} else {
		vssrc, fssrc = glsl.Compile(s.ir, version)
	}
`, `	vssrc, fssrc := s.ir.Vertex, s.ir.Fragment
`),
		},
	},
	{
		what:  "the search for the caller of a drawing function",
		why:   "it is for debug builds, and brings go/build",
		saves: 318,
		edits: []edit{
			stub("internal/debug/caller.go", "FirstCaller", `return "", 0, CallerTypeNone`),
		},
	},
	{
		what:  "log/slog",
		why:   "it logs what happens on phones with native apps",
		saves: 95,
		edits: []edit{
			stub("internal/thread/thread.go", "logDiscardedCall", ``),
			leaveOut("internal/atlas/gpuresources.go"),
			without("internal/atlas/image.go", "SaveGPUResources", "RestoreGPUResources", "AreGPUResourcesSaved"),
			stub("internal/atlas/image.go", "IsSuspended", `return false`),
			swap("internal/atlas/image.go", "if theGPUResourcesState.isSavingGPUResourcesRequested() {\n\t\tdefer theGPUResourcesState.finishSavingGPUResources()\n", "if false {"),
			swap("internal/atlas/image.go", "if theGPUResourcesState.startRestoringGPUResourcesIfNeeded() {", "if false {"),
		},
	},
	{
		what:  "screenshots and dumps of internal images",
		why:   "the keys for them come from environment variables; zip, png, deflate",
		saves: 96,
		edits: []edit{
			leaveOut("imagedumper.go"),
			swap("gameforui.go", "	imageDumper imageDumper\n", ""),
			swap("gameforui.go", "	if err := g.imageDumper.update(); err != nil {\n\t\treturn err\n\t}\n", ""),
			swap("gameforui.go", "	if err := g.imageDumper.dump(g.offscreen, g.transparent); err != nil {\n\t\treturn err\n\t}\n", ""),
			without("internal/ui/image.go", "Image.DumpScreenshot", "UserInterface.DumpImages"),
			without("internal/ui/ui.go", "UserInterface.dumpScreenshot", "UserInterface.dumpImages"),
			without("internal/mipmap/mipmap.go", "Mipmap.DumpScreenshot"),
			without("internal/buffered/image.go", "Image.DumpScreenshot"),
			without("internal/atlas/image.go", "Image.DumpScreenshot", "DumpImages"),
			leaveOut("internal/graphicscommand/image_js.go"),
			without("internal/graphicscommand/image.go", "Image.dumpName", "Image.dumpTo"),
		},
	},
	{
		what:  "being the guest of another window",
		why:   "it is for desktops; gob and net",
		saves: 57,
		edits: []edit{
			swap("internal/ui/ui_other.go", "	vmguest.MarkGuest(false)\n", ""),
		},
	},
	{
		what:  "gamepads",
		why:   "the stage has none; besides, asking for them panics in frames that may not use them",
		saves: 10,
		edits: []edit{
			swap("internal/ui/ui_js.go", "	if err := gamepad.Update(0, nil); err != nil {\n\t\treturn err\n\t}\n", ""),
			stub("internal/gamepad/gamepad_js.go", "nativeGamepadsImpl.update", "return nil"),
			stub("internal/gamepaddb/gamepaddb.go", "addAndroidDefaultMappings", "return false"),
		},
	},
	{
		what:  "keys, mouse, touch and dropped files",
		why:   "the canvas takes no input: the page's own controls lie over it",
		saves: 19,
		edits: []edit{
			stub("internal/ui/ui_js.go", "UserInterface.setCanvasEventHandlers", `
				if resizeObserver := js.Global().Get("ResizeObserver"); resizeObserver.Truthy() {
					observer := resizeObserver.New(js.FuncOf(func(js.Value, []js.Value) any {
						u.onResize()
						return nil
					}))
					observer.Call("observe", v)
				}`),
			without("internal/ui/ui_js.go", "UserInterface.appendDroppedFiles"),
			stub("internal/ui/input_js.go", "UserInterface.updateInputFromEvent", "return nil"),
			stub("internal/ui/input_js.go", "UserInterface.KeyName", `return ""`),
			stub("internal/ui/input_js.go", "init", ``),
			without("internal/ui/input_js.go", "stringAlt", "stringControl", "stringMeta", "stringShift",
				"stringKeydown", "stringKeyup", "stringMousedown", "stringMouseup", "stringMousemove", "stringWheel",
				"stringTouchstart", "stringTouchend", "stringTouchmove", "stringCapsLock", "stringNumLock",
				"jsKeyboard", "uiKeyToJSKey", "codeToMouseButton", "jsCodeToID", "eventToKeys",
				"UserInterface.keyDown", "UserInterface.keyUp", "UserInterface.mouseDown", "UserInterface.mouseUp"),
			leaveOut("internal/ui/keys_js.go"),
		},
	},
	{
		what:  "fmt, os, reflect, errgroup",
		why:   "the engine words errors with fmt; package plain does that for the few types there are",
		saves: 82,
		edits: []edit{
			extra("internal/plain/plain.go"),
			swapImport("fmt", "internal/plain"),
			stub("internal/ui/ui_other.go", "UserInterface.Run", "return u.runSingleThread(game, options)"),
			without("internal/ui/ui_other.go", "UserInterface.runMultiThread"),
			stub("internal/ui/graphics.go", "newGraphicsDriver", `
				g, err := creator.newOpenGL()
				return g, GraphicsLibraryOpenGL, err`),
			leaveOut("internal/graphicsdriver/opengl/gl/debug.go"),
			swap("internal/graphicsdriver/opengl/graphics.go", `	if isDebug {
		g.context.ctx = &gl.DebugContext{Context: ctx}
	} else {
		g.context.ctx = ctx
	}
`, "	g.context.ctx = ctx\n"),
			stub("internal/ui/shader.go", "Shader.AppendUniforms", `
				for i, name := range s.uniformNames {
					n := s.uniformTypes[i].DwordCount()
					at := len(dst)
					dst = append(dst, make([]uint32, n)...)
					switch v := uniforms[name].(type) {
					case nil:
					case float32:
						dst[at] = math.Float32bits(v)
					case []float32:
						if len(v) != n {
							panic("ui: unexpected uniform value for " + name)
						}
						for j, f := range v {
							dst[at+j] = math.Float32bits(f)
						}
					default:
						panic("ui: unexpected uniform value type: " + name)
					}
				}
				return dst`),
		},
	},
	{
		what:  "the log of each drawing command",
		why:   "debug builds alone print it; String methods stay in a program for panics to print",
		saves: 3,
		edits: []edit{
			swap("internal/graphicscommand/command.go", "	fmt.Stringer\n\n", ""),
			without("internal/graphicscommand/command.go",
				"drawTrianglesCommand.String", "writePixelsCommand.String", "readPixelsCommand.String", "disposeImageCommand.String",
				"disposeShaderCommand.String", "newImageCommand.String", "newShaderCommand.String"),
			swap("internal/graphicscommand/commandqueue.go", `			if debug.IsDebug {
				str := c.String()
				for {
					head, tail, ok := strings.Cut(str, "\n")
					logger.FrameLogf("  %s\n", head)
					if !ok {
						break
					}
					str = tail
				}
			}
`, ""),
		},
	},
	{
		what:  "clearing the canvas and flushing WebGL",
		why:   "the browser does both with each frame, and the engine's ways take longer: a pass over all pixels, a call to another process",
		saves: 2,
		edits: []edit{
			stub("internal/graphicsdriver/opengl/graphics.go", "Graphics.NeedsClearingScreen", "return false"),
			swap("internal/graphicsdriver/opengl/graphics.go", "	g.context.ctx.Flush()\n", ""),
		},
	},
	{
		what:  "the watch over the page for sound",
		why:   "there is none; it wakes the program ten times a second",
		saves: 3,
		edits: []edit{
			swap("internal/ui/ui_js.go", `				close(reqStopAudioCh)
				<-resStopAudioCh

`, ""),
			swap("internal/ui/ui_js.go", `	reqStopAudioCh := make(chan struct{})
	resStopAudioCh := make(chan struct{})
`, ""),
			swap("internal/ui/ui_js.go", `	go func() {
		defer close(resStopAudioCh)

		const interval = 100 * time.Millisecond
		t := time.NewTicker(interval)
		defer func() {
			t.Stop()

			// This is a dirty hack. (*time.Ticker).Stop() just marks the timer 'deleted' [1] and
			// something might run even after Stop. On Wasm, this causes an issue to execute Go program
			// even after finishing (#1027). Sleep for the interval time duration to ensure that
			// everything related to the timer is finished.
			//
			// [1] runtime.deltimer
			time.Sleep(interval)
		}()

		for {
			select {
			case <-t.C:
				if u.suspended() {
					if err := hook.SuspendAudio(); err != nil {
						errCh <- err
						return
					}
				} else {
					if err := hook.ResumeAudio(); err != nil {
						errCh <- err
						return
					}
				}
			case <-reqStopAudioCh:
				return
			}
		}
	}()

`, ""),
		},
	},
	{
		what:  "tens of thousands of segments of data",
		why:   "Go's linker begins a new one after 8 zeros; compression makes less of 64 zeros than of a segment",
		saves: 55,
		pass: func(p *program) error {
			p.zeros = 64
			return nil
		},
	},
	{
		what:  "file and line of each instruction",
		why:   "they only follow the functions in a trace, and a trace from a reader's browser has its functions",
		saves: 94,
		pass:  dropLines,
	},
}
