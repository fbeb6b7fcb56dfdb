/**
 * A stack trace without the folders of the machine it comes from: results are passed on, and a path names its user.
 *
 * @returns the trace with every path cut to its part inside the project (`src/...`, `node_modules/...`) or to the file's name
 */
export function withoutFolders(trace: string): string {
  return trace
    .split('\n')
    .map((line) =>
      line.replace(/^(\s*at (?:.*\()?)([^()]*)(\)?)$/, (_, before, place, after) => before + short(place) + after),
    )
    .join('\n');
}

function short(place: string): string {
  if (!/[/\\]/.test(place) || place.startsWith('node:')) return place;
  return (
    /.*[/\\](node_modules[/\\].*)/.exec(place)?.[1] ??
    /.*[/\\](src[/\\].*)/.exec(place)?.[1] ??
    place.replace(/.*[/\\]/, '')
  );
}

/** Message and trace of whatever was thrown. */
export function described(fault: unknown): { readonly message: string; readonly trace: string } {
  if (!(fault instanceof Error)) return { message: String(fault), trace: '' };
  return { message: fault.message || fault.name, trace: withoutFolders(fault.stack ?? '') };
}
