// SHA-256 for pages that have no crypto.subtle: those that came without encryption.

const K = constants(64, 3);
const START = constants(8, 2);

/**
 * @param {Uint8Array} data
 * @returns {Uint8Array} 32 bytes
 */
export function sha256(data) {
  const size = ((data.length + 8) >> 6) + 1; // in blocks of 64 bytes, with the padding
  const tail = new Uint8Array(128);
  const whole = data.length >> 6;
  tail.set(data.subarray(whole << 6));
  tail[data.length & 63] = 0x80;
  const end = (size - whole) << 6;
  new DataView(tail.buffer).setBigUint64(end - 8, BigInt(data.length) * 8n);
  const hash = START.slice();
  for (let i = 0; i < whole; i++) mix(hash, data, i << 6);
  for (let i = 0; i < end; i += 64) mix(hash, tail, i);
  const out = new DataView(new ArrayBuffer(32));
  hash.forEach((word, i) => out.setUint32(i * 4, word));
  return new Uint8Array(out.buffer);
}

const w = new Int32Array(64);

/** Mixes the 64 bytes at an offset in. @param {Int32Array} hash @param {Uint8Array} data @param {number} at */
function mix(hash, data, at) {
  for (let i = 0; i < 16; i++, at += 4) w[i] = (data[at] << 24) | (data[at + 1] << 16) | (data[at + 2] << 8) | data[at + 3];
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = (w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let i = 0; i < 64; i++) {
    const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + u) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] += word));
}

/** @param {number} x @param {number} n */
function turn(x, n) {
  return (x >>> n) | (x << (32 - n));
}

/** The first 32 bits behind the point of the primes' square or cube roots. @param {number} count @param {2 | 3} root */
function constants(count, root) {
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p)) primes.push(n);
  return new Int32Array(primes.map((p) => (p ** (1 / root) % 1) * 2 ** 32));
}
