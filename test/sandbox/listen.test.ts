import { afterEach, describe, expect, it } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.ts';

const running: RunningSandbox[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

const start = async (host: string) => {
  const sandbox = await startSandbox({ host });
  running.push(sandbox);
  return sandbox;
};

describe('the address of --host', () => {
  it.each(['nope.invalid', 'http://127.0.0.1', '127.0.0.1:80', '198.51.100.7'])(
    '%s is none of this machine: a usage error that names it',
    async (host) => {
      await expect(start(host)).rejects.toMatchObject({
        exitCode: 2,
        code: 'host_invalid',
        message: `--host “${host}” is not an address of this machine.`,
        hint: expect.stringContaining('segment sandbox --host 0.0.0.0'),
      });
    },
  );

  it.each(['0.0.0.0', '0'])('%s is every address, and called by one', async (host) => {
    const { url, port } = await start(host);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('keeps the words for a port that is taken', async () => {
    const { port } = await start('127.0.0.1');
    await expect(startSandbox({ host: '127.0.0.1', port })).rejects.toMatchObject({
      exitCode: 9,
      code: 'port_taken',
    });
  });
});
