import { describe, expect, test } from 'vitest';
import { cli } from '../helpers/cli.ts';

const key = ['--write-key', 'abcdefghijklmnopqrstuvwxyz012345'];
const dry = ['--dry-run', '--json', ...key];

describe('a wrong call ends with 2, says why on stderr, and prints nothing on stdout', () => {
  test.each<[string[], RegExp]>([
    [['trakc'], /Unknown command 'trakc'.*\n.*track/],
    [['auth', 'logn'], /Unknown command 'logn'.*\n.*login/],
    [['auth'], /Usage: segment auth/],
    [['auth', 'write-key'], /Usage: segment auth write-key/],
    [['--bogus'], /Unknown option '--bogus'/],
    [['track', '--user-idd', 'x'], /--user-id/],
    [['track', 'A', 'B', '-u', 'u1'], /arguments/],
    [['track', 'A', '-u'], /argument missing|needs a value/i],
    [['track', 'A', '-u', 'u1', '--region', 'mars'], /us, eu/],
    [['--region', 'mars', 'track', 'A'], /us, eu/],
    [['batch', '--concurrency', '0', 'x.ndjson'], /whole number/],
    [['batch', '--on-invalid', 'shrug', 'x.ndjson'], /reject, stop, send/],
  ])('%j', async (argv, why) => {
    const { code, stdout, stderr } = await cli(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(why);
  });

  test('with --json the error is one object, wherever the flag stands', async () => {
    for (const argv of [
      ['--json', 'trakc'],
      ['trakc', '--json'],
      ['track', '--bogus', '--json'],
    ]) {
      const { code, stdout, stderr } = await cli(argv);
      expect([code, stdout]).toEqual([2, '']);
      expect(JSON.parse(stderr)).toMatchObject({ error: { category: 'usage', exitCode: 2 } });
    }
  });
});

describe('words that look like flags and are none', () => {
  const body = async (argv: string[]) => {
    const { code, stdout, stderr } = await cli(argv);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout).body;
  };

  test.each<[string[], object]>([
    [['track', 'A', '-u', '-5', ...dry], { userId: '-5' }],
    [['track', 'A', '-u', 'u1', '--value', '-5', ...dry], { properties: { value: -5 } }],
    [['track', 'A', '-u', 'u1', '--value=-5.50', ...dry], { properties: { value: -5.5 } }],
    [['track', 'A', '-u', 'u1', '-f', 'sign=-1', ...dry], { properties: { sign: '-1' } }],
    [['track', '-u', 'u1', ...dry, '--', '-weird'], { event: '-weird' }],
    [['track', '-u', 'u1', ...dry, '--', '--json'], { event: '--json' }],
    [['track', '-u', 'u1', ...dry, '--', '--help'], { event: '--help' }],
  ])('%j', async (argv, wanted) => {
    expect(await body(argv)).toMatchObject(wanted);
  });

  test('global flags before and after the command mean the same', async () => {
    const stable = (value: { messageId?: string; sentAt?: string }) => ({
      ...value,
      messageId: '',
      sentAt: '',
    });
    const before = await body(['--json', '--region', 'eu', 'track', 'A', '-u', 'u1', '-n', ...key]);
    const after = await body(['track', 'A', '-u', 'u1', '-n', ...key, '--json', '--region', 'eu']);
    expect(stable(after)).toEqual(stable(before));
    for (const argv of [
      ['--region', 'eu', 'track', 'A', '-u', 'u1', ...dry],
      ['track', 'A', '-u', 'u1', ...dry, '--region=eu'],
    ]) {
      expect(JSON.parse((await cli(argv)).stdout).url).toBe('https://events.eu1.segmentapis.com/v1/track');
    }
  });
});
