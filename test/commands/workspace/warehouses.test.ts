import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = 'wHsReportingDb11111111';
const numbered = (index: number) => String(index).padStart(19, '0');
const manyWarehouses = Array.from({ length: 3_000 }, (_, index) => ({
  id: `wHs${numbered(index)}`,
  metadataId: '55d3d3aea3c',
  settings: { name: `Warehouse ${index}` },
}));

describe('segment warehouses list', () => {
  const args = ['warehouses', 'list'];

  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { code, stdout, stderr } = await run([...args, '--json']);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api('/warehouses')).data.warehouses);
  });

  it('in a pipe and on a terminal: the name is the one of the settings', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "wHsReportingDb11111111	Reporting DB	Postgres	yes
      wHsArchive111111111111	Archive	Snowflake	no
      "
    `);
    const screen = terminal(80);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatchInlineSnapshot(`
      "ID                      NAME          TYPE       ENABLED
      wHsReportingDb11111111  Reporting DB  Postgres   yes
      wHsArchive111111111111  Archive       Snowflake  no
      "
    `);
  });

  it('none: an empty list, and words on stderr', async () => {
    const { run } = await openScene({ base: 'empty' });
    expect(await run([...args, '--json'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'No warehouses found.\n' });
  });

  itStreams({ args, seed: { base: 'empty', warehouses: manyWarehouses }, length: 3_000 });
});

describe('segment warehouses get', () => {
  const args = ['warehouses', 'get', id];

  it.each([id, 'Reporting DB', 'reporting db', 'postgres'])('finds it as %s', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['warehouses', 'get', name, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/warehouses/${id}`)).data.warehouse);
  });

  it('shows the settings, and one alone with --fields', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "id	wHsReportingDb11111111
      name	Reporting DB
      type	Postgres
      enabled	yes
      settings.hostname	db.example.com
      settings.port	5432
      settings.database	reporting
      settings.username	segment
      "
    `);
    expect((await run([...args, '--fields', 'settings.hostname'])).stdout).toBe('db.example.com\n');
  });

  it('escapes what a terminal would obey', async () => {
    const warehouses = [{ id: 'wHsEvil', metadataId: '55d3d3aea3c', settings: { name: '\u001b[2Jevil' } }];
    const { run } = await openScene({ warehouses });
    const screen = terminal(80);
    await run(['warehouses', 'get', 'wHsEvil'], { io: screen });
    expect(screen.stdout.text).toContain('\\u001b[2Jevil');
  });

  it('an unknown one: exit 5 and the nearest name; two of a name: exit 2 and both ids', async () => {
    const twins = ['wHsTwinA', 'wHsTwinB'].map((twin) => ({
      id: twin,
      metadataId: '55d3d3aea3c',
      settings: { name: 'Twin' },
    }));
    const { run } = await openScene({ warehouses: twins });
    const unknown = await run(['warehouses', 'get', 'Reportin DB', '--json']);
    expect(errorOf(unknown)).toMatchObject({
      code: 'warehouse_not_found',
      exitCode: 5,
      hint: expect.stringContaining('Did you mean “Reporting DB”?'),
    });
    const both = await run(['warehouses', 'get', 'twin', '--json']);
    expect(errorOf(both)).toMatchObject({
      code: 'ambiguous_name',
      exitCode: 2,
      details: [expect.stringContaining('wHsTwinA'), expect.stringContaining('wHsTwinB')],
    });
  });
});

describe('segment warehouses sources', () => {
  const args = ['warehouses', 'sources', id];

  it('lists the sources whose data it gets', async () => {
    const { run, api } = await openScene();
    // Also the write key that is active, which anything else would mask.
    const env = { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' };
    const { stdout } = await run([...args, '--json'], { env });
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(await api(`/warehouses/${id}/connected-sources`)).data.sources,
    );
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "sRcWebStore11111111111	web_store	Web store	Javascript	yes
      sRcOrderService1111111	order_service	Order service	Node.js	yes
      "
    `);
  });

  it('none: words on stderr', async () => {
    const { run } = await openScene({ base: 'empty', warehouses: manyWarehouses.slice(0, 1) });
    const { code, stdout, stderr } = await run(['warehouses', 'sources', 'Warehouse 0']);
    expect([code, stdout, stderr]).toEqual([0, '', 'No sources found.\n']);
  });

  const sources = Array.from({ length: 3_000 }, (_, index) => ({
    id: `sRc${numbered(index)}`,
    slug: `source_${index}`,
  }));
  const warehouse = { ...manyWarehouses[0], id, sourceIds: sources.map((source) => source.id) };
  itStreams({ args, seed: { base: 'empty', sources, warehouses: [warehouse] }, length: 3_000 });
});

describe('segment warehouses connection', () => {
  const args = ['warehouses', 'connection', id];

  it('says CONNECTED or FAILED, and exits with 0', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/warehouses/${id}/connection-state`)).data);
    const failed = await run(['warehouses', 'connection', 'Archive', '--fields', 'connectionState']);
    expect([failed.code, failed.stdout]).toEqual([0, 'FAILED\n']);
    const screen = terminal(40);
    await run(args, { io: screen });
    expect(screen.stdout.text).toBe('warehouse   Reporting DB\nconnection  CONNECTED\n');
  });
});
