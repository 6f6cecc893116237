import { readFile } from 'node:fs/promises';
import { systemErrorCode, UsageError } from '../../../src/errors.ts';
import { type Io, pathFrom } from '../../../src/terminal/io.ts';

/** The JSON of a fault plan file, not checked yet; `-` reads stdin. Throws UsageError. */
export async function readPlanFile(io: Io, file: string): Promise<unknown> {
  let text: string;
  const path = file === '-' ? undefined : pathFrom(io, file);
  try {
    text = path === undefined ? await readAll(io.stdin()) : await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${systemErrorCode(error) ?? 'unknown reason'}).`, {
      code: 'file_unreadable',
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON.`, { code: 'plan_invalid', cause: error });
  }
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
