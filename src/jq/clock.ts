import type { Memory } from './memory.ts';
import { brokenDownTime, localOffset, readTime, secondsOf, type TimeParts, zones } from './time.ts';

/** Where `struct tm` has what {@link TimeParts} leaves out: the name of the zone. */
const zoneAt = 40;

/** What jq asks of the clock. `utcName` is where its memory has the name of UTC. */
export function clockImports(memory: Memory, utcName: () => number) {
  const { readNumber, writeNumber, writeText, readText } = memory;
  let localNames: readonly number[] = [];
  const partsAt = (at: number): TimeParts =>
    Array.from({ length: 10 }, (_, index) => readNumber(at + index * 4) | 0);
  const write = (at: number, parts: TimeParts): void => {
    for (const [index, part] of parts.entries()) writeNumber(at + index * 4, part);
  };
  const breakDown = (isLocal: boolean) => (time: bigint, at: number) => {
    const seconds = Number(time);
    write(at, brokenDownTime(seconds, isLocal ? localOffset(seconds) : 0));
  };
  const toSeconds = (isLocal: boolean) => (at: number) => {
    const time = secondsOf(partsAt(at), isLocal);
    if (Number.isNaN(time)) return -1n;
    const parts = brokenDownTime(time, isLocal ? localOffset(time) : 0);
    write(at, parts);
    writeNumber(at + zoneAt, (isLocal ? localNames[parts[8] ?? 0] : utcName()) ?? 0);
    return BigInt(time);
  };
  return {
    g: () => Date.now(), // date_now
    r: breakDown(false), // gmtime
    s: breakDown(true), // localtime
    t: toSeconds(true), // mktime
    u: toSeconds(false), // timegm
    v(zone: number, daylight: number, standardName: number, summerName: number) {
      // tzset
      const [standard, summer] = zones(new Date().getUTCFullYear());
      writeNumber(zone, -standard.offset);
      writeNumber(daylight, Number(standard.offset !== summer.offset));
      writeText(standardName, standard.name);
      writeText(summerName, summer.name);
      localNames = [standardName, summerName];
    },
    w(text: number, format: number, at: number) {
      // strptime
      const found = readTime(readText(text), readText(format), partsAt(at));
      if (found === undefined) return 0;
      write(at, found.parts);
      return text + found.length;
    },
  };
}
