import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { type Drawn, drawVillage } from './drawing-village.ts';
import { layoutOf, nearest } from './layout.ts';
import type { Player } from './player.ts';

/** A finger or a mouse need not hit a dot exactly, px. */
const REACH = 24;

/** One of the two worlds as a picture that plays. */
export function VillagePicture({
  title,
  label,
  drawn,
  household,
  player,
  chosen = -1,
  onChoose,
}: {
  readonly title: string;
  /** The picture in words. */
  readonly label: string;
  readonly drawn: Drawn;
  readonly household: Int32Array;
  readonly player: Player;
  /** Row of somebody who is marked; -1 for nobody. */
  readonly chosen?: number;
  readonly onChoose?: (row: number) => void;
}) {
  // How large it is, the style of the page says.
  const { ref: room, width, height } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme();
  const wide = Math.floor(width);
  const high = Math.floor(height);
  const margin = wide < 420 ? 10 : 16;
  const layout = useMemo(() => {
    const inner = layoutOf(household, Math.max(1, wide - 2 * margin), Math.max(1, high - 2 * margin));
    return { ...inner, x: inner.x.map((x) => x + margin), y: inner.y.map((y) => y + margin) };
  }, [household, wide, high, margin]);
  const choose = useRef(onChoose);
  choose.current = onChoose;
  const { onTick } = player;

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are read anew when the page turns light or dark
  useEffect(() => {
    const place = canvas.current;
    const pen = place?.getContext('2d');
    if (!place || !pen || wide === 0 || high === 0) return;
    const sharp = Math.min(3, window.devicePixelRatio || 1);
    place.width = wide * sharp;
    place.height = high * sharp;
    const style = getComputedStyle(place);
    const colours = new Map<string, string>();
    const colourOf = (name: string): string => {
      const known = colours.get(name) ?? style.getPropertyValue(name).trim();
      colours.set(name, known);
      return known;
    };
    return onTick((time) => {
      pen.setTransform(sharp, 0, 0, sharp, 0, 0);
      pen.clearRect(0, 0, wide, high);
      drawVillage(pen, drawn, layout, time, chosen, colourOf);
    });
  }, [drawn, layout, wide, high, chosen, onTick, scheme]);

  // Whoever does not use a mouse chooses from the list of people.
  useEffect(() => {
    const place = canvas.current;
    if (place === null) return;
    const press = (event: PointerEvent) => {
      const found = nearest(layout, { x: event.offsetX, y: event.offsetY }, REACH);
      if (found >= 0) choose.current?.(found);
    };
    place.addEventListener('pointerdown', press);
    return () => place.removeEventListener('pointerdown', press);
  }, [layout]);

  return (
    <figure>
      <h3>{title}</h3>
      <div ref={room} className="room" dir="ltr">
        <canvas ref={canvas} role="img" aria-label={label} className={onChoose === undefined ? undefined : 'open'} />
      </div>
    </figure>
  );
}
