import type { Comparison, FailedRun } from '../../experiment/comparison.ts';
import { withoutPlaces } from '../../report/result-files.ts';
import { useTexts } from '../i18n/index.ts';
import type { Arm } from './run-set.ts';

/** Failures that are shown; a package holds all. */
const MOST = 200;

/** Runs that failed: where, and what was wrong. */
export function FailedTable({
  comparison,
  arms,
  failures,
}: {
  readonly comparison: Comparison;
  readonly arms: readonly Arm[];
  readonly failures: readonly FailedRun[];
}) {
  const t = useTexts('results');
  if (failures.length === 0) return null;
  const titles = new Map(arms.map(({ arm, title }) => [arm, title]));
  const left = failures.length - MOST;
  return (
    <section className="paper" aria-labelledby="failed">
      <h2 id="failed">{t('failures.title')}</h2>
      <p className="small">{t('failures.text')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('failures.region')}>
        <table className="tight runs">
          <thead>
            <tr>
              <th scope="col">{t('table.design')}</th>
              {comparison.conditions.length > 1 && <th scope="col">{t('table.condition')}</th>}
              <th scope="col">{t('table.replicate')}</th>
              <th scope="col">{t('failures.stage')}</th>
              <th scope="col">{t('failures.message')}</th>
              <th scope="col">{t('table.id')}</th>
            </tr>
          </thead>
          <tbody>
            {failures.slice(0, MOST).map((run) => (
              <tr key={`${run.condition} ${run.arm} ${run.replicate}`}>
                <th scope="row">{titles.get(run.arm) ?? run.arm}</th>
                {comparison.conditions.length > 1 && (
                  <td className="words">
                    {comparison.conditions.find(({ id }) => id === run.condition)?.title ?? run.condition}
                  </td>
                )}
                <td>{t('failures.replicate', { replicate: run.replicate, draw: run.draw })}</td>
                <td>{t(`failures.stages.${run.stage}`)}</td>
                <td className="words">{withoutPlaces(run.message)}</td>
                <td>
                  <code>{run.runId}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && <p className="small">{t('failures.more', { count: left })}</p>}
    </section>
  );
}
