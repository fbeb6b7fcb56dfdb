import { describe, expect, it } from 'vitest';
import { memoryNeeded } from '../../src/experiment/memory-needed.ts';
import { memoryThere, tooLarge } from '../../src/runtime/enough-memory.ts';
import { setupOf } from '../reference/setups.ts';

describe('memory is asked about before it is taken', () => {
  const job = { arms: [{ id: 'without', setup: setupOf({ people: 1_000_000 }) }] };
  const needed = memoryNeeded(job);

  it('says place, expected, found and remedy where jobs do not fit', () => {
    const wrong = tooLarge(job, 2, '--people', needed);
    expect(wrong).toMatch(
      /^--people: expected people who fit into memory \(.+ GB here\), found 1,000,000, who take about .+ GB \(2 jobs at a time\)\. Take at most about 500,000, or fewer workers\.$/,
    );
    expect(tooLarge(job, 1, '--people', needed)).toBeNull();
    expect(tooLarge(job, 1, '--people', needed - 1)).toContain('(1 job at a time)');
    expect(tooLarge(job, 1, '--people', needed - 1)).not.toContain('workers');
  });

  it('knows what this machine has', () => {
    expect(memoryThere()).toBeGreaterThan(1e8);
    expect(tooLarge({ arms: [{ id: 'without', setup: setupOf({ people: 1e14 }) }] }, 1, 'people')).not.toBeNull();
  });
});
