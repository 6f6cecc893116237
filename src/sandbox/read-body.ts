import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { CallBindings } from './http.ts';

/** The most a body may weigh, on the wire and inflated (rule S15). Beyond it nothing is even parsed. */
export const maxBodyBytes = 1_024 * 1_024;

/** So much of a body that is too large is read and dropped: clients that are still writing would not hear the answer. */
const droppedBytes = 16 * 1_024 * 1_024;

export type ReadBody =
  | { readonly kind: 'read'; readonly body: Buffer; readonly wireBytes: number }
  | { readonly kind: 'too_large'; readonly wireBytes: number; readonly start?: Buffer | undefined }
  /** Compressed in a way nobody documents, or not what its header says. */
  | { readonly kind: 'undecodable'; readonly wireBytes: number; readonly start: Buffer }
  /** The client went away in the middle. */
  | { readonly kind: 'aborted'; readonly wireBytes: number };

const inflate = promisify(gunzip);

/** Reads the whole body, inflated when it is gzip, and stops reading once it is far too large. The call keeps what was read. */
export async function readBody(call: Pick<CallBindings, 'incoming' | 'body'>): Promise<ReadBody> {
  const raw = await readRaw(call.incoming);
  const encoding = call.incoming.headers['content-encoding'];
  call.body = encoding === undefined || raw.kind !== 'read' ? raw : await inflated(raw, encoding);
  return call.body;
}

async function inflated(
  raw: Extract<ReadBody, { kind: 'read' }>,
  contentEncoding: string,
): Promise<ReadBody> {
  const { body, wireBytes } = raw;
  const encoding = contentEncoding.trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return raw;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') return { kind: 'undecodable', wireBytes, start: body };
  try {
    return { kind: 'read', body: await inflate(body, { maxOutputLength: maxBodyBytes }), wireBytes };
  } catch (error) {
    const isBomb = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isBomb ? { kind: 'too_large', wireBytes } : { kind: 'undecodable', wireBytes, start: body };
  }
}

function readRaw(incoming: IncomingMessage): Promise<ReadBody> {
  if (Number(incoming.headers['content-length'] ?? 0) > droppedBytes) {
    return Promise.resolve({ kind: 'too_large', wireBytes: 0 });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let wireBytes = 0;
    let isWhole = false;
    // What resolves first counts; to take the others out again would cost more than to let them come.
    const onAbort = (): void => {
      if (!isWhole) resolve({ kind: 'aborted', wireBytes });
    };
    incoming.on('data', (chunk: Buffer) => {
      wireBytes += chunk.length;
      if (wireBytes <= maxBodyBytes || chunks.length === 0) chunks.push(chunk);
      else if (wireBytes > droppedBytes) resolve({ kind: 'too_large', wireBytes, start: chunks[0] });
    });
    incoming.on('end', () => {
      isWhole = true;
      resolve(
        wireBytes <= maxBodyBytes
          ? { kind: 'read', body: Buffer.concat(chunks, wireBytes), wireBytes }
          : { kind: 'too_large', wireBytes, start: chunks[0] },
      );
    });
    incoming.on('error', onAbort);
    incoming.on('close', onAbort);
  });
}
