import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * True while the page is laid out for paper: then everything is shown, not only what is open. The browser counts the sheets as soon as it
 * has told the page, so all is in place before the listener returns.
 */
export function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const paper = window.matchMedia('print');
    const set = (next: boolean) => flushSync(() => setPrinting(next));
    const change = ({ matches }: MediaQueryListEvent) => set(matches);
    const begin = () => set(true);
    const end = () => set(false);
    paper.addEventListener('change', change);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      paper.removeEventListener('change', change);
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}
