/** What somebody typed as a number, whatever the habits of their country; null where it is none. Nothing is guessed. */

const BLANKS = /[\s\u00a0\u202f'’]/g;

/** A whole number: a point, a comma or a blank before exactly three digits stands for thousands. */
export function wholeIn(text: string): number | null {
  const plain = text.replace(/€|eur(os?)?|%/gi, '').trim();
  const sign = /^[-\u2212]/.test(plain) ? -1 : 1;
  const digits = plain.replace(/^[-\u2212+]\s*/, '');
  const isGrouped = /^\d{1,3}([.,\s\u00a0\u202f'’]\d{3})+$/.test(digits);
  if (!isGrouped && !/^\d+$/.test(digits)) return null;
  const value = Number(digits.replace(/\D/g, ''));
  return Number.isSafeInteger(value) ? sign * value : null;
}

/** A number with decimals behind a point or a comma. `1,250` is a thousand and more, `0,125` and `1.250` are not. */
export function decimalIn(text: string): number | null {
  const plain = text
    .replace(/%/g, '')
    .replace(/\u2212/g, '-')
    .trim()
    .replace(BLANKS, '');
  const isGrouped = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain);
  const pointed = isGrouped ? plain.replaceAll(',', '') : plain.replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(pointed) ? Number(pointed) : null;
}

/** The number, or the nearest that is allowed. */
export function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
