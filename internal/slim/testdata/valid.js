// Instantiates the two parts of a program, given in base64.
const [first, rest] = process.argv.slice(2).map((part) => new WebAssembly.Module(Buffer.from(part, "base64")));
const { exports } = new WebAssembly.Instance(first, { gojs: { f() {} } });
exports.run(0, 0);
if (!exports.waits.value) throw new Error("it does not wait");
new WebAssembly.Instance(rest, { first: exports });
exports.proceed();
if (exports.waits.value) throw new Error("it still waits");
