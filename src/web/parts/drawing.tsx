import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef } from 'react';

/** A picture that is drawn as wide as there is room for it. The picture has its own name for those who do not see it. */
export function Drawing({ draw }: { readonly draw: (document: Document, width: number) => Element | null }) {
  const { ref: room, width } = useElementSize<HTMLDivElement>();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return;
    const picture = draw(document, Math.floor(width));
    place.current?.replaceChildren(...(picture === null ? [] : [picture]));
  }, [draw, width]);
  // Pictures run left to right on any page.
  return (
    <div ref={room} dir="ltr">
      <div ref={place} className="paper" />
    </div>
  );
}
