import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { everything, setupOf } from './setups.ts';

describe('the engine and the plain reference', () => {
  it('agree in every bit where everything happens', () => {
    const t = performance.now();
    expect(compare(everything()).difference).toBeNull();
    console.log(performance.now() - t);
  });
  it('agree in every bit without a campaign', () => {
    expect(compare(setupOf({})).difference).toBeNull();
  });
});
