import { describe, expect, it } from 'vitest';
import { terminal } from '../helpers/reading.ts';
import { openAda, sendText } from './profile/scene.ts';

const token = 'sgp_canarycanarycanarycanarycanary1';

/** A call that shows what was typed, whatever it be, as JSON. */
function shown(text: string, ...flags: readonly string[]): readonly string[] {
  return ['track', 'E', '-u', 'u', '-f', `note=${text}`, '--dry-run', ...flags];
}

function errorOf(stderr: string): Record<string, unknown> {
  return JSON.parse(stderr).error;
}

describe('secrets', () => {
  it.each(['.', '.. | strings | "ab" + . | @base64', 'tojson | @uri', '[.. | strings | explode]'])(
    'are masked before %s sees them',
    async (expression) => {
      const { run } = await openAda();
      const env = { SEGMENT_TOKEN: token, SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' };
      const { code, stdout } = await run(shown(token, '--jq', expression), { env });
      expect(code).toBe(0);
      const decoded = stdout
        .split('\n')
        .map((line) => Buffer.from(line, 'base64').toString('latin1'))
        .join('\n');
      for (const text of [stdout, decoded, decodeURIComponent(stdout)]) expect(text).not.toContain(token);
      expect(stdout).not.toContain([...token].map((letter) => letter.charCodeAt(0)).join(','));
    },
  );

  it('are masked in what the expression itself makes of its own text', async () => {
    const { run } = await openAda();
    const env = { SEGMENT_TOKEN: token };
    const { stdout } = await run(['overview', '--jq', `"${token}"`], { env });
    expect(stdout).toBe('sgp_…ary1\n');
  });

  it('come out of the one command whose result is the secret', async () => {
    const { run } = await openAda();
    const { stdout } = await run(['auth', 'token', '--jq', '.token'], { env: { SEGMENT_TOKEN: token } });
    expect(stdout).toBe(`${token}\n`);
  });
});

describe('where results go', () => {
  const hostile = 'a\u001b]52;c;aGk=\u0007\u009d\u202e\nb';

  it('raw into a pipe, as jq -r', async () => {
    const { run } = await openAda();
    const { stdout } = await run(shown(hostile, '--jq', '.body.properties.note'));
    expect(stdout).toBe(`${hostile}\n`);
  });

  it('escaped on a terminal, but for line breaks', async () => {
    const { run } = await openAda();
    const screen = terminal(80);
    await run(shown(hostile, '--jq', '.body.properties.note, .body.properties'), { io: screen });
    expect(screen.stdout.text).toBe(
      'a\\u001b]52;c;aGk=\\u0007\\u009d\\u202e\nb\n{"note":"a\\u001b]52;c;aGk=\\u0007\\u009d\\u202e\\nb"}\n',
    );
  });

  it('a terminal gets no JSON with line breaks in it', async () => {
    const { run } = await openAda();
    const screen = terminal(80);
    await run(['sources', 'list', '--jq', '.[0] | {id, labels}'], { io: screen });
    expect(screen.stdout.text.split('\n')).toHaveLength(2);
  });
});

describe('numbers', () => {
  it('keep their digits from a profile to stdout', async () => {
    const { run, sandbox } = await openAda();
    const big = '12345678901234567890';
    await sendText(sandbox, '/v1/identify', `{"userId":"big","traits":{"n":${big},"z":-0,"e":1e400}}`);
    const { stdout } = await run(['profile', 'traits', 'user_id:big', '--jq', '.n, .z, .e']);
    expect(stdout).toBe(`${big}\n-0\n1E+400\n`);
  });
});

describe('a failure of the expression', () => {
  it('is told once, with exit 1 and what was done', async () => {
    const { run } = await openAda();
    const { code, stdout, stderr } = await run(['track', 'E', '-u', 'u', '--jq', '.messageId, .[0]'], {
      env: { SEGMENT_WRITE_KEY: 'webstorewebstorewebstorewebstore' },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^[\w-]{36}\n$/);
    expect(errorOf(stderr)).toMatchObject({
      code: 'jq_failed',
      message: '--jq .messageId, .[0]: Cannot index object with number (0).',
      details: [expect.stringContaining('was answered 200'), expect.stringContaining('was accepted')],
      hint: expect.stringContaining('do not run it again'),
    });
  });

  it('loses nothing of the rest', async () => {
    const { run } = await openAda();
    const names = (await run(['sources', 'list', '--ndjson', '--fields', 'slug'])).stdout;
    const slugs: string[] = names.match(/(?<=:")\w+/g) ?? [];
    const expression = 'if .slug == "web_store" then error("this one") else .slug end';
    const { code, stdout, stderr } = await run(['sources', 'list', '--ndjson', '--jq', expression]);
    expect(code).toBe(1);
    expect(stdout).toBe(`${slugs.filter((slug) => slug !== 'web_store').join('\n')}\n`);
    expect(errorOf(stderr).message).toContain(
      `this one (line ${slugs.indexOf('web_store') + 1} of the JSON)`,
    );
  });

  it('leaves the exit code to what the command itself failed with', async () => {
    const { run } = await openAda();
    const { code, stderr } = await run(['api', '/nowhere', '--jq', '.data.list[]']);
    const [first = '', second = ''] = stderr.trim().split('\n');
    expect(code).toBe(5);
    expect([errorOf(first).code, errorOf(second).code]).toEqual(['jq_failed', 'not_found']);
  });

  it('prints what an expression makes at the end for a command that fails, too', async () => {
    const { run } = await openAda();
    const { code, stdout } = await run(['api', '/nowhere', '--jq', '[., inputs] | length']);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '1\n' });
  });
});

describe('other forms', () => {
  it.each([['--csv'], ['--ndjson', '--json']])('%s cannot go with --jq', async (...flags) => {
    const { run } = await openAda();
    const { code, stderr } = await run(['sources', 'list', '--jq', '.', ...flags]);
    expect(code).toBe(2);
    expect(errorOf(stderr).code).toBe('format_conflict');
  });

  it('goes before a preference for text', async () => {
    const { run } = await openAda();
    const { stdout } = await run(['overview', '--jq', 'type'], { env: { SEGMENT_OUTPUT: 'text' } });
    expect(stdout).toBe('object\n');
  });

  it.each([['--json'], []])('the body of any call, %s', async (...flags) => {
    const { run } = await openAda();
    const { stdout } = await run(['api', '/sources', ...flags, '--jq', '.data.sources[0].id']);
    expect(stdout).toMatch(/^\w+\n$/);
  });

  it('each item of a call with pages', async () => {
    const { run } = await openAda();
    const { stdout } = await run(['api', '/sources', '--paginate', '--jq', '.slug']);
    expect(stdout.split('\n')).toContain('web_store');
  });

  it('an empty expression is refused', async () => {
    const { run } = await openAda();
    expect(await run(['overview', '--jq', ' '])).toMatchObject({ code: 2, stdout: '' });
  });
});
