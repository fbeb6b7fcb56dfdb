import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTexts } from '../i18n/index.ts';

/** Something to be typed elsewhere, with a button that copies it. */
export function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useTexts('results');
  const place = useRef<HTMLPreElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('again.copied'));
    } catch {
      // Pages from plain addresses may not: the text is selected, so that a key does it.
      if (place.current) window.getSelection()?.selectAllChildren(place.current);
      setSaid(t('again.notCopied'));
    }
  };
  return (
    <div className="copied">
      <pre ref={place}>{text}</pre>
      <p className="screen">
        <Button size="compact-sm" variant="default" onClick={copy}>
          {label}
        </Button>{' '}
        <span role="status">{said}</span>
      </p>
    </div>
  );
}
