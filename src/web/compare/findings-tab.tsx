import { useEffect, useMemo, useState } from 'react';
import {
  countsOf,
  decidingPart,
  figureOf,
  findingsCaption,
  luckOf,
  regionOf,
  verdictMark,
} from '../../report/findings-words.ts';
import { useTexts } from '../i18n/index.ts';
import type { bearing as find } from './bearing.ts';
import { useList } from './design-facts.tsx';

type Find = typeof find;
/** There once it was loaded: paper cannot wait for it. */
let loaded: Find | null = null;

export async function loadFindings(): Promise<Find> {
  loaded ??= (await import('./bearing.ts')).bearing;
  return loaded;
}

/** Which published findings bear on the designs shown, and whether the model finds them too. */
export function FindingsTab({ channels }: { readonly channels: ReadonlySet<string> }) {
  const t = useTexts('compare');
  const list = useList();
  const key = [...channels].sort().join(' ');
  const [bearing, setBearing] = useState<Find | null>(() => loaded);
  useEffect(() => {
    let isWanted = true;
    void loadFindings().then((one) => {
      if (isWanted) setBearing(() => one);
    });
    return () => {
      isWanted = false;
    };
  }, []);
  const found = useMemo(() => (bearing === null ? 'loading' : bearing(new Set(key.split(' ')))), [bearing, key]);
  if (found === 'loading') return <p role="status">{t('findings.loading')}</p>;
  if (found === null || found.found.length === 0) return <p>{t('findings.none')}</p>;
  const { board, found: rows } = found;
  return (
    <div className="paper">
      <p>{t('findings.lead')}</p>
      <p className="small">
        {t('findings.counts', { count: rows.length, all: board.findings.length })}{' '}
        {countsOf(rows.map(({ row }) => row))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is moved by keyboard too */}
      <section className="scroll" tabIndex={0} aria-label={t('tabs.findings')}>
        <table className="bearing">
          <thead>
            <tr>
              {(['finding', 'verdict', 'value', 'must'] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`findings.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, channels: shared, sources }) => {
              const part = decidingPart(row);
              return (
                <tr key={row.id}>
                  <th scope="row">
                    {row.title}
                    <p className="small">
                      {t('findings.through', { channels: list(shared.map((channel) => channel.replaceAll('-', ' '))) })}{' '}
                      {t('findings.source', { source: sources.join('; ') })}
                    </p>
                    <details>
                      <summary>{t('findings.why')}</summary>
                      <p className="small">{row.claim}</p>
                      <p className="small">{row.discrepancy ?? row.why}</p>
                    </details>
                  </th>
                  <td>
                    {verdictMark[row.verdict]} {row.verdict}
                  </td>
                  <td>
                    {part === undefined ? '—' : figureOf(part.estimate.value)}
                    {part !== undefined && (
                      <span className="interval">
                        {luckOf(part.estimate)}, {part.unit}
                      </span>
                    )}
                  </td>
                  <td>{part === undefined ? '—' : regionOf(part)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="small">{findingsCaption(board)}</p>
    </div>
  );
}
