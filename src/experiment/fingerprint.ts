import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from '../scenario/canonical.ts';
import type { RunRow } from './comparison.ts';

/** SHA-256 of a text or of bytes, as 64 hexadecimal digits. */
export function hashOf(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}

/** The hash of one run: SHA-256 over its row as canonical JSON. One other bit in one number changes it. */
export function rowHash(row: RunRow): string {
  return hashOf(canonical(row));
}

/**
 * The fingerprint of a comparison: SHA-256 over the hashes of its rows in alphabetical order, each closed by a line feed. It
 * does not depend on the order in which runs finished, nor on who computed them or when; and it can be made from the hashes alone,
 * however many runs there are.
 *
 * @returns 64 hexadecimal digits
 */
export function fingerprintOf(hashes: readonly string[]): string {
  const whole = sha256.create();
  for (const hash of [...hashes].sort()) whole.update(utf8ToBytes(`${hash}\n`));
  return bytesToHex(whole.digest());
}

/** The same for rows that are at hand. */
export function fingerprint(rows: readonly RunRow[]): string {
  return fingerprintOf(rows.map(rowHash));
}
