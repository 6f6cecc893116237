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

test('an unknown flag is named without its value, which may be a secret', async () => {
  const { code, stderr } = await cli(['track', 'A', '--api-secret=canary-0001']);
  expect([code, stderr]).toEqual([2, expect.stringContaining("Unknown option '--api-secret'.")]);
  expect(stderr).not.toContain('canary');
});

describe('a field that is written as elsewhere', () => {
  test.each([
    [['track', 'A', '-p', 'total=12'], 'Did you mean: -f total=…'],
    [['track', 'A', '--prop', 'total:=12'], 'Did you mean: -F total=…'],
    [['track', 'A', '--property', 'total=12'], 'Did you mean: -f total=…'],
    [['track', 'A', '--propertie', '@a.json'], 'Did you mean --properties?'],
    [['track', 'A', '--user', 'u1'], 'Did you mean --user-id?'],
    [['track', 'A', '-d', '{"total":12}'], "Did you mean: --properties '{…}'"],
    [['identify', 'u1', '--data={"total":12}'], "Did you mean: --traits '{…}'"],
    [['track', 'A', '-u', 'u1', '{"total":12}'], "Did you mean: --properties '{…}'"],
    [['track', 'A', '-u', 'u1', '-f', '{"total":12}'], "Did you mean: --properties '{…}'"],
    [['identify', 'u1', '-F', '{"total":12}'], "Did you mean: --traits '{…}'"],
    [['track', 'A', '-u', 'u1', '-f', '{total:12}'], 'Write -f key=value, once for each key'],
    [['track', 'A', '-u', 'u1', '-f', 'plan: pro'], 'Write -f plan=pro'],
    [['track', 'A', '-u', 'u1', '-f', 'my plan'], "Write -f 'my plan=value'"],
    [
      ['-w', 'sandbox', 'track', 'Order', 'Completed', '-u', 'u1'],
      'Put a name of several words in quotes. The id of a user is a flag: --user-id ID',
    ],
    [['group', 'acme', 'u1'], 'The id of a user is a flag: --user-id ID'],
    [['alias', 'u1', 'u2'], 'The ids are flags: --user-id NEW --previous-id OLD'],
    [['batch', '--input', 'a.ndjson'], 'Files are arguments: segment batch FILE'],
    [['violations', 'web_store'], 'Did you mean: --source …'],
    [['-w', 'sandbox', 'audiences', 'list', 'spa_1'], 'Did you mean: --space …'],
    [['api', 'GET', '/sources'], 'Did you mean: -X GET'],
    [['users', 'get', 'ann', 'bo'], 'Add --help to see the flags and examples.'],
    [['validate', '-f', 'a.ndjson'], 'Files are arguments: segment validate FILE'],
    [['-w', 'sandbox', 'identify', 'u1', '--email', 'a@example.com'], 'Did you mean: -f email=…'],
    [['identify', 'u1', '--email=a@example.com'], 'Did you mean: -f email=…'],
    [['identify', 'u1', '--note=a=b'], 'Did you mean: -f note=…'],
    [['identify', 'u1', 'email=a@example.com'], 'Did you mean: -f email=…'],
    [['identify', '-u', 'a=b', 'u1', 'address[city]=London'], 'Did you mean: -f address[city]=…'],
    [['identify', 'u1', '--email'], 'Add --help to see the flags and examples.'],
    [['batch', '--email', 'a@example.com'], 'Add --help to see the flags and examples.'],
  ])('%j: the hint shows the flag, without a value that may be a secret', async (argv, hint) => {
    const { code, stderr } = await cli([...argv, '--json']);
    expect([code, JSON.parse(stderr).error.hint]).toEqual([2, hint]);
  });
});

