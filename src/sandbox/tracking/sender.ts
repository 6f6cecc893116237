import { isJsonObject } from '../../spec/message.ts';
import { parseJson } from '../../spec/parse-json.ts';
import { readCredentials } from './credentials.ts';
import type { SourceMatch } from './sources.ts';

/** Who sent a request, and how much: what faults and rate limits go by before the request is taken. */
export interface Sender {
  /** Undefined when there is none, or the body cannot be read. */
  readonly writeKey: string | undefined;
  readonly source: string | undefined;
  readonly messages: number;
}

const nobody: Sender = { writeKey: undefined, source: undefined, messages: 0 };

/** Reads a whole body for its write key and the number of its messages. Taking the request reads it again. */
export function readSender(
  authorization: string | undefined,
  body: Buffer,
  findSource: (writeKey: string) => SourceMatch,
): Sender {
  const parsed = parseJson(body);
  const credentials = readCredentials(
    authorization,
    isJsonObject(parsed) ? parsed.writeKey : undefined,
    // Whether the token holds is for the intake to say.
    () => true,
  );
  if (credentials.kind !== 'key') return nobody;
  const { writeKey } = credentials;
  const batch = isJsonObject(parsed) && Array.isArray(parsed.batch) ? parsed.batch.length : 1;
  return { writeKey, source: findSource(writeKey).name, messages: batch };
}
