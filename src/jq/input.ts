import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { places, type ToJq } from './messages.ts';

/** The input of jq line by line, waited for without giving the thread away. */
export function createInput(counters: Int32Array, port: MessagePort, onWaiting: (taken: number) => void) {
  let rest: Buffer = Buffer.alloc(0);
  let taken = 0;
  let isEnd = false;
  let isAsked = false;
  let isMidLine = false;
  let lines = 0;

  const nextPiece = (): void => {
    for (let told = false; ; told = true) {
      const given = Atomics.load(counters, places.given);
      const received = receiveMessageOnPort(port) as { readonly message: ToJq } | undefined;
      if (received !== undefined) {
        taken += 1;
        if (received.message.kind === 'end') isEnd = true;
        else rest = Buffer.from(received.message.text, 'utf8');
        return;
      }
      if (!told) onWaiting(taken);
      Atomics.wait(counters, places.given, given);
    }
  };
  const read = (): Uint8Array | undefined => {
    isAsked = true;
    while (rest.length === 0 && !isEnd) nextPiece();
    if (rest.length === 0) return undefined;
    const lineEnd = rest.indexOf(0x0a);
    const line = lineEnd === -1 ? rest : rest.subarray(0, lineEnd + 1);
    isMidLine = lineEnd === -1;
    if (!isMidLine) lines += 1;
    rest = rest.subarray(line.length);
    return line;
  };
  return {
    read,
    lines: () => lines,
    isAsked: () => isAsked,
    /** Leaves out the rest of the line that was read last; false when that was the last. */
    skipLine() {
      while (isMidLine && read() !== undefined);
      while (rest.length === 0 && !isEnd) nextPiece();
      return rest.length > 0;
    },
  };
}
