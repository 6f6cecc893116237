import { expect, it } from 'vitest';
import { MemoryStream } from './cli.ts';
import { errorOf, openScene, terminal } from './reading.ts';

export interface LongListCase {
  /** The command, with its arguments. */
  readonly args: readonly string[];
  /** A workspace in which the list has `length` entries. */
  readonly seed: unknown;
  readonly length: number;
}

/**
 * What a list of thousands of entries does: all of them for a machine, page by page as they come; the first hundred
 * for a person.
 */
export function itStreams({ args, seed, length }: LongListCase): void {
  const rows = (text: string) => text.trimEnd().split('\n');

  it(`${length} entries: all for a machine, 100 for a person, the first before the last are asked for`, async () => {
    const { run, set } = await openScene(seed);
    const stderr = new MemoryStream();
    const pages = () => stderr.text.match(/^GET .*pagination/gm)?.length ?? 0;
    const pagesBefore: number[] = [];
    const stdout = new WatchedStream(async () => void pagesBefore.push(pages()));
    const { code } = await run([...args, '--ndjson', '--verbose'], { io: { stdout, stderr } });
    expect([code, new Set(rows(stdout.text)).size, rows(stdout.text).length]).toEqual([0, length, length]);
    expect(pagesBefore[0]).toBeLessThan(pages());

    const few = await run([...args, '--limit', '250', '--csv']);
    expect(rows(few.stdout)).toHaveLength(251);

    const screen = terminal(200);
    await run(args, { io: screen });
    expect(rows(screen.stdout.text)).toHaveLength(101);
    expect(screen.stderr.text).toContain('The first 100');
    expect(screen.stderr.text).toContain('for all of them add --all');

    // Whoever reads the first rows can still make the next page fail: it was not asked for before they were out.
    let seen = 0;
    const held = new WatchedStream(() =>
      seen++ === 0 ? set({ switches: { tokens: ['another'] } }) : Promise.resolve(),
    );
    const cut = await run([...args, '--ndjson'], { io: { stdout: held } });
    expect(cut.code).toBe(4);
    expect(rows(held.text).length).toBeLessThanOrEqual(1_000);
    expect(held.text).toMatch(/^\{.*\}\n$/s);
    expect(errorOf(await run([...args, '--json']))).toMatchObject({ code: 'token_refused' });
  });
}

/** Lets something happen before each piece is written to it. */
class WatchedStream extends MemoryStream {
  private readonly onWrite: () => Promise<void>;

  constructor(onWrite: () => Promise<void>) {
    super();
    this.onWrite = onWrite;
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: () => void): void {
    void this.onWrite().then(() => super._write(chunk, encoding, done));
  }
}
