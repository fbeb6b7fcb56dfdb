import { csvFormatRows } from 'd3-dsv';
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { type DescribedTable, pathOf, type TableKind } from './codebook.ts';
import type { FileMark } from './file-mark.ts';
import type { Shelf, Sink } from './shelf.ts';

export type Cell = string | number | null | undefined;

/** Rows that are held back until they are worth a write. */
const LINES = 2000;
/** Rows of a row group of Parquet. */
const GROUP = 100_000;

/** A table that is written row by row, with bounded memory. */
export type TableWriter = {
  /** @param cells  one per column, in the order of the table */
  readonly add: (cells: readonly Cell[]) => void;
  /** @param metadata  travels inside files that can carry it */
  readonly close: (metadata: { readonly [key: string]: string }) => FileMark;
};

export function tableWriter(shelf: Shelf, table: DescribedTable, kind: TableKind): TableWriter {
  const sink = shelf.open(pathOf(table, kind));
  return kind === 'csv' ? csvWriter(sink, table) : parquetWriter(sink, table);
}

/** Numbers in their shortest form that reads back to the same bits; empty where there is none. */
export function written(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Comma-separated text with a line feed after every row (RFC 4180 but for the line ends). */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${csvFormatRows([[...head], ...rows.map((row) => row.map(written))])}\n`;
}

function csvWriter(sink: Sink, { columns }: DescribedTable): TableWriter {
  let waiting: string[][] = [columns.map(({ column }) => column)];
  const flush = (): void => {
    if (waiting.length > 0) sink.write(`${csvFormatRows(waiting)}\n`);
    waiting = [];
  };
  return {
    add: (cells) => {
      waiting.push(cells.map(written));
      if (waiting.length >= LINES) flush();
    },
    close: () => {
      flush();
      return sink.close();
    },
  };
}

const types = { string: 'STRING', integer: 'INT32', number: 'DOUBLE' } as const;

function parquetWriter(sink: Sink, { columns }: DescribedTable): TableWriter {
  const bytes = new ByteWriter();
  const data = columns.map(() => [] as Cell[]);
  const source = (): { name: string; data: Cell[] }[] =>
    columns.map(({ column }, k) => ({ name: column, data: data[k] ?? [] }));
  const schema = schemaFromColumnData({
    columnData: columns.map(({ column, type, missing }) => ({
      ...{ name: column, data: [], type: types[type] },
      nullable: missing !== '',
    })),
  });
  const file = new ParquetWriter({ writer: bytes, schema });
  // What is encoded is handed on, and the room used again; `offset` goes on counting from the beginning of the file.
  const handOn = (): void => {
    sink.write(bytes.getBytes());
    bytes.index = 0;
  };
  const flush = (): void => {
    if ((data[0]?.length ?? 0) === 0) return;
    file.write({ columnData: source(), rowGroupSize: GROUP });
    for (const column of data) column.length = 0;
    handOn();
  };
  return {
    add: (cells) => {
      for (const [k, column] of data.entries()) column.push(cells[k] ?? null);
      if ((data[0]?.length ?? 0) >= GROUP) flush();
    },
    close: (metadata) => {
      flush();
      file.kvMetadata = Object.entries(metadata).map(([key, value]) => ({ key, value }));
      file.finish();
      handOn();
      return sink.close();
    },
  };
}
