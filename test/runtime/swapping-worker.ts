// A worker that swaps letters through shared memory, again and again, and says which of those it got are not what was written.
import { parentPort, workerData } from 'node:worker_threads';
import { bySharedMemory } from '../../src/runtime/shared-letters.ts';
import { letterOf, type Swapping, sameLetter } from './swapping.ts';

const { memory, number, districts, turns } = workerData as Swapping;
const letterbox = bySharedMemory(memory, number, districts);
const others = Array.from({ length: districts }, (_, district) => district);
const wrong: string[] = [];
for (let turn = 0; turn < turns; turn++) {
  const received = await letterbox.swap(others.map((to) => letterOf(turn, number, to)));
  for (const from of others)
    if (!sameLetter(received[from], from === number ? [] : letterOf(turn, from, number)))
      wrong.push(`turn ${turn}: from ${from} to ${number}`);
}
parentPort?.postMessage(wrong);
