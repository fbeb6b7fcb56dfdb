import { type Arena, arenaBytes, arenaOf, compiledMemory, MOST_BYTES } from './arena.ts';
import type { Memory } from './memory.ts';

/** Bytes of an arena that is kept from one job to the next, at the most. */
const LARGEST_KEPT = 256e6;

/** Where the worlds of one job lie. */
export type JobMemories = {
  /** As `compiledMemory`. */
  readonly memoryOf: (bytes: number) => Memory;
  /** Takes back a memory. Nobody may look at an array in it any more: it will soon be another world's. */
  readonly giveBack: (memory: Memory) => void;
  /** The job is over: nobody looks at any of its memories any more. What `lived` there is held on to, for engines. */
  readonly close: (lived?: readonly object[]) => void;
};

/**
 * The arena of a thread, for one job after the other. Making one anew costs small worlds more than living some weeks: the machine
 * has to find it, engines to compile for its passes, their collectors to take it away. A job that opens while another has the
 * arena gets one of its own.
 */
export class MemoryPool {
  private idle: Arena | null = null;
  /** Kept, never read: engines forget how objects are laid out of which none is left, and what they compiled for them. */
  last: readonly object[] = [];

  /** @param worlds that the job holds at a time, asked when the first of them comes; more than that find room apart */
  open(worlds: () => number): JobMemories {
    let arena: Arena | null | undefined;
    let isOpen = true;
    const kept: Memory[] = [];
    return {
      memoryOf: (bytes) => {
        const place = kept.findIndex((memory) => memory.bytes === bytes);
        if (place >= 0) {
          const [memory] = kept.splice(place, 1) as [Memory];
          memory.clear();
          return memory;
        }
        // How large its worlds are shows with the first.
        if (arena === undefined && isOpen) arena = this.take(arenaBytes(worlds(), bytes));
        return arena?.memoryOf(bytes) ?? compiledMemory(bytes);
      },
      giveBack: (memory) => {
        if (isOpen && !kept.includes(memory)) kept.push(memory);
      },
      close: (lived = []) => {
        kept.length = 0;
        isOpen = false;
        if (arena) this.keep(arena, lived);
        arena = undefined;
      },
    };
  }

  private take(bytes: number): Arena | null {
    const { idle } = this;
    this.idle = null;
    if (idle === null || idle.bytes < bytes) {
      // Worlds that lie in the one that is too small would hold on to it.
      this.last = [];
      return arenaOf(Math.min(bytes + bytes / 8, MOST_BYTES));
    }
    idle.clear();
    return idle;
  }

  private keep(arena: Arena, lived: readonly object[]): void {
    if (arena.bytes > LARGEST_KEPT || arena.bytes < (this.idle?.bytes ?? 0)) return;
    this.idle = arena;
    // What came to nothing, or was over at once, has nothing to remember; what was there before may lie here, too.
    if (lived.length > 0) this.last = lived;
  }
}

/** Those of this thread. */
export const memories = new MemoryPool();
