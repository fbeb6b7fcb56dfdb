import { colours, sans } from '../../report/stylesheet.ts';

const SVG = 'http://www.w3.org/2000/svg';
const GAP = 24;
const LINE = 17;
const LETTER = 6.4;
/** Panels beside each other in a saved picture. */
const ACROSS = 3;

/** Colours by name as on light paper: programs that draw pictures elsewhere know no names. */
const named = new Map(
  colours.light.split(';').flatMap((part) => {
    const [, name = '', value = ''] = /^\s*--([\w-]+):\s*(.+?)\s*$/.exec(part) ?? [];
    return name === '' ? [] : [[name, value] as const];
  }),
);

/**
 * Panels as one picture that stands for itself, wherever it is put: title above, caption below, on white, with plain colours.
 *
 * @param panels  as they were drawn, of equal width
 * @returns       the text of an SVG file
 */
export function standalone(
  document: Document,
  panels: readonly Element[],
  { title, caption }: { readonly title: string; readonly caption: string },
): string {
  const sizeOf = (panel: Element, of: 'width' | 'height') => Number(panel.getAttribute(of));
  const across = Math.min(ACROSS, panels.length);
  const each = Math.max(...panels.map((panel) => sizeOf(panel, 'width')), 0);
  const width = Math.max(340, across * each + (across + 1) * GAP);
  const whole = document.createElementNS(SVG, 'svg');
  const put = (name: string, attributes: { readonly [name: string]: string | number }, text = ''): Element => {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    if (text !== '') node.textContent = text;
    whole.appendChild(node);
    return node;
  };
  const back = put('rect', { width: '100%', fill: '#fff' });
  let top = GAP;
  for (const line of wrapped(title, (width - 2 * GAP) / (LETTER * 1.3))) {
    top += LINE;
    put('text', { x: GAP, y: top, 'font-size': 16, 'font-weight': 600, fill: 'currentColor' }, line);
  }
  top += GAP / 2;
  for (let at = 0; at < panels.length; at += across) {
    const row = panels.slice(at, at + across);
    for (const [k, panel] of row.entries()) {
      panel.setAttribute('x', String(GAP + k * (each + GAP)));
      panel.setAttribute('y', String(top));
      whole.appendChild(panel);
    }
    top += Math.max(...row.map((panel) => sizeOf(panel, 'height'))) + GAP / 2;
  }
  for (const line of wrapped(caption, (width - 2 * GAP) / LETTER)) {
    top += LINE;
    put('text', { x: GAP, y: top, 'font-size': 12, fill: 'var(--soft)' }, line);
  }
  const height = top + GAP;
  back.setAttribute('height', String(height));
  for (const [name, value] of Object.entries({
    ...{
      xmlns: SVG,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': `${title}. ${caption}`,
    },
    ...{ color: named.get('ink') ?? '#000', 'font-family': sans.replaceAll('"', "'") },
  }))
    whole.setAttribute(name, String(value));
  return `${new XMLSerializer().serializeToString(whole).replaceAll(/var\(--([\w-]+)\)/g, (_, name: string) => (name === 'paper' ? '#fff' : (named.get(name) ?? 'currentColor')))}\n`;
}

/** A text in lines of at most so many letters, as far as its words allow. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
