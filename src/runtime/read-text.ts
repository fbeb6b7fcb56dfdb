import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { Mistake } from './mistake.ts';

/** Bytes; the longest file of ours has a fiftieth of it. */
const most = 1_000_000;

/**
 * The text of a file that somebody named. Looks before it reads: no folder, no pipe or device, nothing that is too long or no text.
 *
 * @throws Mistake with the reason and a remedy
 */
export function readText(path: string): string {
  let file: number | undefined;
  try {
    // Without the second flag a pipe would keep us waiting for its other end; Windows knows neither.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const about = fstatSync(file);
    if (!about.isFile())
      throw new Mistake(
        `${path}: expected a file, found ${about.isDirectory() ? 'a folder' : 'a device or pipe'}. Name a YAML file.`,
      );
    if (about.size > most) {
      throw new Mistake(
        `${path}: expected at most ${most.toLocaleString('en')} bytes, found ${about.size.toLocaleString('en')}. Check that it is the file you mean.`,
      );
    }
    const bytes = new Uint8Array(about.size);
    const length = readSync(file, bytes);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch (fault) {
    if (fault instanceof Mistake) throw fault;
    if (fault instanceof TypeError) {
      throw new Mistake(`${path}: expected text in UTF-8, found other bytes. Save the file as UTF-8.`);
    }
    const code = fault instanceof Error && 'code' in fault ? String(fault.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Mistake(`${path}: expected a file, found nothing. Check the path.`);
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Mistake(
        `${path}: expected a file that can be read, found no permission to read it. Check who owns it.`,
      );
    }
    throw fault;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
