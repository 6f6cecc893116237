import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { CallBindings } from './http.ts';

/** The most a body may weigh, on the wire and inflated (rule S15). Beyond it nothing is even parsed. */
const maxBodyBytes = 1_024 * 1_024;

export type ReadBody =
  | { readonly kind: 'read'; readonly body: Buffer; readonly wireBytes: number }
  | { readonly kind: 'too_large'; readonly wireBytes: number; readonly start?: Buffer | undefined }
  /** Compressed in a way nobody documents, or not what its header says. */
  | { readonly kind: 'undecodable'; readonly wireBytes: number; readonly start: Buffer }
  /** The client went away in the middle. */
  | { readonly kind: 'aborted'; readonly wireBytes: number };

const inflate = promisify(gunzip);

/** Reads the whole body, inflated when it is gzip, and stops reading once it is too large. The call keeps what was read. */
export async function readBody(call: Pick<CallBindings, 'incoming' | 'body'>): Promise<ReadBody> {
  const read = await inflated(call.incoming);
  call.body = read;
  return read;
}

async function inflated(incoming: IncomingMessage): Promise<ReadBody> {
  const raw = await readRaw(incoming);
  if (raw.kind !== 'read') return raw;
  const { body, wireBytes } = raw;
  const encoding = (incoming.headers['content-encoding'] ?? '').trim().toLowerCase();
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
  if (Number(incoming.headers['content-length'] ?? 0) > maxBodyBytes) {
    return Promise.resolve({ kind: 'too_large', wireBytes: 0 });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let wireBytes = 0;
    const finish = (result: ReadBody): void => {
      incoming.off('data', onData);
      incoming.off('end', onEnd);
      incoming.off('error', onAbort);
      incoming.off('close', onAbort);
      resolve(result);
    };
    const onData = (chunk: Buffer): void => {
      wireBytes += chunk.length;
      if (wireBytes > maxBodyBytes) finish({ kind: 'too_large', wireBytes, start: chunks[0] ?? chunk });
      else chunks.push(chunk);
    };
    const onEnd = (): void => finish({ kind: 'read', body: Buffer.concat(chunks, wireBytes), wireBytes });
    const onAbort = (): void => finish({ kind: 'aborted', wireBytes });
    incoming.on('data', onData);
    incoming.on('end', onEnd);
    incoming.on('error', onAbort);
    incoming.on('close', onAbort);
  });
}
