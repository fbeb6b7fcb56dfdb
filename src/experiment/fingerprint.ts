import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalRows } from './canonical-rows.ts';
import type { RunRow } from './comparison.ts';

/**
 * The fingerprint of a comparison: SHA-256 over its canonical rows, each closed by a line feed. It does not depend on the order
 * in which runs finished, nor on who computed them or when; one other bit in one number changes it.
 *
 * @returns 64 hexadecimal digits
 */
export function fingerprint(rows: readonly RunRow[]): string {
  const hash = sha256.create();
  for (const row of canonicalRows(rows)) hash.update(utf8ToBytes(`${row}\n`));
  return bytesToHex(hash.digest());
}

/** SHA-256 of a text or of bytes, as 64 hexadecimal digits. */
export function hashOf(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content));
}
