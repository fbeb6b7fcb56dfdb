/** Text as one word of a shell, so that a command that is printed can be pasted as it stands. */
export const quoted = (text: string): string =>
  /^[\w.,:=%@/+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
