import { GaveUp } from './host.ts';
import { type FromJq, places } from './messages.ts';

/** Output is handed over when it is at least so long, in bytes, and whenever jq waits for more. */
const handOverFrom = 65_536;
/** How many pieces may be on their way: jq then waits until they are written. */
const mostOnTheirWay = 4;

/** What jq says before it ends at input that is not JSON, or nested too deeply. */
const stopped = 'jq: parse error:';
const beginsError = /^jq: (?:parse )?error/;

/** What jq prints, handed over in whole lines. */
export function createOutput(counters: Int32Array, send: (message: FromJq) => void) {
  const printed: Uint8Array[] = [];
  let length = 0;
  let said = '';
  let sent = 0;
  let isStopped = false;

  const handOver = (): void => {
    if (length === 0) return;
    const bytes = Buffer.concat(printed.splice(0));
    length = 0;
    for (;;) {
      const written = Atomics.load(counters, places.written);
      if (sent - written < mostOnTheirWay) break;
      Atomics.wait(counters, places.written, written);
    }
    sent += 1;
    send({ kind: 'output', text: bytes.toString('utf8') });
  };
  /** Half a value is none. */
  const dropUnfinished = (): void => {
    const bytes = Buffer.concat(printed.splice(0));
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
    printed.push(whole);
    length = whole.length;
  };
  const sayAll = (): void => {
    if (said !== '') send({ kind: 'said', text: said, linesBefore: output.linesBefore });
    said = '';
  };
  const output = {
    linesBefore: 0,
    write(stream: 'stdout' | 'stderr', bytes: Uint8Array) {
      if (stream === 'stderr') {
        const text = Buffer.from(bytes).toString('utf8');
        // Each error begins so and ends with its line; a long one comes in several writes.
        if (beginsError.test(text)) sayAll();
        said += text;
        isStopped ||= said.startsWith(stopped);
        if (beginsError.test(said) && said.endsWith('\n')) sayAll();
        return;
      }
      printed.push(bytes);
      length += bytes.length;
      if (length >= handOverFrom && bytes.at(-1) === 0x0a) handOver();
    },
    flush() {
      handOver();
      sayAll();
    },
    /** Says why jq broke down, where it did not do so itself. */
    sayBroken(error: unknown) {
      isStopped = true;
      dropUnfinished();
      if (error instanceof GaveUp) return;
      const reason = error instanceof Error ? error.message : String(error);
      const isTooDeep = /out of bounds|call stack/.test(reason);
      output.write('stderr', Buffer.from(`${stopped} ${isTooDeep ? 'Exceeds depth limit' : reason}\n`));
    },
    /** True, once, where jq ended before its input did. */
    isStopped() {
      const was = isStopped;
      isStopped = false;
      return was;
    },
  };
  return output;
}
