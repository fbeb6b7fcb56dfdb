import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Declaring } from './ledger.ts';
import { ledger } from './ledger.ts';

/**
 * A mark of all default parameters together: it changes when any of them does, and with nothing else.
 *
 * @returns SHA-256, hex, over lines `name=value` sorted by name, values in their shortest form
 */
export function hashOfDefaults(mechanisms: readonly Declaring[], channels: readonly Declaring[]): string {
  const lines = ledger(mechanisms, channels).map(({ parameter, default: value }) => `${parameter}=${value}\n`);
  return bytesToHex(sha256(utf8ToBytes(lines.join(''))));
}
