import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Comparison } from '../../experiment/comparison.ts';
import type { Html } from '../../report/html.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { Paper } from '../parts/paper.tsx';
import { save } from './save.ts';
import { standalone } from './standalone.ts';

/** A picture of one thing; several make a figure. Left out of a figure where it is null. */
export type Panel = { readonly id: string; readonly draw: (document: Document, width: number) => Element | null };

/** Width of a panel in a saved picture, px. */
const SAVED = { many: 340, one: 700 } as const;

/**
 * Panels with one caption, their numbers in a table, and a way to save all of it as one picture. Panels are drawn when they come
 * near the screen, so that a page of many does not stop.
 */
export function Figure({
  id,
  title,
  panels,
  caption,
  numbers,
  isSingle = false,
  height,
  children = null,
}: {
  readonly id: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly caption: string;
  readonly numbers: Html;
  readonly isSingle?: boolean;
  /** Room that is kept for a panel before it is drawn, px. */
  readonly height: number;
  readonly children?: ReactNode;
}) {
  const t = useTexts('results');
  const shell = useTexts('shell');
  const says = `${shell('whatIf')} ${caption}`;
  const onSave = (): void => {
    const width = isSingle ? SAVED.one : SAVED.many;
    const pictures = panels.flatMap(({ draw }) => draw(document, width) ?? []);
    save(`${id}.svg`, new Blob([standalone(document, pictures, { title, caption: says })], { type: 'image/svg+xml' }));
  };
  return (
    <div className="paper">
      <h3>{title}</h3>
      {children}
      <figure id={id} className={isSingle ? 'single' : undefined}>
        <div className={isSingle ? undefined : 'panels'}>
          {panels.map((panel) => (
            <div key={panel.id} className={isSingle ? undefined : 'panel'}>
              <Picture draw={panel.draw} height={height} />
            </div>
          ))}
        </div>
        <figcaption>{says}</figcaption>
        <p className="screen tools-below">
          <Button
            size="compact-sm"
            variant="default"
            onClick={onSave}
            aria-label={t('figure.saveNamed', { name: title })}
          >
            {t('figure.save')}
          </Button>
        </p>
        <details>
          <summary>{t('figure.numbers')}</summary>
          <Paper>{numbers}</Paper>
        </details>
      </figure>
    </div>
  );
}

/**
 * A picture as wide as there is room, drawn once it is near the screen. Paper does not wait: before a print it is drawn at once, in
 * the middle of the event, since what comes later is not printed.
 */
function Picture({ draw, height }: { readonly draw: Panel['draw']; readonly height: number }) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useRef(false);
  useEffect(() => {
    const node = place.current;
    if (node === null) return;
    let drawnAt = 0;
    const fill = (): void => {
      const width = Math.floor(node.clientWidth);
      if (width === 0 || width === drawnAt) return;
      drawnAt = width;
      const picture = draw(document, width);
      node.replaceChildren(...(picture === null ? [] : [picture]));
      node.style.minHeight = '';
    };
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        isNear.current = true;
        fill();
      },
      { rootMargin: '400px' },
    );
    watch.observe(node);
    const sized = new ResizeObserver(() => {
      if (isNear.current) fill();
    });
    sized.observe(node);
    window.addEventListener('beforeprint', fill);
    return () => {
      watch.disconnect();
      sized.disconnect();
      window.removeEventListener('beforeprint', fill);
    };
  }, [draw]);
  // Pictures run left to right on any page.
  return <div ref={place} dir="ltr" className="paper" style={{ minHeight: height }} />;
}

/** What a figure rests on, in one sentence. */
export function useCaption(comparison: Comparison) {
  const t = useTexts('results');
  return (
    sets: readonly { readonly runs: number; readonly draws: number }[],
    interval: string,
    draw: number | null,
  ): string => {
    const runs = sets.map((set) => set.runs);
    const draws = Math.max(0, ...sets.map((set) => set.draws));
    const [least, most] = [Math.min(...runs), Math.max(...runs)];
    const said = t('figure.n', {
      runs: least === most ? number(least) : t('figure.between', { least: number(least), most: number(most) }),
      draws: number(draws),
      interval,
      ...{ seed: comparison.seed, version: comparison.version, results: comparison.resultsVersion },
    });
    return [
      said,
      ...(draw === null ? [] : [t('figure.filtered', { draw })]),
      ...(least < 10 ? [t('figure.few')] : []),
    ].join(' ');
  };
}
