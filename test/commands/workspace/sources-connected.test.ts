import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { openScene, terminal } from '../../helpers/reading.ts';

const id = 'sRcWebStore11111111111';
const many = Array.from({ length: 3_000 }, (_, index) => `item${String(index).padStart(18, '0')}`);
const web = { id: 'sRcWeb', slug: 'web', metadataId: 'IqDTy1TpoU' };

describe.each([
  {
    noun: 'destinations',
    line: '66be7aeca665bd11f8908630\tOrder webhook\t',
    lone: 'violations',
    seed: {
      base: 'empty',
      sources: [web],
      destinations: many.map((each) => ({
        id: each,
        metadataId: '54521fd725e721e32a72eebb',
        sourceId: 'sRcWeb',
      })),
    },
  },
  {
    noun: 'warehouses',
    line: 'wHsReportingDb11111111\tReporting DB\tPostgres\tyes\n',
    lone: 'shopping_app',
    seed: {
      base: 'empty',
      sources: [web],
      warehouses: many.map((each) => ({ id: each, metadataId: '55d3d3aea3c', sourceIds: ['sRcWeb'] })),
    },
  },
])('segment sources $noun', ({ noun, line, lone, seed }) => {
  const args = ['sources', noun, 'web_store'];

  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const answer = JSON.parse(await api(`/sources/${id}/connected-${noun}`)).data[noun];
    expect(JSON.parse(stdout)).toEqual(answer);
    expect(answer).toHaveLength(2);
  });

  it('in a pipe: a line each; on a terminal: a table, at 40 columns with lines below each row', async () => {
    const { run } = await openScene();
    const { stdout } = await run(args);
    expect(stdout).toContain(line);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    const wide = terminal(80);
    await run(args, { io: wide });
    expect(wide.stdout.text).toMatch(/^ID +NAME +TYPE +ENABLED\n/);
    const narrow = terminal(40);
    await run(args, { io: narrow });
    const [id, name] = line.split('\t');
    expect(narrow.stdout.text).toMatch(new RegExp(`^ID +ENABLED\n${id} +(yes|no)\n`));
    expect(narrow.stdout.text).toContain(`  name: ${name}\n`);
  });

  it('none: an empty list, and words on stderr', async () => {
    const { run } = await openScene();
    expect(await run(['sources', noun, lone, '--json'])).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await run(['sources', noun, lone])).toEqual({
      code: 0,
      stdout: '',
      stderr: `No ${noun} found.\n`,
    });
  });

  it('nobody of that name: exit 5, and the nearest', async () => {
    const { run } = await openScene();
    const { code, stdout, stderr } = await run(['sources', noun, 'web_stoer']);
    expect([code, stdout, stderr]).toEqual([5, '', expect.stringContaining('Did you mean “web_store”?')]);
  });

  itStreams({ args: ['sources', noun, 'sRcWeb'], seed, length: many.length });
});
