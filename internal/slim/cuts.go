package slim

// cut is something that a program with the engine carries into the browser, and this one never uses.
type cut struct {
	what  string
	why   string // nobody will miss it
	saves int    // kilobytes of the compressed program, the cuts above it made (TestSavings)
	gains string // time, where that is what it is for: see bench/README.md

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
		what:  "waiting for each shader by itself",
		why:   "all are handed over before the first is waited for, so that the browser translates them meanwhile; one that fails is told when it is drawn with",
		gains: "two waits for the graphics process at the start",
		edits: []edit{
			swap("internal/graphicscommand/commandqueue.go", "	cs := q.commands\n", `	for _, c := range q.commands {
		if c, ok := c.(*newShaderCommand); ok {
			if err := c.Exec(q, graphicsDriver, 0); err != nil {
				return err
			}
		}
	}

	cs := q.commands
`),
			swap("internal/graphicscommand/command.go", "	s, err := graphicsDriver.NewShader(c.ir)\n", `	if c.result.shader != nil {
		return nil // made before all others
	}
	s, err := graphicsDriver.NewShader(c.ir)
`),
			without("internal/graphicsdriver/opengl/context.go", "context.hasParallelShaderCompile"),
			swap("internal/graphicsdriver/opengl/context.go", `	hasKHRParallelShaderCompile     bool
	hasKHRParallelShaderCompileOnce sync.Once
`, ""),
			swap("internal/graphicsdriver/opengl/shader.go", "	p  program\n", "	p  program\n\n	linked bool\n"),
			swap("internal/graphicsdriver/opengl/shader.go", `	// Check the shader compile status asynchronously if possible.
	// The function 'compile' itself is still blocking, but at least this gives a chance to other goroutines to run
	// while waiting for the shader compilation.
	if s.graphics.context.hasParallelShaderCompile() {
		for s.graphics.context.ctx.GetShaderi(uint32(vs), gl.COMPLETION_STATUS_KHR) != gl.TRUE ||
			s.graphics.context.ctx.GetShaderi(uint32(fs), gl.COMPLETION_STATUS_KHR) != gl.TRUE {
			runtime.Gosched()
		}
	}

	// Check errors only after linking fails.
	// See https://developer.mozilla.org/en-US/docs/Web/API/WebGL_API/WebGL_best_practices#dont_check_shader_compile_status_unless_linking_fails
	if s.graphics.context.ctx.GetProgrami(uint32(p), gl.LINK_STATUS) == gl.FALSE {
		programInfo := s.graphics.context.ctx.GetProgramInfoLog(uint32(p))
		vertexShaderInfo := s.graphics.context.ctx.GetShaderInfoLog(uint32(vs))
		fragmentShaderInfo := s.graphics.context.ctx.GetShaderInfoLog(uint32(fs))
		s.graphics.deleteProgram(p)
		return fmt.Errorf("opengl: program error: %s\nvertex shader error: %s\nvertex shader source: %s\nfragment shader error: %s\nfragment shader source: %s",
			programInfo, vertexShaderInfo, vssrc, fragmentShaderInfo, fssrc)
	}

	s.p = p
	return nil
}
`, `	s.p = p
	return nil
}

// check waits for the program and reports what is wrong with it, once.
func (s *Shader) check() error {
	if s.linked {
		return nil
	}
	if s.graphics.context.ctx.GetProgrami(uint32(s.p), gl.LINK_STATUS) == gl.FALSE {
		return fmt.Errorf("opengl: a shader cannot be used: %s", s.graphics.context.ctx.GetProgramInfoLog(uint32(s.p)))
	}
	s.linked = true
	return nil
}
`),
			swap("internal/graphicsdriver/opengl/graphics.go", `	shader := g.shaders[shaderID]
	program := shader.p
`, `	shader := g.shaders[shaderID]
	if err := shader.check(); err != nil {
		return err
	}
	program := shader.p
`),
		},
	},
	{
		what:  "a goroutine for each frame",
		why:   "each grew its stack anew; one goroutine for all frames keeps what it has grown",
		gains: "the growing of a stack in each frame",
		edits: []edit{
			swap("internal/ui/ui_js.go", `	// TODO: Should cf be released after the game ends?
	cf = js.FuncOf(func(this js.Value, args []js.Value) any {
		// f can be blocked but callbacks must not be blocked. Create a goroutine (#1161).
		go f()
		return nil
	})

	// Call f asyncly since ch is used in f.
	go f()
`, `	// f asks for the next frame last, so there is never more than one.
	frames := make(chan struct{}, 1)
	cf = js.FuncOf(func(js.Value, []js.Value) any {
		frames <- struct{}{}
		return nil
	})
	go func() {
		for range frames {
			f()
		}
	}()
	frames <- struct{}{}
`),
		},
	},
	{
		what:  "uniforms that are as they were",
		why:   "a program keeps its uniforms from frame to frame, and few change",
		gains: "15 of 36 calls from Go into the browser in a frame of ballots",
		edits: []edit{
			swap("internal/graphicsdriver/opengl/shader.go", "	linked bool\n", "	linked bool\n	sent   []uint32 // the uniforms that it has; nil before the first\n"),
			swap("internal/graphicsdriver/opengl/graphics.go", "	if err := g.useProgram(program, g.uniformVars, imgs); err != nil {\n", `	first := shader.sent == nil
	if first {
		shader.sent = make([]uint32, len(uniforms))
	}
	at := 0
	for i := range g.uniformVars {
		v := &g.uniformVars[i]
		sent := shader.sent[at : at+len(v.value)]
		at += len(v.value)
		if !first && areSameUint32Array(sent, v.value) {
			v.value = nil // which is not sent
			continue
		}
		copy(sent, v.value)
	}
	if err := g.useProgram(program, g.uniformVars, imgs); err != nil {
`),
			swap("internal/graphicsdriver/opengl/program.go", `		cached, ok := g.state.lastUniforms[u.name]
		if ok && areSameUint32Array(cached, u.value) {
			continue
		}
		g.context.uniforms(program, u.name, u.value, u.typ)
		if g.state.lastUniforms == nil {
			g.state.lastUniforms = map[string][]uint32{}
		}
		g.state.lastUniforms[u.name] = u.value
`, `		g.context.uniforms(program, u.name, u.value, u.typ)
`),
		},
	},
	{
		what:  "going through all vertices again and again",
		why:   "they already lie in memory as WebGL takes them, and only images that share a texture or begin elsewhere than at 0 need them moved; the vertices given are changed, and no one needs them afterwards",
		gains: "two passes over all vertices of a frame",
		edits: []edit{
			extra("vertices.go"),
			swap("image.go", `	vs := i.ensureTmpVertices(len(vertices) * graphics.VertexFloatCount)
	dst := i
	src := options.Images[0]
	// Avoid using `+"`for i, v := range vertices` as adding `v` creates a copy from `vertices`"+` unnecessarily on each loop (#3103).
	for i := range vertices {
		// Create a temporary slice to reduce boundary checks.
		vs := vs[i*graphics.VertexFloatCount : i*graphics.VertexFloatCount+12]
		dx, dy := dst.adjustPositionF32(vertices[i].DstX, vertices[i].DstY)
		vs[0] = dx
		vs[1] = dy
		sx, sy := vertices[i].SrcX, vertices[i].SrcY
		if src != nil {
			sx, sy = src.adjustPositionF32(sx, sy)
		}
		vs[2] = sx
		vs[3] = sy
		vs[4] = vertices[i].ColorR
		vs[5] = vertices[i].ColorG
		vs[6] = vertices[i].ColorB
		vs[7] = vertices[i].ColorA
		vs[8] = vertices[i].Custom0
		vs[9] = vertices[i].Custom1
		vs[10] = vertices[i].Custom2
		vs[11] = vertices[i].Custom3
	}
`, `	var sx, sy float32
	dx, dy := i.adjustPositionF32(0, 0)
	if src := options.Images[0]; src != nil {
		sx, sy = src.adjustPositionF32(0, 0)
	}
	if dx != 0 || dy != 0 || sx != 0 || sy != 0 {
		for i := range vertices {
			v := &vertices[i]
			v.DstX += dx
			v.DstY += dy
			v.SrcX += sx
			v.SrcY += sy
		}
	}
	vs := vertexFloats(vertices)
`),
			swap("internal/atlas/image.go", `		oxf, oyf = float32(r.Min.X), float32(r.Min.Y)
		n := len(vertices)
`, `		oxf, oyf = float32(r.Min.X), float32(r.Min.Y)
		n := len(vertices)
		if dx == 0 && dy == 0 && oxf == 0 && oyf == 0 {
			n = 0
		}
`),
			swap("internal/atlas/image.go", `	} else {
		n := len(vertices)
`, `	} else if dx != 0 || dy != 0 {
		n := len(vertices)
`),
			swap("internal/graphicscommand/commandqueue.go", `	q.indices = append(q.indices, indices...)
	for`, `	q.indices = append(q.indices, indices...)
	if offset == 0 {
		return
	}
	for`),
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
