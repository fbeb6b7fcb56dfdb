import { compiledMemory, type Memory } from './memory.ts';

/** Memories that are kept from one job to the next at the most, and bytes of one. */
const MOST_KEPT = 8;
const LARGEST_KEPT = 64e6;

/**
 * Memories of worlds that are over, for worlds of the same size to come. Making one anew costs a small world more than living
 * some weeks: the machine has to find it, engines to compile for it, their collectors to take it away. Of large ones one is kept
 * until the job is over: without it the world that is over would be in memory beside the next, until the collector comes.
 */
export class MemoryPool {
  private readonly kept: Memory[] = [];
  private large: Memory | null = null;

  /** As `compiledMemory`. */
  readonly memoryOf = (bytes: number): Memory => {
    if (this.large?.bytes === bytes) {
      const { large } = this;
      this.large = null;
      large.clear();
      return large;
    }
    const place = this.kept.findIndex((memory) => memory.bytes === bytes);
    if (place < 0) return compiledMemory(bytes);
    const [memory] = this.kept.splice(place, 1) as [Memory];
    memory.clear();
    return memory;
  };

  /** Takes back a memory. Nobody may look at an array in it any more: it will soon be another world's. */
  giveBack(memory: Memory): void {
    if (memory.bytes > LARGEST_KEPT) {
      this.large ??= memory;
      return;
    }
    this.kept.push(memory);
    if (this.kept.length > MOST_KEPT) this.kept.shift();
  }

  /** Lets go of what is too large to be kept for the next job. */
  endJob(): void {
    this.large = null;
  }
}
