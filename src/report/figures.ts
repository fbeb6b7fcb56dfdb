/** The pictures of a page as they name themselves: `parts.ts` writes these attributes. */
const pattern = /<figure id="([^"]+)" data-runs="([^"]*)"/g;

/**
 * Which runs each picture rests on: the file beside the pages.
 *
 * @param sets   ids of runs by `condition/design`
 * @param pages  text of each page by its file name
 */
export function figuresJson(
  sets: ReadonlyMap<string, readonly string[]>,
  pages: { readonly [file: string]: string },
): string {
  const figures = Object.entries(pages).flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(([, id = '', runs = '']) => ({ file, id, runs: runs.split(' ') })),
  );
  const about =
    'Each figure rests on all runs of the sets it names; bands over weeks on the first 2,000 of each. A set is condition/design; its run ids are those of runs.csv.';
  return `${JSON.stringify({ about, figures, sets: Object.fromEntries(sets) }, null, 1)}\n`;
}
