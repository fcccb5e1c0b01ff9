// The least that a frame with a picture from WebGL costs: one quad over the canvas, in another colour.

const vertices = "#version 300 es\nvoid main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2. - 1., 0, 1); }";
const fragments = "#version 300 es\nprecision highp float; uniform float share; out vec4 colour; void main() { colour = vec4(share, 0, 0, 1); }";

/** @param {HTMLElement} parent */
export async function start(parent) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [960, 480];
  parent.append(canvas);
  const gl = /** @type {WebGL2RenderingContext} */ (canvas.getContext("webgl2"));
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [type, source] of /** @type {const} */ ([[gl.VERTEX_SHADER, vertices], [gl.FRAGMENT_SHADER, fragments]])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(type));
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  gl.useProgram(program);
  const share = gl.getUniformLocation(program, "share");
  return (/** @type {number} */ filled) => {
    gl.uniform1f(share, filled);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  };
}
