import { webWorkers } from '../../runtime/browser-pool.ts';
import type { Hire } from '../../runtime/hire.ts';
import { teamsFor } from '../../runtime/team.ts';

/** People from which on a page lives one job at a time, shared by all workers: several at once take too much memory for a browser. */
const LARGE = 200_000;

export function workersHere(): number {
  return (typeof navigator === 'undefined' ? 0 : navigator.hardwareConcurrency) || 2;
}

/** The workers of the page for so many jobs. */
export function crewHere(jobs: number, people: number): { readonly hire: Hire; readonly workers: number } {
  return teamsFor(webWorkers(), workersHere(), people >= LARGE ? 1 : jobs, people);
}

/** How many jobs they do at a time. */
export function jobsAtOnce(jobs: number, people: number): number {
  return Math.min(jobs, crewHere(jobs, people).workers);
}
