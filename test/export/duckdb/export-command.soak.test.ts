import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDuckdb } from '../../../src/files/duckdb.ts';
import { openObject, writeNode } from '../../../src/spec/json-text.ts';
import { ask, describeDuckdb, needDuckdb } from '../../helpers/duckdb.ts';
import { projectRoot } from '../../helpers/imports.ts';
import { openDuckdbScene, send, tablesIn } from './duckdb-scene.ts';

/** The SQL of the page, in its order. */
const questions = [
  ...readFileSync(join(projectRoot, 'docs', 'export.md'), 'utf8')
    .replace(/^[\s\S]*\n## Questions\n/, '')
    .matchAll(/```sql\n([\s\S]*?)```/g),
].map(([, sql = '']) => sql);

describeDuckdb('segment export --format duckdb', () => {
  it('with a state of its own begins a dropped table again, and a dry run changes nothing', async () => {
    const { cwd, run } = await openDuckdbScene();
    const path = join(cwd, 'w.duckdb');
    const args = ['audit_events', '--format', 'duckdb', '--out', 'w.duckdb', '--state', 'mine.json'];
    expect(await run(...args)).toMatchObject({ code: 0 });
    const rows = await ask(path, 'FROM audit_events ORDER BY ALL');
    expect(rows.length).toBeGreaterThan(0);
    await ask(path, 'DROP TABLE audit_events');
    const files = () =>
      readdirSync(cwd)
        // The home folder of the program is the same.
        .filter((name) => !name.startsWith('.'))
        .sort()
        .map((name) => [name, readFileSync(join(cwd, name)).toString('base64')]);
    const before = files();
    expect(await run(...args, '--dry-run')).toMatchObject({ code: 0 });
    expect(await run('--format', 'duckdb', '--out', 'none.duckdb', '--dry-run')).toMatchObject({ code: 0 });
    expect(files()).toEqual(before);
    expect(await run(...args)).toMatchObject({ code: 0 });
    expect(await ask(path, 'FROM audit_events ORDER BY ALL')).toEqual(rows);
  });

  it('has the rows that NDJSON has, with every field and digit', async () => {
    const { cwd, run } = await openDuckdbScene();
    expect((await run('--out', 'files')).code).toBe(0);
    expect(await run('--format', 'duckdb', '--out', 'w.duckdb', '--quiet')).toMatchObject({
      code: 0,
      stderr: '',
    });
    const tables = await tablesIn(join(cwd, 'w.duckdb'));
    expect(Object.keys(tables)).toHaveLength(18);
    for (const [name, rows] of Object.entries(tables)) {
      const lines = readFileSync(join(cwd, 'files', `${name}.ndjson`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(rows.map(spelled).sort(), name).toEqual(lines.map(columnsOf).sort());
    }
  });

  it('reads only what is new the next time, and writes only what has changed', async () => {
    const scene = await openDuckdbScene();
    await scene.run('--format', 'duckdb', '--out', 'w.duckdb');
    const path = join(scene.cwd, 'w.duckdb');
    const before = await tablesIn(path);
    await send(scene);
    const { stdout } = await scene.run('--format', 'duckdb', '--out', 'w.duckdb', '--json');
    const reply: { streams: Record<string, unknown>[] } = JSON.parse(stdout);
    const changed = reply.streams.filter(({ new: added, changed, gone }) =>
      [added, changed, gone].some((n) => n !== 0),
    );
    expect(changed.map(({ stream, new: added, changed }) => [stream, added, changed])).toEqual([
      ['destination_delivery_metrics_summary', 0, expect.any(Number)],
      ['usage_api_calls_per_source_daily', 0, 2],
      ['usage_api_calls_workspace_daily', 0, 1],
      ['usage_mtu_per_source_daily', 0, 2],
      ['usage_mtu_workspace_daily', 0, 1],
    ]);
    const after = await tablesIn(path);
    for (const [name, rows] of Object.entries(before)) expect(after[name], name).toHaveLength(rows.length);
  });

  it('answers the questions of docs/export.md', async () => {
    const scene = await openDuckdbScene();
    await send(scene);
    const path = join(scene.cwd, 'w.duckdb');
    expect((await scene.run('--format', 'duckdb', '--out', 'w.duckdb')).code).toBe(0);
    expect((await scene.run('tracking_plan_sources', '--format', 'duckdb', '--out', 'w.duckdb')).code).toBe(
      0,
    );
    const [people = '', busiest = '', changes = '', failing = '', unplanned = ''] = questions;
    expect(questions).toHaveLength(5);
    const month = new Date().toISOString().slice(0, 7);
    expect((await ask(path, people)).at(-1)).toEqual({ month, identified: '3', never_identified: '1' });
    expect((await ask(path, busiest)).slice(0, 3)).toEqual([
      { source: 'Web store', api_calls: '3' },
      { source: 'Order service', api_calls: '1' },
      { source: expect.any(String), api_calls: '0' },
    ]);
    const changed = await ask(path, changes);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan((await ask(path, 'FROM audit_events')).length);
    expect(changed[0]).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/),
      who: expect.any(String),
      what: expect.any(String),
      resource: expect.any(String),
    });
    // Nothing fails in the sandbox.
    expect(await ask(path, failing)).toEqual([]);
    const lost =
      '[{"metricName":"successes","total":90},{"metricName":"discarded","total":7},{"metricName":"expired","total":3}]';
    await ask(
      path,
      `UPDATE destination_delivery_metrics_summary SET metrics = '${lost}' WHERE destinationId = 'dStCampaigns1111111111'`,
    );
    expect(await ask(path, failing)).toEqual([
      { destination: 'Campaigns', source: 'Order service', arrived: '90', failed: '10' },
    ]);
    const planned = await ask(path, 'SELECT DISTINCT id FROM tracking_plan_sources');
    const sources = await ask(path, 'FROM sources');
    expect(planned.length).toBeGreaterThan(0);
    expect(await ask(path, unplanned)).toHaveLength(sources.length - planned.length);
  });

  it('waits for nobody where the file is open elsewhere', async () => {
    const { cwd, start } = await openDuckdbScene();
    const path = join(cwd, 'w.duckdb');
    const instance = await openDuckdb(needDuckdb(), path, '');
    onTestFinished(() => instance.closeSync());
    const { code, stderr } = await start('--format', 'duckdb', '--out', 'w.duckdb', '--json').ended;
    expect(code).toBe(9);
    expect(JSON.parse(stderr).error).toMatchObject({
      code: 'export_locked',
      retryable: true,
      message: `${path} is open in another process (process ${process.pid}).`,
    });
  });

  it.each(['duckdb', 'parquet'])('may be started twice at once: %s', async (format) => {
    const scene = await openDuckdbScene();
    const out = format === 'duckdb' ? 'w.duckdb' : 'w';
    const ends = await Promise.all([1, 2].map(() => scene.start('--format', format, '--out', out).ended));
    for (const { code, stderr } of ends) {
      expect([0, 9]).toContain(code);
      if (code === 9) expect(stderr).toMatch(/is open in another process|is running already/);
    }
    expect(ends.map(({ code }) => code)).toContain(0);
    expect((await scene.run('--format', format, '--out', out)).code).toBe(0);
    const users = format === 'duckdb' ? 'users' : `'${join(scene.cwd, 'w', 'users.parquet')}'`;
    const path = format === 'duckdb' ? join(scene.cwd, out) : ':memory:';
    expect(await ask(path, `FROM ${users}`)).toHaveLength(2);
  });

  it('makes files for their owner only, also while it runs', async () => {
    const { cwd, start } = await openDuckdbScene();
    const children = [
      start('--format', 'duckdb', '--out', 'w.duckdb'),
      start('--format', 'parquet', '--out', 'w'),
    ];
    const modes = new Set<string>();
    const look = () => {
      for (const name of readdirSync(cwd, { recursive: true })
        .map(String)
        .filter((path) => /^w[./]/.test(path))) {
        const stats = statSync(join(cwd, name), { throwIfNoEntry: false });
        if (stats?.isFile() === true)
          modes.add(`${name.replace(/.*\./, '')} ${(stats.mode & 0o777).toString(8)}`);
      }
    };
    const timer = setInterval(look, 5);
    for (const { ended } of children) expect((await ended).code).toBe(0);
    clearInterval(timer);
    look();
    expect(modes).toContain('duckdb 600');
    expect(modes).toContain('parquet 600');
    expect([...modes].filter((mode) => !mode.endsWith(' 600'))).toEqual([]);
  });

  it.each(['duckdb', 'parquet', 'csv'])('cannot be printed: %s', async (format) => {
    const { run } = await openDuckdbScene();
    const { code, stderr } = await run('sources', '--format', format, '--out', '-');
    expect(code).toBe(2);
    expect(stderr).toContain(`hint: Name where to: segment export --format ${format} --out workspace`);
  });
});

/** The columns of a row, each as its JSON text, so that nothing depends on how numbers are read. */
function spelled(row: unknown): string {
  return JSON.stringify(
    Object.entries(row as Record<string, unknown>)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, String(value)])
      .sort(),
  );
}

/** What the columns of a line of NDJSON are. */
function columnsOf(line: string): string {
  const cell = (name: string, json: string) => {
    const text = json.startsWith('"') ? String(JSON.parse(json)) : json;
    return name === 'timestamp' ? text.replace('T', ' ').replace(/(?:\.0+)?Z$/, '') : text;
  };
  return JSON.stringify(
    [...openObject(line)]
      .map(([name, node]) => [name, writeNode(node)] as const)
      .filter(([, json]) => json !== 'null')
      .map(([name, json]) => [name, cell(name, json)])
      .sort(),
  );
}
