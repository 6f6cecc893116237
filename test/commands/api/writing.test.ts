import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { MemoryStream } from '../../helpers/cli.ts';
import { errorOf, openScene, sceneToken } from '../../helpers/reading.ts';
import { openShell } from '../../helpers/shell.ts';

const path = '/sources/sRcWebStore11111111111';

describe('a DELETE', () => {
  it('asks; nobody there: exit 2 naming the flag, nothing sent', async () => {
    const { run, api } = await openScene();
    const result = await run(['api', '-X', 'DELETE', path, '--json']);
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(errorOf(result)).toMatchObject({
      code: 'confirmation_missing',
      hint: expect.stringContaining('--yes'),
    });
    expect(await api(path)).toContain('web_store');
  });

  it('--yes: is made, and says where', async () => {
    const { run, api } = await openScene();
    const { code, stdout, stderr } = await run(['api', '-X', 'DELETE', path, '-y']);
    expect([code, stdout]).toEqual([0, '{"data":{"status":"SUCCESS"}}']);
    expect(stderr).toContain(`DELETE ${path} (us)`);
    expect(await api(path)).toContain('not-found');
  });

  it.each([
    ['y\r', 0],
    ['n\r', 130],
  ])('at a terminal: the answer %j ends with %i', async (answer, code) => {
    const { run, api } = await openScene();
    const keyboard = new PassThrough();
    const stderr = Object.assign(new MemoryStream(), { isTTY: true, columns: 80 });
    const write = stderr._write.bind(stderr);
    let typed = false;
    stderr._write = (chunk: Buffer, encoding, done) => {
      if (!typed && chunk.toString().includes('DELETE /sources/sRcWebStore11111111111?')) {
        typed = true;
        setImmediate(() => keyboard.write(answer));
      }
      write(chunk, encoding, done);
    };
    const result = await run(['api', '-X', 'DELETE', path], {
      env: { TERM: 'xterm' },
      io: { stdin: () => keyboard, stdinIsTerminal: true, stderr },
    });
    expect(result.code).toBe(code);
    expect((await api(path)).includes('not-found')).toBe(code === 0);
  });
});

describe('--dry-run and --curl', () => {
  const change = ['api', '-X', 'PATCH', path, '-f', 'name=Shop', '-F', 'n=10.00'];

  it('show the request and send nothing, without a credential too', async () => {
    const { run, api } = await openScene();
    const env = { SEGMENT_TOKEN: '', SEGMENT_API_URL: 'https://api.segmentapis.com' };
    const { code, stdout, stderr } = await run([...change, '-n'], { env });
    expect([code, stderr]).toEqual([0, 'Dry run: nothing was sent.\n']);
    expect(stdout.replace(/user-agent: .*/, 'user-agent: …')).toBe(
      `PATCH https://api.segmentapis.com${path}\nauthorization: Bearer [redacted]\naccept: application/json\n` +
        'content-type: application/json\nuser-agent: …\n\n{\n  "name": "Shop",\n  "n": 10.00\n}\n',
    );
    const json = await run([...change, '-n', '--json'], { env });
    expect(json.stdout).toContain('"body":{"name":"Shop","n":10.00}}');
    expect(JSON.parse(json.stdout)).toMatchObject({ dryRun: true, method: 'PATCH' });
    expect(await api(path)).not.toContain('Shop');
    const asked = await run(['api', '-X', 'DELETE', path, '-n'], { env });
    expect(asked.code).toBe(0);
  });

  it('never show a header that looks like a credential', async () => {
    const { run } = await openScene();
    const secret = ['-H', 'X-Proxy-Token: hush', '-H', 'X-Two: sgp_abcdefghijkl', '-H', 'X-Three: shown'];
    for (const flag of ['-n', '--curl']) {
      const { stdout } = await run(['api', '/x', ...secret, flag]);
      expect(stdout).toMatch(/x-three: shown/);
      expect(stdout).not.toMatch(/hush|sgp_abcdefghijkl/);
    }
    const { stderr } = await run(['api', '/x', ...secret, '--debug']);
    expect(stderr).not.toContain('sgp_abcdefghijkl');
  });

  it('--curl: one line with variables in place of credentials, and it does the same', async () => {
    const { run, api, sandbox } = await openScene();
    const { stdout } = await run(['api', '-X', 'PATCH', path, '-f', "name=Maya's", '--curl']);
    expect(stdout).toBe(
      `curl -X PATCH '${sandbox.url}${path}' -H "Authorization: Bearer $SEGMENT_TOKEN" -H 'Accept: application/json' ` +
        `-H 'Content-Type: application/json' --data-raw '{"name":"Maya'\\''s"}'\n`,
    );
    expect(await api(path)).not.toContain('Maya');
    const shell = openShell();
    const pasted = await shell.run(stdout.trim(), { SEGMENT_TOKEN: sceneToken }, shell.folder);
    await shell.close();
    expect([pasted.code, JSON.parse(pasted.stdout).data.source.name]).toEqual([0, "Maya's"]);
  });

  it.each([
    [[], '$SEGMENT_TOKEN"'],
    [['--api', 'profile'], '-u "$SEGMENT_PROFILE_TOKEN:"'],
    [['--api', 'tracking'], '-u "$SEGMENT_WRITE_KEY:"'],
    [['-w', 'sandbox', '--api', 'tracking'], '-u "sandboxsandboxsandboxsandboxsand:"'],
    [['-w', 'sandbox'], '-H "Authorization: Bearer sandbox"'],
  ])('--curl with %j', async (flags, expected) => {
    const { run } = await openScene();
    const { stdout } = await run(['api', '/x', '--curl', ...flags]);
    expect(stdout).toContain(expected);
    expect(stdout).not.toContain('-X');
  });
});
