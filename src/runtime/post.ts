import type { District } from '../model/district.ts';
import type { Letterbox } from './letterbox.ts';
import { byPort, portsBetween } from './port-letters.ts';
import { bySharedMemory, endOf, sharedMemoryFor } from './shared-letters.ts';

/** What a worker needs to open the letterbox of its district: all that can be sent to it. */
export type Delivery =
  /** By number of the district; null for the own. Whoever gets them closes them. */
  | { readonly by: 'ports'; readonly ports: readonly (MessagePort | null)[] }
  | { readonly by: 'shared memory'; readonly memory: SharedArrayBuffer };

export type Means = Delivery['by'];

/** How letters go best here. Browsers share memory only between the workers of a page that is isolated from all others. */
export function bestMeans(): Means {
  const { crossOriginIsolated = true } = globalThis as { readonly crossOriginIsolated?: boolean };
  return typeof SharedArrayBuffer !== 'undefined' && crossOriginIsolated ? 'shared memory' : 'ports';
}

/** The post between the districts of one world. */
export type Post = {
  /** By number of the district. */
  readonly deliveries: readonly Delivery[];
  /** Tells all districts that one of them will not go on, because its worker is gone and cannot say so. */
  readonly end: () => void;
};

/** Opens the post between so many districts of a world of so many people. */
export function openPost(by: Means, districts: number, people: number): Post {
  if (by === 'ports')
    // Whoever waits at a port holds nobody up: it need not be told.
    return { deliveries: portsBetween(districts).map((ports) => ({ by, ports })), end: () => {} };
  const memory = sharedMemoryFor(districts, people);
  return { deliveries: Array.from({ length: districts }, () => ({ by, memory })), end: () => endOf(memory) };
}

/** Opens the letterbox of a district. */
export function letterboxOf(delivery: Delivery, { number, bounds }: District): Letterbox {
  return delivery.by === 'ports' ? byPort(delivery.ports) : bySharedMemory(delivery.memory, number, bounds.length - 1);
}
