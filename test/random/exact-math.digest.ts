// The same in the test in Node and in the one in a browser: if an engine rounds one value otherwise, the digest differs.
import { exp, log, logistic, logit, normalQuantile, oneMinusExp, power } from '../../src/random/exact-math.ts';

/** Of 100,000 evaluations; computed once in Node 20.20 by `mathDigest()` itself; a change of it is a change of results. */
export const MATH_DIGEST = '8056e820';

/** FNV-1a over the 64 bits of each value. */
export function mathDigest(own: { exp(x: number): number } = { exp }): string {
  const value = new Float64Array(1);
  const octets = new DataView(value.buffer);
  let hash = 0x811c9dc5;
  const take = (x: number): void => {
    octets.setFloat64(0, x);
    for (let k = 0; k < 8; k++) hash = Math.imul(hash ^ octets.getUint8(k), 0x01000193);
  };
  let state = 1;
  for (let i = 0; i < 12_500; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const u = ((state >>> 9) + 0.5) / 8388608;
    take(own.exp((u - 0.5) * 1400));
    take(own.exp((u - 0.5) * 10));
    take(log(u * u * u));
    take(log(u / (1 - u)));
    take(logistic((u - 0.5) * 80));
    take(logit(u) + power(1 + u, i % 41));
    take(oneMinusExp(u * u * u * 0.01));
    take(normalQuantile(u));
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
