// The budget of the app's weight: people open it on a phone, over a slow line.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import budget from '../../src/web/budget.json' with { type: 'json' };
import { type OpenedApp, openApp } from './support/app.ts';
import { doors, weigh } from './support/weigh.ts';

let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
}, 120_000);
afterAll(() => app?.close());

describe('the weight of the app', () => {
  it.each(doors)('keeps to its budget: %s', async (door) => {
    const { kilobytes } = await weigh(app, door);
    expect(kilobytes).toBeGreaterThan(50);
    expect(kilobytes).toBeLessThanOrEqual(budget[door]);
  });
});
