// A client for WebKit over HTTP with W3C WebDriver, the only protocol that Debian's WebKit supports.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { until } from "./until.js";

const library = "/usr/lib/x86_64-linux-gnu";
const folder = existsSync(library) && readdirSync(library).filter((name) => name.startsWith("webkit2gtk-")).sort().at(-1);
const binary = process.env.MINIBROWSER ?? `${library}/${folder}/MiniBrowser`;

/** The reference to an element, as WebDriver writes it. */
const element = "element-6066-11e4-a52e-4f735466cecf";

export class WebKit {
  /**
   * @param {string} display of an X server
   * @param {number} port for the driver
   */
  static async launch(display, port) {
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
      stdio: "ignore",
    });
    const webkit = new WebKit(driver, `http://127.0.0.1:${port}`);
    await until(() => fetch(`${webkit.origin}/status`).then(() => true, () => false), "WebKitWebDriver answers", 10);
    const { sessionId } = await webkit.call("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: ["--automation"] } } },
    });
    webkit.session = `/session/${sessionId}`;
    return webkit;
  }

  /** @param {import("node:child_process").ChildProcess} driver @param {string} origin */
  constructor(driver, origin) {
    this.driver = driver;
    this.origin = origin;
    this.session = "";
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async call(method, path, body) {
    const response = await fetch(this.origin + path, { method, body: body && JSON.stringify(body) });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** @param {string} url */
  goto(url) { return this.call("POST", this.session + "/url", { url }); }

  /** Runs an expression in the page. @param {string} expression @returns {Promise<any>} */
  evaluate(expression) { return this.call("POST", this.session + "/execute/sync", { script: `return (${expression})`, args: [] }); }

  /** Presses what a selector finds, as a reader would. @param {string} selector */
  async click(selector) {
    const found = await this.call("POST", this.session + "/element", { using: "css selector", value: selector });
    await this.call("POST", `${this.session}/element/${found[element]}/click`, {});
  }

  /** @param {string} key as WebDriver writes it */
  async press(key) {
    await this.call("POST", this.session + "/actions", {
      actions: [{ type: "key", id: "keyboard", actions: [{ type: "keyDown", value: key }, { type: "keyUp", value: key }] }],
    });
  }

  /** Turns the wheel over the middle of the window. @param {number} by CSS px */
  async wheel(by) {
    await this.call("POST", this.session + "/actions", {
      actions: [{ type: "wheel", id: "wheel", actions: [{ type: "scroll", x: 300, y: 300, deltaX: 0, deltaY: by, duration: 0 }] }],
    });
  }

  async close() {
    if (this.session) await this.call("DELETE", this.session).catch(() => {});
    this.driver.kill();
  }
}
