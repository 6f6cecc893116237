import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chooseStreams } from '../../src/export/choose-streams.ts';
import { json } from '../helpers/http-server.ts';
import { partOf, stepOf } from '../helpers/part.ts';
import { expectSame, filesOf, openExportScene } from './scene.ts';

const standard = chooseStreams([], []);
/** A path of the endpoint of a stream. */
const pathOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}(?:\\?|$)`);

describe('an export against an API that fails', () => {
  it.each(partOf(standard, 2))(
    '403 on $name: the others are exported, exit 8',
    async ({ name, endpoint }) => {
      const scene = await openExportScene({ generate: { sources: 5, days: 5 } });
      const pattern = pathOf(endpoint.path);
      scene.meddle((path, reply) => {
        if (!pattern.test(path)) return false;
        json(reply, 403, { errors: [{ type: 'forbidden', message: 'Not in your plan.' }] });
        return true;
      });
      const { code, stderr } = await scene.run('out', ['--json']);
      expect(code, stderr).toBe(8);
      expect(stderr).toContain(name);
      // What belongs to the skipped one cannot be asked for.
      const left = standard.filter((each) => each.name !== name && each.parent?.stream !== name);
      expect(filesOf(scene, 'out').map((file) => file.replace('.ndjson', ''))).toEqual(
        left.map((each) => each.name).sort(),
      );
    },
  );

  it('a destination without its source is counted, and what belongs to the others is exported', async () => {
    const scene = await openExportScene({ generate: { sources: 5, days: 5 } });
    const { data } = JSON.parse((await scene.call('api', '/destinations')).stdout);
    const [first, ...others] = data.destinations;
    expect(others.length).toBeGreaterThan(0);
    const { sourceId: _, ...lacking } = first;
    scene.meddle((path, reply) => {
      if (!pathOf('/destinations').test(path)) return false;
      json(reply, 200, { data: { ...data, destinations: [lacking, ...others] } });
      return true;
    });
    const name = 'destination_delivery_metrics_summary';
    const { code, stdout, stderr } = await scene.run('out', [name, '--json']);
    expect(code, stderr).toBe(0);
    const [summary] = JSON.parse(stdout).streams;
    expect(summary).toMatchObject({ stream: name, parentsGone: 1 });
    const ids = scene.rows('out', name).map((line) => JSON.parse(line).destinationId);
    expect(ids.sort()).toEqual(others.map(({ id }: { id: string }) => id).sort());
  });

  it('a source whose id cannot stand in a path is counted, and what belongs to the others is exported', async () => {
    const scene = await openExportScene({ generate: { sources: 3, days: 2 } });
    const { data } = JSON.parse((await scene.call('api', '/sources')).stdout);
    const odd = ['../users', '..', '', '  ', null, 'half \ud800'].map((id) => ({ id, slug: 'odd' }));
    scene.meddle((path, reply) => {
      if (!pathOf('/sources').test(path)) return false;
      json(reply, 200, { data: { sources: [...odd, ...data.sources], pagination: { current: 'MA==' } } });
      return true;
    });
    const name = 'source_connected_destinations';
    const { code, stdout, stderr } = await scene.run('out', [name, '--json']);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).streams).toMatchObject([{ stream: name, outcome: 'done', parentsGone: 6 }]);
    expect(scene.rows('out', name).length).toBeGreaterThan(1);
  });

  it('429, 5xx, broken and cut replies, now and then: it is as if there were none', async () => {
    const scene = await openExportScene({ generate: { sources: 20 / stepOf(2), days: 70 / stepOf(2) } });
    expect(await scene.run('whole')).toMatchObject({ code: 0 });
    const tooMany = (msBeforeNext: number) => ({
      errors: [{ type: 'RequestError', message: 'Too many requests', data: { msBeforeNext } }],
    });
    const asked = new Map<string, number>();
    scene.meddle((path, reply) => {
      const times = (asked.get(path) ?? 0) + 1;
      asked.set(path, times);
      // Each request fails once, some with another fault than others.
      if (times > 1 || path === '/') return false;
      const kind = asked.size % 12;
      if (kind === 0) json(reply, 429, tooMany(20));
      else if (kind === 1) json(reply, 429, tooMany(20), { 'retry-after': '0' });
      else if (kind === 2) json(reply, 500, { errors: [{ message: 'Internal' }] });
      else if (kind === 3) reply.socket?.destroy();
      else if (kind === 4) {
        reply.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        reply.write('{"data":{"sources":[{"id":"');
        setTimeout(() => reply.socket?.destroy(), 5);
      } else return false;
      return true;
    });
    const { code, stderr } = await scene.run('out');
    expect(code, stderr).toBe(0);
    expectSame(scene, 'out', 'whole');
  });

  it('a cursor that stands still ends the export, and what was there stays', async () => {
    const scene = await openExportScene({ generate: { sources: 5, days: 5 } });
    expect(await scene.run('out', ['users'])).toMatchObject({ code: 0 });
    const before = scene.rows('out', 'users');
    scene.meddle((path, reply) => {
      if (!path.startsWith('/users')) return false;
      const users = [{ id: 'u1', name: 'A', email: 'a@example.com', permissions: [] }];
      json(reply, 200, { data: { users, pagination: { current: 'MA==', next: 'MQ==' } } });
      return true;
    });
    const { code, stderr } = await scene.run('out', ['users', '--json']);
    expect(code).toBe(6);
    expect(stderr).toContain('cursor_repeated');
    expect(scene.rows('out', 'users')).toEqual(before);
  });
});

describe('an export of lists and numbers', () => {
  it('has all of 2,500 users, and no fewer when pages are small', async () => {
    const users = Array.from({ length: 2_500 }, (_, index) => ({
      id: `u${index}`,
      email: `u${index}@example.com`,
    }));
    const scene = await openExportScene({ seed: { base: 'empty', users } });
    expect(await scene.run('out', ['users'])).toMatchObject({ code: 0 });
    expect(scene.rows('out', 'users')).toHaveLength(2_500);
    const capped = await openExportScene({
      seed: { base: 'empty', users, switches: { pageSizeLimit: 200 } },
    });
    expect(await capped.run('out', ['users'])).toMatchObject({ code: 0 });
    expect(capped.rows('out', 'users')).toEqual(scene.rows('out', 'users'));
  });

  it('names a stream that was read only as a parent, and counts its requests', async () => {
    const scene = await openExportScene({ generate: { sources: 5, days: 5 } });
    const args = ['source_connected_warehouses'];
    const { code, stdout } = await scene.run('out', [...args, '--json']);
    expect(code).toBe(0);
    const { streams, parents, total } = JSON.parse(stdout);
    expect(streams).toMatchObject([{ stream: 'source_connected_warehouses', requests: 10 }]);
    expect(parents).toMatchObject([{ stream: 'sources', requests: 1 }]);
    expect(total.requests).toBe(11);
    const table = (await scene.run('out', args)).stdout.split('\n').map((line) => line.split('\t'));
    expect(table.map(([stream, added]) => [stream, added]).slice(0, 3)).toEqual([
      ['source_connected_warehouses', '0'],
      ['sources (parent)', ''],
      ['total', '0'],
    ]);
    expect(filesOf(scene, 'out')).toEqual(['source_connected_warehouses.ndjson']);
  });

  it('takes a start as MM/DD/YYYY, and the whole of its month', async () => {
    const scene = await openExportScene({ generate: { sources: 2, days: 400 } });
    const now = new Date();
    const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 15));
    const american = start.toISOString().replace(/^(\d+)-(\d+)-(\d+).*/, '$2/$3/$1');
    const args = ['usage_api_calls_workspace_daily', '--since', american];
    expect(await scene.run('out', args)).toMatchObject({ code: 0 });
    const [first = ''] = scene.rows('out', 'usage_api_calls_workspace_daily');
    expect(JSON.parse(first).timestamp).toBe(`${start.toISOString().slice(0, 7)}-01T00:00:00.000Z`);
  });
});

describe('an export that is answered oddly', () => {
  it.each([
    ['an empty object', {}],
    ['null', null],
    ['no list', { data: {} }],
    ['a list that is null', { data: { sources: null, pagination: { current: 'MA==' } } }],
    ['another list', { data: { users: [], pagination: { current: 'MA==' } } }],
    ['an array', []],
  ])('%s: it is no answer, and what was there stays', async (_, answer) => {
    const scene = await openExportScene({ generate: { sources: 2, days: 2 } });
    expect(await scene.run('out', ['sources'])).toMatchObject({ code: 0 });
    const before = scene.rows('out', 'sources');
    scene.meddle((path, reply) => {
      if (!path.startsWith('/sources')) return false;
      json(reply, 200, answer);
      return true;
    });
    expect(await scene.run('out', ['sources'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did not return a Public API response'),
    });
    expect(scene.rows('out', 'sources')).toEqual(before);
  });
});

describe('an export whose folder is in the way', () => {
  it.each([
    ['with one state', []],
    ['each with a state of its own', ['--state', 'mine.json']],
  ])('two at once %s: one goes on, the other says that it is running, exit 9', async (_, more) => {
    const scene = await openExportScene();
    const one = scene.start('out');
    const other = scene.start('out', more);
    const ends = await Promise.all([one.ended, other.ended]);
    expect(ends.map(({ code }) => code).sort()).toEqual([0, 9]);
    expect(ends.map(({ stderr }) => stderr).join('')).toContain('running already');
    for (const { name } of standard) scene.rows('out', name);
  });

  it.each([
    ['no JSON', 'rubbish', 'not the state of an export'],
    [
      'of another workspace',
      JSON.stringify({ format: 'segment-export-state', version: 1, workspace: 'w2', bookmarks: {} }),
      'another workspace',
    ],
    [
      'with a bookmark that is no time',
      JSON.stringify({
        format: 'segment-export-state',
        version: 1,
        workspace: 'wSpSandbox111111111111',
        bookmarks: { audit_events: 'soon' },
      }),
      'not the state of an export',
    ],
  ])('a state %s is not taken for a beginning: exit 9, nothing is written', async (_, state, words) => {
    const scene = await openExportScene({ generate: { sources: 2, days: 2 } });
    mkdirSync(join(scene.folder, 'out'));
    writeFileSync(join(scene.folder, 'out', '.segment-export.json'), state);
    const { code, stderr } = await scene.run('out');
    expect(code).toBe(9);
    expect(stderr).toContain(words);
    expect(filesOf(scene, 'out')).toEqual([]);
    expect(readFileSync(join(scene.folder, 'out', '.segment-export.json'), 'utf8')).toBe(state);
  });

  it.each(['ndjson', 'csv'])('another workspace is refused from the first run on: %s', async (format) => {
    const scene = await openExportScene({ generate: { sources: 2, days: 2 } });
    const args = ['users', '--format', format];
    expect(await scene.run('out', args)).toMatchObject({ code: 0 });
    const file = join(scene.folder, 'out', `users.${format}`);
    const before = readFileSync(file, 'utf8');
    scene.rewrite((path, text) => (path === '/' ? text.replace('wSpSandbox111111111111', 'w2') : text));
    const { code, stderr } = await scene.run('out', args);
    expect(code).toBe(9);
    expect(stderr).toContain('belongs to an export of another workspace');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('rows without a field that is known are exported again and again', async () => {
    const scene = await openExportScene({ generate: { sources: 2, days: 2 } });
    scene.meddle((path, reply) => {
      if (!path.startsWith('/users')) return false;
      json(reply, 200, { data: { users: [{}, { later: 1 }], pagination: { current: 'MA==' } } });
      return true;
    });
    for (const format of ['ndjson', 'csv']) {
      const args = ['users', '--format', format, '--json'];
      expect(await scene.run(format, args), format).toMatchObject({ code: 0 });
      const { code, stdout } = await scene.run(format, args);
      expect(code, format).toBe(0);
      expect(JSON.parse(stdout).streams).toMatchObject([{ new: 0, unchanged: 2 }]);
    }
  });

  it('a file that was emptied is written from the beginning', async () => {
    const scene = await openExportScene({ generate: { sources: 2, days: 40 } });
    const stream = 'usage_api_calls_workspace_daily';
    expect(await scene.run('out', [stream])).toMatchObject({ code: 0 });
    const whole = scene.rows('out', stream);
    expect(whole.length).toBeGreaterThan(30);
    writeFileSync(join(scene.folder, 'out', `${stream}.ndjson`), '');
    expect(await scene.run('out', [stream])).toMatchObject({ code: 0 });
    expect(scene.rows('out', stream)).toEqual(whole);
  });

  it('a file that was removed, and one of another format, are written from the beginning', async () => {
    const scene = await openExportScene();
    const streams = ['audit_events', 'usage_api_calls_workspace_daily'];
    const csv = () =>
      readFileSync(join(scene.folder, 'out', 'audit_events.csv'), 'utf8')
        .trimEnd()
        .split('\n');
    expect(await scene.run('out', streams)).toMatchObject({ code: 0 });
    const whole = scene.rows('out', 'audit_events');
    expect(await scene.run('out', [...streams, '--format', 'csv'])).toMatchObject({ code: 0 });
    expect(csv()).toHaveLength(whole.length + 1);
    scene.pass(72);
    expect(await scene.run('out', [...streams, '--format', 'csv'])).toMatchObject({ code: 0 });
    rmSync(join(scene.folder, 'out', 'usage_api_calls_workspace_daily.ndjson'));
    expect(await scene.run('out', streams)).toMatchObject({ code: 0 });
    expect(await scene.run('whole', streams)).toMatchObject({ code: 0 });
    for (const stream of streams)
      expect(scene.rows('out', stream), stream).toEqual(expect.arrayContaining(scene.rows('whole', stream)));
    expect(csv()).toHaveLength(scene.rows('out', 'audit_events').length + 1);
  });

  it('a state that serves two folders keeps the bookmarks of each', async () => {
    const scene = await openExportScene();
    const args = ['audit_events', '--state', join(scene.folder, 'both.json')];
    expect(await scene.run('one', args)).toMatchObject({ code: 0 });
    expect(await scene.run('two', args)).toMatchObject({ code: 0 });
    scene.pass(72);
    expect(await scene.run('one', args)).toMatchObject({ code: 0 });
    expect(await scene.run('two', args)).toMatchObject({ code: 0 });
    expectSame(scene, 'one', 'two');
  });

  it('a bookmark of the future leaves nothing out', async () => {
    const scene = await openExportScene();
    expect(await scene.run('out', ['--since', '1d'])).toMatchObject({ code: 0 });
    const bookmarks = {
      'usage_api_calls_workspace_daily.ndjson': '2999-01-01T00:00:00Z',
      'audit_events.ndjson': '2999-01-01T00:00:00Z',
    };
    const state = {
      format: 'segment-export-state',
      version: 1,
      workspace: 'wSpSandbox111111111111',
      bookmarks,
    };
    writeFileSync(join(scene.folder, 'out', '.segment-export.json'), JSON.stringify(state));
    expect(await scene.run('out')).toMatchObject({ code: 0 });
    expect(await scene.run('whole')).toMatchObject({ code: 0 });
    expectSame(scene, 'out', 'whole');
    expect(readFileSync(join(scene.folder, 'out', '.segment-export.json'), 'utf8')).not.toContain('2999');
  });

  const canMount = process.platform === 'linux' && process.getuid?.() === 0;
  it.skipIf(!canMount)('a full disk: exit 9, and the next run goes on', async () => {
    const scene = await openExportScene();
    const disk = join(scene.folder, 'out');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160k', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', ['-l', disk]));
    const { code, stderr } = await scene.run('out');
    expect(code, stderr).toBe(9);
    expect(stderr).toContain('the disk is full');
    for (const file of filesOf(scene, 'out')) {
      expect(file).toMatch(/^\w+\.ndjson$/);
      scene.rows('out', file.replace('.ndjson', ''));
    }
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    expect(await scene.run('out')).toMatchObject({ code: 0 });
    expect(await scene.run('whole')).toMatchObject({ code: 0 });
    expectSame(scene, 'out', 'whole');
  });
});
