import { expect, it } from 'vitest';
import { MemoryStream } from './cli.ts';
import { errorOf, openScene, terminal } from './reading.ts';

/** Holds back what is written until `onFirst` is done with the first piece. */
function slowStart(onFirst: () => Promise<void>): MemoryStream {
  const stream = new MemoryStream();
  const write = stream._write.bind(stream);
  let begun: Promise<void> | undefined;
  stream._write = (chunk: Buffer, encoding, done) => {
    begun ??= onFirst();
    void begun.then(() => write(chunk, encoding, done));
  };
  return stream;
}

interface BigList {
  readonly args: readonly string[];
  readonly seed: unknown;
  /** How many items the seed makes; more than one page of them. */
  readonly count: number;
}

/** What every list does with thousands of items: all for a machine, page by page as they come; a hundred for a person. */
export function itListsThousands({ args, seed, count }: BigList): void {
  it(`${count} items: all of them with --ndjson, and 100 on a terminal`, async () => {
    const { run } = await openScene(seed);
    const all = await run([...args, '--ndjson', '--fields', 'id']);
    expect([all.code, new Set(all.stdout.trimEnd().split('\n')).size]).toEqual([0, count]);
    const screen = terminal(120);
    await run(args, { io: screen });
    expect(screen.stdout.text.trimEnd().split('\n')).toHaveLength(101);
    expect(screen.stderr.text).toContain('for all of them add --all');
  });

  it(`${count} items: the first ones are there before the last ones are asked for`, async () => {
    const { run, set } = await openScene(seed);
    const stdout = slowStart(() => set({ switches: { tokens: ['another'] } }));
    const result = await run([...args, '--ndjson'], { io: { stdout } });
    expect([result.code, stdout.text.split('\n').length]).toEqual([4, 201]);
    expect(errorOf(await run([...args, '--json']))).toMatchObject({ code: 'token_refused' });
  });
}
