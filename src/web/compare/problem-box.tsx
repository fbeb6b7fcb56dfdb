import { Button } from '@mantine/core';
import type { Problem } from '../../scenario/problem.ts';
import { useTexts } from '../i18n/index.ts';

/** What is wrong with a question: place, expected, found, remedy. */
export function ProblemBox({
  title,
  lead,
  problems,
  action,
}: {
  readonly title: string;
  readonly lead: string;
  readonly problems: readonly Problem[];
  readonly action?: { readonly label: string; readonly take: () => void } | undefined;
}) {
  const t = useTexts('compare');
  return (
    <section className="problems" role="alert">
      <h2>{title}</h2>
      <p>{lead}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={`${problem.where} ${problem.expected} ${problem.found}`}>
              {t('problems.one', { ...problem, where: problem.where || t('problems.whole') })}
            </li>
          ))}
        </ul>
      )}
      {action !== undefined && (
        <Button className="screen" variant="outline" size="compact-md" onClick={action.take}>
          {action.label}
        </Button>
      )}
    </section>
  );
}
