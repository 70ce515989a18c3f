// The best k so far. A binary heap with the worst on top; equal points are decided by id, so there is one right answer.
import { compareRanked, type Ranked } from '../plain-scorer.js';

/** Below the points of any item. */
export const NO_THRESHOLD = -(2 ** 30);

export interface TopK {
  /** Points a newcomer must reach; with exactly these the id decides. NO_THRESHOLD while there is room. */
  threshold(): number;
  offer(candidate: Ranked): void;
  /** Best first. */
  sorted(): Ranked[];
}

export const createTopK = (k: number, floor = NO_THRESHOLD): TopK => {
  const heap: Ranked[] = [];
  const isWorse = (a: Ranked, b: Ranked): boolean => compareRanked(a, b) > 0;

  const swap = (a: number, b: number): void => {
    const kept = heap[a]!;
    heap[a] = heap[b]!;
    heap[b] = kept;
  };
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!isWorse(heap[at]!, heap[parent]!)) return;
      swap(at, parent);
      at = parent;
    }
  };
  const sink = (): void => {
    for (let at = 0; ;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && isWorse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };

  return {
    threshold: () => (heap.length < k ? floor : Math.max(floor, heap[0]!.points)),
    offer(candidate) {
      if (heap.length < k) {
        heap.push(candidate);
        rise(heap.length - 1);
      } else if (isWorse(heap[0]!, candidate)) {
        heap[0] = candidate;
        sink();
      }
    },
    sorted: () => [...heap].sort(compareRanked),
  };
};
