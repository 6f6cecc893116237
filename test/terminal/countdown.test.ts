import { expect, it } from 'vitest';
import { cli, MemoryStream } from '../helpers/cli.ts';

const asTerminal = () => Object.assign(new MemoryStream(), { isTTY: true as const, columns: 60 });
const wait = ['sandbox', 'wait', '--event', 'Never', '--url', 'http://127.0.0.1:1', '--timeout', '2s'];

it('sandbox wait says on a terminal what it waits for and how long, and erases that', async () => {
  const stderr = asTerminal();
  await cli(wait, { io: { stderr } });
  const shown = 'waiting for 1 message with event=Never, 2.0 s left';
  expect(stderr.text.startsWith(`\r\u001b[2K${shown}\r\u001b[2K`)).toBe(true);
});

it('elsewhere, and with --quiet and --json, it shows nothing', async () => {
  expect((await cli(wait)).stderr).not.toContain('waiting');
  for (const flag of ['--quiet', '--json']) {
    const stderr = asTerminal();
    await cli([...wait, flag], { io: { stderr } });
    expect(stderr.text).not.toContain('waiting');
  }
});
