/** Text that is markup already; everything else is escaped. */
export type Html = { readonly html: string };

type Part = string | number | Html | null | readonly Html[];

/** Text made harmless for markup and for attributes in double quotes. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function shown(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
}

/** Markup with holes: what is put into a hole is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((text, string, i) => text + shown(parts[i - 1] ?? null) + string) };
}

/** Markup that was made elsewhere (a drawn picture, a stylesheet); never text from a file. */
export function markup(text: string): Html {
  return { html: text };
}
