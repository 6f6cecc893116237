import { expect, it } from 'vitest';
import { allTools } from '../../src/mcp/tools.ts';
import written from '../fixtures/tool-calls.json' with { type: 'json' };
import { openMcp } from '../helpers/mcp.ts';
import { openSandbox } from '../helpers/sandbox.ts';

// The same calls are made by the command line of the official inspector, in .ci/inspector.mjs.

const calls: Readonly<Record<string, Record<string, unknown>>> = written;

it('there is a call of every tool', () => {
  expect(Object.keys(calls)).toEqual(allTools.map(({ name }) => name));
});

it.each([
  ['that begins with initialize', false],
  ['that asks for the newest version', true],
])('the official client %s lists and calls every tool', async (_name, isModern) => {
  const sandbox = await openSandbox();
  const { client, call } = await openMcp({
    isModern,
    isBuilt: true,
    args: ['-w', 'sandbox', '--url', sandbox.url, '--allow-writes'],
  });
  // From here on the client checks each answer against the schema that the tool declares.
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(Object.keys(calls));
  for (const { name } of tools) {
    const { isError, value } = await call(name, calls[name]);
    expect({ name, isError, value }).toEqual({ name, isError: false, value: expect.any(Object) });
  }
  const { value } = await call('SEGMENT_ASSERT_SANDBOX_MESSAGES', { userId: 'user_1', count: 5 });
  expect(value.ok).toBe(true);
});
