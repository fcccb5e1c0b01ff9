// Falling ballots with PixiJS: particles whose place and turn change in every frame.
import { Application, Particle, ParticleContainer, Texture } from "/pixi.js";
import { ballot, fall, height, width } from "./picture.js";

/** @param {HTMLElement} box @param {number} count @returns {Promise<(share: number, seconds: number) => void>} */
export async function start(box, count) {
  const app = new Application();
  await app.init({ width, height, backgroundAlpha: 0, preference: "webgl", autoStart: false, sharedTicker: false, eventMode: "none" });
  box.append(app.canvas);
  const texture = Texture.from(ballot());
  const container = new ParticleContainer({
    texture, dynamicProperties: { vertex: false, position: true, rotation: true, uvs: false, color: false },
  });
  const falls = Array.from({ length: count }, (_, i) => fall(i));
  const particles = falls.map(({ x }) => new Particle({ texture, x, anchorX: 0.5, anchorY: 0.5 }));
  container.addParticle(...particles);
  app.stage.addChild(container);
  return (_, seconds) => {
    for (let i = 0; i < count; i++) {
      const { turn, spin, from, speed } = falls[i];
      particles[i].y = height * ((from + seconds * speed) % 1);
      particles[i].rotation = (turn + seconds * spin) * 2 * Math.PI;
    }
    app.renderer.render(app.stage);
  };
}
