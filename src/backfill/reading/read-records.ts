import type { RecordMapper } from '../../formats/records/compile-records.ts';
import { readSingerLine } from '../../formats/records/singer.ts';
import type { Line } from '../../ndjson/framing.ts';
import { scanLine } from '../../ndjson/scan.ts';
import { isJsonObject } from '../../spec/message.ts';
import { readReject } from '../rejects/reject.ts';
import { mapRow, type RowFault, rejectRow } from './map-row.ts';
import type { InputText } from './open-text.ts';
import type { PrepareRules } from './prepare.ts';
import { readBodies, readBodyArray, readBodyLines } from './read-bodies.ts';
import { readArray, readObjects } from './read-json.ts';
import { readNdjson } from './read-ndjson.ts';
import { openRecordMapper, recordsReadAs } from './record-format.ts';
import type { LinePiece, Lines, Shape } from './source.ts';
import { type StreamWatch, watchStreams } from './watch-streams.ts';

/** What looks like a body of Segment's batch call is a record of its own here. */
const ownShapes = new Map<Shape, Shape>([
  [readBodyLines, readNdjson],
  [readBodyArray, readArray],
  [readBodies, readObjects],
]);

/** JSON objects in a shape of messages, each of which becomes as many messages as the tool's table says. */
export function readRecords(shape: Shape): Shape {
  return async function* (text, options) {
    const { rules, identify } = options;
    const mapper = openRecordMapper(rules, rules.idSeed);
    let taker: RecordTaker | undefined;
    const pieces = (ownShapes.get(shape) ?? shape)(
      { ...text, start: recordAt(text.start) },
      {
        ...options,
        maxBlockBytes: undefined,
        identify(firstLine) {
          const deriveId = identify(firstLine, recordsReadAs(rules));
          taker = createRecordTaker(mapper, { ...rules, deriveId }, text.start);
          return deriveId;
        },
      },
    );
    const { stream } = rules.records ?? {};
    const streams = stream === undefined ? undefined : watchStreams(stream, text.start.offset > 0);
    for await (const some of pieces)
      yield (function* () {
        for (const piece of some) yield* recordsOf(piece, taker, streams);
      })();
    streams?.end(text.name);
  };
}

function* recordsOf(
  piece: LinePiece,
  taker: RecordTaker | undefined,
  streams: StreamWatch | undefined,
): Generator<Lines> {
  if (piece.kind !== 'lines') throw new RangeError('no blocks were asked for');
  for (const line of piece.lines) {
    const json = taker && recordIn(line);
    if (taker === undefined || json === undefined) {
      taker?.pass(line);
      yield { ...piece, lines: [line] };
    } else yield streams === undefined ? taker.take(line, json) : takeSinger(taker, line, json, streams);
  }
}

function takeSinger(taker: RecordTaker, line: Line, json: string, streams: StreamWatch): Lines {
  const found = readSingerLine(json, streams.wanted);
  streams.note(found);
  // A tap that is asked again writes the same record at another place.
  if (found.kind === 'record') return taker.take(line, found.json, Buffer.from(found.json));
  if (found.kind === 'batch') return taker.reject(line, batchUnread);
  if (found.kind === 'no record') return taker.reject(line, noRecord);
  taker.pass(line);
  return filteredLine(line, found.kind === 'state' && streams.isSeen ? json : undefined);
}

const batchUnread: RowFault = {
  code: 'type_unknown',
  message: 'type is BATCH: its records are in files of their own, which are not read',
};

const noRecord: RowFault = { code: 'not_an_object', message: 'record is missing, or no JSON object' };

function filteredLine(line: Line, state?: string): Lines {
  const read = { prepared: { kind: 'filtered' }, source: line, state } as const;
  return { kind: 'lines', lines: [line], read: () => read };
}

/** The JSON of a record; undefined for what is none, and for a line of a rejects file: those are read as always. */
function recordIn({ bytes, length }: Line): string | undefined {
  const scanned = length > bytes.length ? undefined : scanLine(bytes);
  if (scanned?.kind !== 'value' || !isJsonObject(scanned.value)) return undefined;
  return readReject(scanned.value) === undefined ? bytes.toString('utf8') : undefined;
}

/** Puts the messages of records where their lines stood. */
export interface RecordTaker {
  /**
   * The messages of a record; a line that is filtered where there are none.
   * @param idOf what ids are derived from in place of the line and where it stands
   */
  take(line: Line, json: string, idOf?: Buffer): Lines;
  /** A line that is no record stands here. */
  pass(line: Line): void;
  /** So does one that should be, and cannot be read. */
  reject(line: Line, fault: RowFault): Lines;
}

const none = Buffer.alloc(0);

/**
 * Between two messages of one record a run resumes as it does within a body: before the record, and the messages that
 * were dealt with are passed.
 */
export function createRecordTaker(
  mapper: RecordMapper,
  rules: PrepareRules,
  start: InputText['start'],
): RecordTaker {
  let before = { end: start.offset, endNumber: start.line };
  let passed = start.inBody?.messages ?? 0;
  const pass = ({ end, endNumber, number, lines }: Line): void => {
    before = { end, endNumber: endNumber ?? number + lines };
    passed = 0;
  };
  return {
    pass,
    reject(line, fault) {
      pass(line);
      const read = rejectRow(line, fault, rules);
      return { kind: 'lines', lines: [line], read: () => read };
    },
    take(line, json, idOf) {
      const made = mapper.messages(json);
      const deriveId = idOf === undefined ? rules.deriveId : () => rules.deriveId(0, idOf);
      const own = { ...rules, deriveId };
      const inserted = { ...rules, deriveId: besides(rules.deriveId, idOf) };
      const last = made.length - 1;
      const messages = made.map((message, at) => ({
        message,
        rules: at === last ? own : inserted,
        line:
          at === last
            ? line
            : { ...line, ...before, inBody: { messages: at + 1, before: none, end: before.end } },
      }));
      const left = messages.slice(passed);
      pass(line);
      if (last === -1) return filteredLine(line);
      let next = 0;
      return {
        kind: 'lines',
        lines: left.map((each) => each.line),
        read(asked) {
          const found = left[next];
          next += 1;
          if (found === undefined) throw new RangeError('there are no more messages of this record');
          return mapRow(asked, found.message, () => Buffer.from(json), found.rules);
        },
      };
    },
  };
}

/** The ids of what comes besides a record's own message. */
function besides(deriveId: PrepareRules['deriveId'], idOf?: Buffer): PrepareRules['deriveId'] {
  return (offset, bytes) =>
    deriveId(idOf === undefined ? offset : 0, Buffer.concat([idOf ?? bytes, Buffer.from('identify')]));
}

/** Within a record the next one to be read is that one again. */
export function recordAt(start: InputText['start']): InputText['start'] {
  const { inBody, record } = start;
  return inBody === undefined || record === undefined ? start : { ...start, record: record - 1 };
}
