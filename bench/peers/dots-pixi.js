// 10,000 dots that turn solid one after another, with PixiJS: particles, of which a frame changes
// only the texture of those that turned. Nothing else of theirs is sent to the GPU again.
import { Application, Particle, ParticleContainer, Rectangle, Texture } from "/pixi.js";
import { lattice, looks } from "./picture.js";

/** @param {HTMLElement} box @param {number} count @returns {Promise<(share: number) => void>} */
export async function start(box, count) {
  const { width, height, pitch, places } = lattice(count);
  const app = new Application();
  await app.init({ width, height, backgroundAlpha: 0, preference: "webgl", autoStart: false, sharedTicker: false, eventMode: "none" });
  box.append(app.canvas);
  const { ring, disc } = looks(pitch);
  const sheet = new OffscreenCanvas(ring.width * 2, ring.height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext("2d"));
  context.drawImage(ring, 0, 0);
  context.drawImage(disc, ring.width, 0);
  const { source } = Texture.from(sheet);
  const [hollow, full] = [0, ring.width].map((x) => new Texture({ source, frame: new Rectangle(x, 0, ring.width, ring.height) }));
  const container = new ParticleContainer({
    texture: hollow, dynamicProperties: { vertex: false, position: false, rotation: false, uvs: true, color: false },
  });
  const particles = places.map(({ x, y }) => new Particle({ texture: hollow, x, y }));
  container.addParticle(...particles);
  app.stage.addChild(container);
  let solid = 0;
  return (share) => {
    const until = Math.floor(share * count);
    for (; solid < until; solid++) particles[solid].texture = full;
    for (; solid > until; solid--) particles[solid - 1].texture = hollow;
    app.renderer.render(app.stage);
  };
}
