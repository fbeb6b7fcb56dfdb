// The engine from a program of your own: node docs/examples/library.mjs
// In a project that has Forewarned installed, the first line is: import { openEngine, outcomes } from 'forewarned';
import { openEngine, outcomes } from '../../library.mjs';

const engine = openEngine();
try {
  // A scenario by id, by file, or as data: what differs from one that comes with Forewarned.
  const scenario = {
    scenario: 'north-africa-2023',
    designs: ['film', 'parents'],
    parameters: { 'appraisal.risk': 1.2 },
  };
  const result = await engine.compare(scenario, { people: 1000, replicates: 4, weeks: 60 });
  for (const design of result.designs) {
    const quality = design.differences.decision_quality;
    if (quality)
      console.log(
        `${design.title}: ${(1000 * quality.mean).toFixed(1)} per 1,000 (${outcomes.decision_quality.label})`,
      );
  }
  console.log(`fingerprint ${result.fingerprint}`);
} finally {
  engine.close();
}
