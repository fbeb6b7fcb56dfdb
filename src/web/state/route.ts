import { useSyncExternalStore } from 'react';

export const doors = ['start', 'compare', 'lab', 'results'] as const;
export type Door = (typeof doors)[number];

/** Where in the page somebody is: `#/compare?s=STATE`. No server has a part in it. */
export type Route = { readonly door: Door; readonly query: URLSearchParams };

export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const door = doors.find((one) => one === path.split('/')[0]) ?? 'start';
  return { door, query: new URLSearchParams(query) };
}

/** Address of a door, with what it is to open. */
export function addressOf(door: Door, query: { readonly [key: string]: string } = {}): string {
  const text = new URLSearchParams(query).toString();
  return `#/${door === 'start' ? '' : door}${text === '' ? '' : `?${text}`}`;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => window.location.hash,
  );
  return routeOf(hash);
}
