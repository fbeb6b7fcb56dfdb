import { Zip, ZipDeflate } from 'fflate';
import { marked, type Shelf } from '../../report/shelf.ts';

/** The same results give the same archive: no clock has a part in it. */
const ALWAYS = new Date(1980, 0, 1);

/**
 * A shelf that is an archive: files may be written at the same time, and what is squeezed is handed on as it comes.
 *
 * @param take  gets the bytes of the archive, piece by piece
 */
export function zipShelf(take: (bytes: Uint8Array<ArrayBuffer>) => void): Shelf & { readonly end: () => void } {
  const zip = new Zip((fault, bytes) => {
    if (fault) throw fault;
    take(bytes);
  });
  return {
    open: (path) => {
      // Tables in Parquet are small already; squeezed lightly, since stored files of unknown length are not read everywhere.
      const file = new ZipDeflate(path, { level: path.endsWith('.parquet') ? 1 : 6 });
      file.mtime = ALWAYS;
      zip.add(file);
      return marked(
        path,
        // Whoever writes may use the room again.
        (bytes) => file.push(bytes.slice(), false),
        () => file.push(new Uint8Array(0), true),
      );
    },
    end: () => zip.end(),
  };
}