describe('a command that there is not points at the one that was probably meant', () => {
  test.each([
    ['tail', 'Did you mean: segment sandbox tail'],
    ['login', 'Did you mean: segment auth login'],
    ['status', 'Did you mean: segment auth status'],
    ['traits', 'Did you mean: segment profile traits'],
    ['events', 'Did you mean: segment profile events, or segment sandbox events'],
    ['trakc', 'Did you mean: segment track'],
    ['evnts', 'Did you mean: segment profile events, or segment sandbox events'],
    ['auth logn', 'Did you mean: segment auth login'],
    ['auth tail', 'Did you mean: segment sandbox tail'],
    ['sandbox tial', 'Did you mean: segment sandbox tail'],
    ['sandbox faults lst', 'Did you mean: segment sandbox faults list'],
    ['import', 'Did you mean: segment batch'],
    ['whoami', 'Did you mean: segment auth status'],
    ['send', 'Did you mean: segment track, or segment batch'],
    ['version', 'Did you mean: segment --version'],
    ['xyzzyx', 'See: segment --help'],
    ['auth xyzzyx', 'See: segment auth --help'],
    ['source list', 'Did you mean: segment sources list'],
    ['source ls', 'Did you mean: segment sources list'],
    ['sources ls', 'Did you mean: segment sources list'],
    ['sources show web_store', 'Did you mean: segment sources get'],
    ['sources web_store', 'Did you mean: segment sources get web_store'],
    ['sources labels rm', 'See: segment sources labels --help'],
    ['sources rm', 'See: segment sources --help'],
    ['sources enable web_store', 'Did you mean: segment sources update'],
    ['sources clone web_store', 'See: segment sources --help'],
    ['profile user_1', 'Did you mean: segment profile get user_1'],
    ["profile it's", "Did you mean: segment profile get 'it'\\''s'"],
    ['list sources', 'Did you mean: segment sources list'],
    ['show source web_store', 'Did you mean: segment sources get'],
    ['get destination x', 'Did you mean: segment destinations get'],
    ['sandbox start', 'Did you mean: segment sandbox'],
    ['help source list', 'Did you mean: segment help sources list'],
    ['help sources show', 'Did you mean: segment help sources get'],
    ['help tail', 'Did you mean: segment help sandbox tail'],
    ['help exit-cods', 'Did you mean: segment help exit-codes'],
  ])('%s', async (words, hint) => {
    const { code, stdout, stderr } = await cli([...words.split(' '), '--json']);
    expect([code, stdout]).toEqual([2, '']);
    expect(JSON.parse(stderr).error).toMatchObject({ code: 'unknown_command', hint });
  });
});

describe('the form of results', () => {
  test('SEGMENT_OUTPUT with a word that is no form', async () => {
    const env = { SEGMENT_OUTPUT: 'jsn' };
    expect(await cli(['config', 'list'], { env })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: SEGMENT_OUTPUT is “jsn”, and must be one of: text, json.\nhint: Correct it, or remove it: unset SEGMENT_OUTPUT\n',
    });
    expect((await cli(['sources', 'list', '--json'], { env })).code).toBe(2);
  });

  test.each([
    ['sources list --json --csv', '--csv and --json exclude each other.'],
    ['sources list --json --ndjson', '--ndjson and --json exclude each other.'],
    ['sources list --ndjson --csv', '--ndjson and --csv exclude each other.'],
    ['sandbox events --raw --ndjson', '--ndjson and --raw exclude each other.'],
    ['sandbox events --raw --json', '--raw and --json exclude each other.'],
    ['sandbox tail --ndjson --json', '--ndjson and --json exclude each other.'],
    ['users list --csv --ndjson --json', '--ndjson, --csv and --json exclude each other.'],
  ])('%s', async (words, message) => {
    const { code, stderr } = await cli([...words.split(' '), '-w', 'sandbox']);
    expect(code).toBe(2);
    expect(JSON.parse(stderr.startsWith('{') ? stderr : '{}').error?.message ?? stderr).toContain(message);
  });

  test('a preference for JSON gives way to the flag of another form', async () => {
    for (const words of ['sandbox events --raw', 'sandbox tail --ndjson', 'sources list --csv']) {
      const env = { SEGMENT_OUTPUT: 'json', SEGMENT_API_URL: 'http://127.0.0.1:1' };
      const argv = words.startsWith('sandbox')
        ? [...words.split(' '), '--url', 'http://127.0.0.1:1']
        : words.split(' ');
      expect((await cli([...argv, '-w', 'sandbox'], { env })).code).toBe(7);
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
