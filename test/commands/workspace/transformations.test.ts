import { describe, expect, it } from 'vitest';
import { itStreams } from '../../helpers/long-list.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

const id = '2JdPbT1nbQbKZCqXWcYWqvnLkYb';
const key = 'hashing-key-0123456789';
const hashing = {
  id: 'tRfHashing',
  name: 'Hash with a key',
  sourceId: 'sRcSandbox111111111111',
  if: "type = 'identify'",
  hashPropertiesConfiguration: { algorithm: 'HMAC_SHA256', key, paths: ['traits.email'] },
};

describe('segment transformations list', () => {
  const args = ['transformations', 'list'];

  it('--json is what the API says, unchanged', async () => {
    const { run, api } = await openScene();
    const { stdout } = await run([...args, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api('/transformations')).data.transformations);
  });

  it('says where, when and what', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "2JdPbT1nbQbKZCqXWcYWqvnLkYb	Rename checkout	sRcWebStore11111111111	yes	event = 'checkout_done'	renames the event to “Order Completed”, renames 1 property
      2JdPbWmJ0mW2zCkNl1UQxYtq7cF	Drop cancelled orders	sRcOrderService1111111	no	event = 'Order Cancelled'	drops
      2JdPbYh3T5fXo9rM8vE4sUuBnZa	Hash e-mail addresses	sRcShoppingApp11111111	yes	type = 'identify'	sets 1 property, computes 1 property, allows only 2 properties, hashes 1 property
      "
    `);
    const screen = terminal(160);
    await run(args, { io: screen });
    expect(screen.stdout.text).toMatch(/Drop cancelled orders {2}order_service {2}no/);
  });

  it('--source: those of one source, by id, slug or name', async () => {
    const { run } = await openScene();
    for (const source of ['web_store', 'Web store', 'sRcWebStore11111111111'])
      expect((await run([...args, '--source', source, '--fields', 'id'])).stdout).toBe(`${id}\n`);
    expect(await run([...args, '--source', 'violations'])).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No transformations found.\n',
    });
    expect((await run([...args, '--source', 'web_stor'])).code).toBe(5);
  });

  it.each([
    ['--json'],
    ['--ndjson'],
    ['--csv', '--fields', 'hashPropertiesConfiguration'],
    ['--verbose'],
    ['--debug'],
    ['--json', '--debug'],
  ])('never shows a key that something is hashed with: %s', async (...flags) => {
    const { run } = await openScene({ transformations: [hashing] });
    const { stdout, stderr } = await run([...args, ...flags]);
    expect(stdout + stderr).not.toContain(key);
  });

  const transformations = Array.from({ length: 3_000 }, (_, index) => ({
    ...hashing,
    id: `tRf${index}`,
    sourceId: 'sRcSandbox111111111111',
  }));
  itStreams({ args, seed: { base: 'empty', transformations }, length: 3_000 });
  itStreams({
    args: [...args, '--source', 'sandbox'],
    seed: { base: 'empty', transformations },
    length: 3_000,
  });
});

describe('segment transformations get', () => {
  const args = ['transformations', 'get', id];

  it.each([id, 'Rename checkout'])('finds it as %s', async (name) => {
    const { run, api } = await openScene();
    const { stdout } = await run(['transformations', 'get', name, '--json']);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(await api(`/transformations/${id}`)).data.transformation);
  });

  it('shows it; an unknown one: exit 5 and the nearest name', async () => {
    const { run } = await openScene();
    expect((await run(args)).stdout).toMatchInlineSnapshot(`
      "id	2JdPbT1nbQbKZCqXWcYWqvnLkYb
      name	Rename checkout
      source	sRcWebStore11111111111
      destination type	
      enabled	yes
      if	event = 'checkout_done'
      effect	renames the event to “Order Completed”, renames 1 property
      propertyRenames	[{"oldName":"amount","newName":"total"}]
      "
    `);
    expect(errorOf(await run(['transformations', 'get', 'Rename chekout', '--json']))).toMatchObject({
      code: 'transformation_not_found',
      exitCode: 5,
      hint: expect.stringContaining('Rename checkout'),
    });
  });

  it('masks the key that it hashes with, and changes nothing else', async () => {
    const { run, api } = await openScene({ transformations: [hashing] });
    const { stdout } = await run(['transformations', 'get', 'tRfHashing', '--json']);
    const { transformation } = JSON.parse(await api('/transformations/tRfHashing')).data;
    const { hashPropertiesConfiguration: hash } = transformation;
    expect(JSON.parse(stdout)).toEqual({
      ...transformation,
      hashPropertiesConfiguration: { ...hash, key: 'hash…6789' },
    });
    expect((await run(['transformations', 'get', 'tRfHashing'])).stdout).not.toContain(key);
  });
});
