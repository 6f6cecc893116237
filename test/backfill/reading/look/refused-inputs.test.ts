import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openScene } from '../../scene.ts';
import { csv, line, ndjson, unreadable } from './samples.ts';

/** The error as a script reads it. */
const errorIn = (stderr: string) => JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '').error;

describe('an input that is not JSON', () => {
  it.each(unreadable)('%s: exit 2, nothing is sent and nothing written', async (name, content, kind) => {
    const scene = await openScene();
    scene.write(name, content);
    for (const rest of [[], ['--dry-run']]) {
      const { code, stderr } = await scene.batch([name, '--json', ...rest]);
      const error = errorIn(stderr);
      expect([code, error.code]).toEqual([2, 'input_kind_unsupported']);
      expect(error.message).toContain(`${name} cannot be read: it is ${kind}`);
      expect(error.hint).toMatch(/segment batch |^Fetch .* again/);
    }
    expect(scene.arrived()[0]).toBe(0);
    expect(readdirSync(scene.folder)).toEqual([name]);
    expect(scene.checkpoints()).toEqual([]);
  });

  it('is refused from stdin as well, with a line that begins behind the pipe', async () => {
    const scene = await openScene();
    const { code, stderr } = await scene.batch(['-', '--json'], { stdin: gzipSync(csv) });
    expect([code, errorIn(stderr)]).toMatchObject([
      2,
      {
        message: 'stdin cannot be read: it is CSV in gzip.',
        hint: '… | segment batch - --from csv',
      },
    ]);
    expect(scene.arrived()[0]).toBe(0);
    expect(readdirSync(scene.folder)).toEqual([]);
  });

  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'pipe'],
  ])('as rows of a tool it is read with what divides its cells, %j', async (delimiter, named) => {
    const scene = await openScene();
    const row = 'm1,E,u1,2024-01-02 03:04:05\n'.replaceAll(',', delimiter);
    const stdin = `uuid,event_type,user_id,event_time\n${row.repeat(12)}`.replaceAll(',', delimiter);
    const args = ['-', '--from', 'amplitude', '--json'];
    const { code, stderr } = await scene.batch(args, { stdin });
    const hint = `… | segment batch - --delimiter ${named} --from amplitude`;
    expect([code, errorIn(stderr)]).toMatchObject([2, { hint }]);
    expect((await scene.batch([...args, '--delimiter', named], { stdin })).code).toBe(0);
  });

  it('keeps the files before it from being sent; one that comes only once is refused in its turn', async () => {
    const scene = await openScene();
    scene.write('a.ndjson', ndjson);
    scene.write('b.txt', csv);
    expect(await scene.batch(['a.ndjson', 'b.txt'])).toMatchObject({ code: 2, stdout: '' });
    expect(await scene.batch(['-', 'b.txt'], { stdin: ndjson })).toMatchObject({ code: 2 });
    expect(scene.arrived()[0]).toBe(0);
    const { code, stdout } = await scene.batch(['a.ndjson', '-', '--json'], { stdin: csv });
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { read: 12, acknowledged: 12, rejected: 0 }]);
    expect(readdirSync(scene.folder).sort()).toEqual(['a.ndjson', 'b.txt']);
  });

  it('is read where --on-invalid is given, and a few bad lines are read anyway', async () => {
    const scene = await openScene();
    scene.write('a.txt', csv);
    scene.write('bad.ndjson', 'bad\n'.repeat(9));
    for (const args of [['a.txt', '--on-invalid', 'reject'], ['bad.ndjson']]) {
      const { code, stdout } = await scene.batch([...args, '--json']);
      expect([code, JSON.parse(stdout).rejects]).toEqual([3, scene.path(`${args[0]}.rejects.ndjson`)]);
    }
  });

  it('resumes at its place whatever it begins with', async () => {
    const scene = await openScene();
    scene.write('a.log', `${'bad\n'.repeat(12)}${line(1)}\n${'bad\n'.repeat(1200)}${line(2)}\n`);
    scene.write('b.log', `${'bad\n'.repeat(1200)}${line(2)}\n`);
    for (const name of ['a.log', 'b.log']) {
      const first = await scene.batch([name, '--limit', '5', '--on-invalid', 'reject', '--json']);
      expect(JSON.parse(first.stdout)).toMatchObject({ read: 5, rejected: 5 });
      const { code, stdout } = await scene.batch([name, '--json']);
      expect([code, JSON.parse(stdout)]).toMatchObject([8, { resumedFrom: { line: 6 }, unacknowledged: 0 }]);
    }
  });

  it('a name that a shell would take apart is quoted in the line to paste', async () => {
    const scene = await openScene();
    scene.write("it's $(x).txt", csv);
    scene.write('-a b.7z', Buffer.from('377abcaf271c0004', 'hex'));
    const hintOf = async (name: string) => errorIn((await scene.batch(['--json', '--', name])).stderr).hint;
    expect(await hintOf("it's $(x).txt")).toBe(String.raw`segment batch 'it'\''s $(x).txt' --from csv`);
    expect(await hintOf('-a b.7z')).toBe(`cp './-a b.7z' events.7z && 7z x -so events.7z | segment batch -`);
  });

  it('Parquet without its end is to be fetched again, with no flags behind that sentence', async () => {
    const scene = await openScene();
    scene.write('a.parquet', 'PAR1\x15\x04\x15\x12\x15\x16');
    const { stderr } = await scene.batch(['a.parquet', '--from', 'posthog', '--json']);
    expect(errorIn(stderr)).toMatchObject({ hint: 'Fetch a.parquet again: its end is missing.' });
    const piped = await scene.batch(['-', '--from', 'posthog', '--json'], {
      stdin: 'PAR1\x15\x04\x15\x12\x15\x16',
    });
    expect(errorIn(piped.stderr).hint).toBe(
      '… > events.parquet && segment batch events.parquet --from posthog',
    );
  });
});
