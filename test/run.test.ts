import { describe, expect, it } from 'vitest';
import { type CliError, errorToJson, exitCodeTable, TemporaryError, UsageError } from '../src/errors.ts';
import { cli } from './helpers/cli.ts';

describe('run', () => {
  it.each([
    [[], 0, 'stdout'],
    [['auth'], 2, 'stderr'],
    [['--version'], 0, 'stdout'],
    [['-V'], 0, 'stdout'],
    [['--help'], 0, 'stdout'],
    [['track', '--help'], 0, 'stdout'],
    [['track', 'E', '-u', 'u', '-h'], 0, 'stdout'],
    [['--bogus'], 2, 'stderr'],
    [['bogus'], 2, 'stderr'],
    [['track', 'E', '--bogus'], 2, 'stderr'],
    [['batch', '--limit', 'none'], 2, 'stderr'],
    [['track', 'E', '--region', 'mars'], 2, 'stderr'],
  ] as const)('%j ends with %i and speaks on %s only', async (argv, code, stream) => {
    const result = await cli(argv);
    const other = stream === 'stdout' ? 'stderr' : 'stdout';
    expect(result.code).toBe(code);
    expect(result[stream]).not.toBe('');
    expect(result[other]).toBe('');
  });

  it('suggests the nearest command and flag, and runs neither', async () => {
    expect((await cli(['trak', 'E'])).stderr).toContain('track');
    expect((await cli(['track', 'E', '--user-di', 'u'])).stderr).toContain('--user-id');
  });

  it('the version is the one it was given', async () => {
    expect((await cli(['--version'])).stdout).toBe('0.0.0-test\n');
  });

  it('global flags work before and after the command', async () => {
    for (const argv of [
      ['--json', 'track', 'E'],
      ['track', 'E', '--json'],
    ]) {
      const { code, stderr } = await cli(argv, { env: { SEGMENT_WRITE_KEY: 'k'.repeat(32) } });
      expect(code).toBe(3);
      expect(JSON.parse(stderr)).toMatchObject({
        error: { code: 'no_user_anon_id', category: 'input', exitCode: 3, retryable: false },
      });
    }
  });

  it('SEGMENT_OUTPUT=json is the same as --json', async () => {
    const { stderr } = await cli(['track', 'E'], {
      env: { SEGMENT_OUTPUT: 'json', SEGMENT_WRITE_KEY: 'k'.repeat(32) },
    });
    expect(JSON.parse(stderr).error.code).toBe('no_user_anon_id');
  });

  it('usage errors are JSON too when JSON is asked for', async () => {
    const { stderr, code } = await cli(['track', 'E', '--bogus', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { category: 'usage', exitCode: 2 } });
  });

  it('stack traces only with --debug', async () => {
    expect((await cli(['track', 'E'])).stderr).not.toMatch(/^\s+at /m);
    expect((await cli(['track', 'E', '--debug'])).stderr).toMatch(/^\s+at /m);
  });
});

describe('errors', () => {
  it('every exit code an error can carry is in the table', () => {
    const codes = new Set(exitCodeTable.map(({ code }) => code));
    const errors: CliError[] = [new UsageError('x'), new TemporaryError('x')];
    for (const error of errors) expect(codes).toContain(error.exitCode);
    expect([...codes]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130, 143]);
  });

  it('the JSON form has every field, null where there is nothing to say', () => {
    expect(errorToJson(new TemporaryError('It is busy.', { status: 503 }))).toEqual({
      error: {
        code: 'temporary',
        category: 'network',
        message: 'It is busy.',
        hint: 'Run the same command again later.',
        details: [],
        status: 503,
        requestId: null,
        retryable: true,
        exitCode: 7,
      },
    });
  });
});
