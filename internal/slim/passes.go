package slim

// pass is a change to a compiled program that makes it smaller. It depends on Go's compiler, linker
// and runtime only, so it fits any Go program that was built with GOOS=js GOARCH=wasm. It checks all
// that it depends on, and fails if that is not found; Shrink and Build then return a MissedCutError.
type pass struct {
	what  string
	why   string // it is possible
	costs string // what is lost, or "" for nothing
	saves int    // kilobytes of the compressed program, after all cuts and the passes above (see TestSavings)

	apply func(*program) error
}

// passes is everything that is done to the compiled program, in order: a pass may depend on those
// above it.
var passes = []pass{
	// data
	{
		what:  "tens of thousands of data segments",
		why:   "Go's linker starts a new segment after 8 zeros; 64 zeros compress to less than a segment",
		saves: 60,
		apply: func(p *program) error {
			p.zeros = 64
			return nil
		},
	},
	{
		what:  "file and line of each instruction",
		why:   "they are only printed after the functions in a stack trace, and the functions are enough",
		costs: "stack traces and runtime.Caller have no files and lines",
		saves: 110,
		apply: dropLines,
	},
	{
		what:  "inlined calls and arguments",
		why:   "they are only needed for stack traces",
		costs: "stack traces show no arguments, and a function that was inlined as a part of its caller",
		saves: 61,
		apply: dropInlined,
	},
	{
		what:  "what only package reflect reads of types",
		why:   "the names of fields and more are for that package, and a program may be without it (types.go)",
		saves: 20,
		apply: dropReflection,
	},
	// code
	{
		what:  "jumps forward by way of the table of blocks",
		why:   "a branch out of the target's block continues there as well (codejumps.go)",
		saves: 37,
		apply: makeJumpsDirect,
	},
	{
		what:  "addresses computed with 64 bits",
		why:   "memory has addresses of 32 bits, and loads and stores add an offset (codeaddresses.go)",
		saves: 8,
		apply: shortenAddresses,
	},
	{
		what:  "another way out of the function after each call",
		why:   "returning 1 does the same, in the same bytes everywhere (codeunwind.go); uncompressed they are longer",
		saves: 22,
		apply: unwindUniformly,
	},
	{
		what:  "blocks where a function is never entered",
		why:   "only calls return into a function; most blocks were there for jumps, which are direct now (codeblocks.go)",
		saves: 5,
		apply: dropUnusedBlocks,
	},
	// what the program computes at its start: these are last, as the tables cannot be read without
	{
		what:  "the function of each 4096 bytes of code",
		why:   "on wasm, where an address is the number of a function and a place in it, this is a count: the program writes it at its start",
		saves: 4,
		apply: dropLookup,
	},
	{
		what:  "powers of ten",
		why:   "each is ten times the one before: the program computes the table at its start (powers.go)",
		saves: 10,
		apply: dropPowers,
	},
	{
		what:  "the index of functions",
		why:   "the functions' records follow each other, and so do their names and tables: the program writes the index at its start, and where each name and table is",
		saves: 27,
		apply: dropIndex,
	},
}

// Shrink applies all passes to the wasm of a Go program for the browser, and returns the new wasm.
// After, if not nil, is called with the program before the first pass (what is then "") and after each.
// If a pass does not fit the program, the error is a *MissedCutError that names it.
func Shrink(wasm []byte, after func(what string, wasm []byte)) ([]byte, error) {
	p, err := rewriteWasm(wasm, passes, after)
	if err != nil {
		return nil, err
	}
	return p.bytes(), nil
}

// rewriteWasm applies some of the passes.
func rewriteWasm(wasm []byte, passes []pass, after func(what string, wasm []byte)) (*program, error) {
	p, err := readProgram(wasm)
	if err != nil {
		return nil, err
	}
	if after != nil {
		after("", wasm)
	}
	for _, pass := range passes {
		if err := pass.apply(p); err != nil {
			return nil, &MissedCutError{pass.what, err}
		}
		if after != nil {
			after(pass.what, p.bytes())
		}
	}
	return p, nil
}
