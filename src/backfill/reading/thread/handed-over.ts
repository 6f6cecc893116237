import type { Batch } from '../../batches/batch.ts';
import { readAhead } from './messages.ts';

/** What another thread has been given: how much of it is not taken yet, and which batches it still looks at. */
export interface HandedOver {
  /** Resolves once there is room for one more: true then, false when the run is to end. */
  add(batch: Batch): Promise<boolean>;
  taken(): void;
  released(at: number): void;
  stop(): void;
}

/** @param places for batches in the kernel's memory; one is being filled, and the next one must be free when it is full */
export function createHandedOver(places: number): HandedOver {
  const batches = new Map<number, Batch>();
  let untaken = 0;
  let isStopped = false;
  let wake = (): void => {};
  const isRoom = () => untaken < readAhead && batches.size <= places - 2;
  const look = (): void => {
    if (isStopped || isRoom()) wake();
  };
  return {
    async add(batch) {
      untaken += 1;
      const at = batch.inKernel?.batch.place?.at;
      if (at !== undefined) batches.set(at, batch);
      if (!isStopped && !isRoom())
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return !isStopped;
    },
    taken() {
      untaken -= 1;
      look();
    },
    released(at) {
      batches.get(at)?.release();
      batches.delete(at);
      look();
    },
    stop() {
      isStopped = true;
      look();
    },
  };
}
