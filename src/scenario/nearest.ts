/** Letters to add, leave out, exchange or swap with their neighbour to turn one word into the other. @source Damerau (1964) */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = [rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + same];
      row.push(Math.min(...steps, swapped ? rows[i - 2][j - 2] + 1 : Number.POSITIVE_INFINITY));
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}

/** Longer words are not names; comparing them would only cost time. */
const LONGEST = 80;

/** The known word that a misspelt one most likely stands for, or undefined when none is near (a third of its letters). */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > LONGEST) return undefined;
  const ranked = known
    .map((name) => ({ name, away: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, away }) => away <= Math.max(1, Math.ceil(Math.max(word.length, name.length) / 3)))
    .sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  return ranked[0]?.name;
}

/** The remedy for a name nobody knows. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const name = nearest(word, known);
  return name === undefined ? otherwise : `Did you mean "${name}"?`;
}
