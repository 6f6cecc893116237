import { MemoryStream } from './cli.ts';

/** stdout and stderr that note in which order they were written to: pass `io` on, then look at `writes`. */
export function interleaved(): {
  readonly io: { readonly stdout: MemoryStream; readonly stderr: MemoryStream };
  readonly writes: readonly { readonly to: 'stdout' | 'stderr'; readonly text: string }[];
} {
  const writes: { to: 'stdout' | 'stderr'; text: string }[] = [];
  const noting = (to: 'stdout' | 'stderr'): MemoryStream => {
    const stream = new MemoryStream();
    const write = stream._write.bind(stream);
    stream._write = (chunk: Buffer, encoding, done) => {
      writes.push({ to, text: chunk.toString() });
      write(chunk, encoding, done);
    };
    return stream;
  };
  return { io: { stdout: noting('stdout'), stderr: noting('stderr') }, writes };
}
