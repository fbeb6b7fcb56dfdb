/** Numbers of parts as queues write them: 0-4,6. */
export function ranged(parts: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const part of parts) {
    const run = runs.at(-1);
    if (run?.[1] === part - 1) run[1] = part;
    else runs.push([part, part]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
