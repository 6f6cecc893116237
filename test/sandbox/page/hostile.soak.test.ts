import { describe, expect, it } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { readSources } from '../../helpers/imports.ts';
import { basic, post, rawExchange } from '../../helpers/sandbox.ts';
import { builtPage, describeInBrowser, openPage, openSandboxWithPage } from './open-page.ts';

/** Each would set `window.hacked`, or ask another server, if any part of the page took it for more than text. */
const payloads = [
  '<script>window.hacked=1</script>',
  '<img src=x onerror="window.hacked=1">',
  '"><svg onload=window.hacked=1>',
  "';window.hacked=1;//",
  '</script><script>window.hacked=1</script>',
  '<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>',
  'javascript:window.hacked=1',
  '<style>@import "http://127.0.0.1:1/x.css";</style>',
  '<a href="javascript:window.hacked=1" autofocus onfocus=window.hacked=1>x</a>',
  '{{constructor.constructor("window.hacked=1")()}}',
  '<math><mi xlink:href="data:text/html,<script>window.hacked=1</script>">',
  '\u202e\u0007\u001b]52;c;aGFja2Vk\u0007\u0000 \ud800',
] as const;

/** One message with a payload in every field that the page shows. */
function hostileMessages(payload: string): object[] {
  const tree = { [payload]: payload, nested: [{ [payload]: [payload] }] };
  const ids = { userId: payload, anonymousId: payload };
  return [
    {
      type: 'track',
      event: payload,
      ...ids,
      properties: tree,
      context: { campaign: tree },
      integrations: tree,
    },
    { type: 'identify', ...ids, traits: { email: payload, name: payload, ...tree } },
    { type: 'page', name: payload, category: payload, ...ids, properties: tree },
    { type: 'screen', name: payload, ...ids },
    { type: 'group', groupId: payload, ...ids, traits: tree },
    { type: 'alias', userId: payload, previousId: payload },
    { type: 'track', event: 'x', ...ids, messageId: payload.slice(0, 90), timestamp: payload },
    { type: payload, ...ids },
    { type: 'track', event: { [payload]: payload }, ...ids },
    { [payload]: payload },
  ];
}

/** Opens every message in every view, from within the page: quicker than a person, and than a test that waits for one. */
const walk = `(async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const tab = (name) => [...document.querySelectorAll('.detail [role=tab]')].find((tab) => tab.textContent === name);
  let shown = 0;
  for (const id of [...document.querySelectorAll('.row')].map((row) => row.id)) {
    document.getElementById(id).click();
    await frame();
    for (const name of ['JavaScript', 'Node', 'Python', 'curl', 'Raw', 'Profile', 'Pretty']) {
      tab(name).click();
      do await frame(); while (document.querySelector('.detail').textContent.includes('Loading …'));
      if (document.querySelector('.detail .code, .detail .tab-panel p') !== null) shown += 1;
    }
  }
  return shown;
})()`;

const elementsThatAct =
  "document.querySelectorAll('#page script, #page img, #page iframe, #page style, #page link, #page a, #page [onload], #page [onerror], #page [onfocus]').length";

describeInBrowser('payloads', () => {
  it.each(payloads)(
    '%j is text wherever it stands',
    async (payload) => {
      const sandbox = await openSandboxWithPage();
      await post(
        sandbox,
        '/v1/batch',
        { batch: hostileMessages(payload) },
        { authorization: basic(payload) },
      );
      const page = await openPage(sandbox);
      await expect.poll(() => page.locator('.row').count()).toBe(10);
      expect(await page.evaluate(walk)).toBe(70);
      await page.getByRole('tab', { name: /Violations/ }).click();
      await page.locator('.rule').first().waitFor();
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect(await page.evaluate(elementsThatAct)).toBe(0);
    },
    120_000,
  );

  it('are shown to the letter', async () => {
    const sandbox = await openSandboxWithPage();
    const [event] = payloads;
    await post(sandbox, '/v1/track', { event, userId: 'u' });
    const page = await openPage(sandbox);
    await page.locator('.c-name').getByText(event, { exact: true }).click();
    await page.getByRole('heading', { name: `track ${event}` }).waitFor();
  });

  it('of a depth that nobody can walk leave the page alive', async () => {
    const sandbox = await openSandboxWithPage();
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    await post(sandbox, '/v1/track', `{"event":"Deep","userId":"u","properties":{"a":${deep}}}`);
    const page = await openPage(sandbox);
    await page.locator('.row', { hasText: 'Deep' }).click();
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('region', { name: 'The message as it was sent' }).waitFor();
    await post(sandbox, '/v1/track', { event: 'Alive', userId: 'u' });
    await page.locator('.row', { hasText: 'Alive' }).waitFor();
  });
});

describe('what serves the page', () => {
  const ask = (sandbox: RunningSandbox, path: string, ...headers: string[]) =>
    rawExchange(
      sandbox,
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${sandbox.port}`,
        'Connection: close',
        ...headers,
        '',
        '',
      ].join('\r\n'),
    );
  const files = ['/_/', '/_/page.js', '/_/page.css'];

  it.each(files)('%s comes with a policy that lets nothing else in', async (path) => {
    const sandbox = await openSandboxWithPage();
    const reply = await fetch(sandbox.url + path);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    expect(reply.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each(files)('%s is refused to other pages and other hosts', async (path) => {
    const sandbox = await openSandboxWithPage();
    const status = async (...headers: string[]) =>
      Number((await ask(sandbox, path, ...headers)).split(' ')[1]);
    expect(await status()).toBe(200);
    expect(await status('Sec-Fetch-Site: same-origin')).toBe(200);
    expect(await status('Origin: https://evil.example')).toBe(403);
    expect(await status('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors')).toBe(403);
    expect(
      await status('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'),
    ).toBe(403);
    expect(
      await status('Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'),
    ).toBe(200);
    const rebound = await rawExchange(sandbox, `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n\r\n`);
    expect(rebound.split(' ')[1]).toBe('403');
  });

  it('sends a person from / to the page, and leaves the Public API alone', async () => {
    const sandbox = await openSandboxWithPage();
    const html = { accept: 'text/html,*/*', redirect: 'manual' };
    const get = (headers: Record<string, string>) =>
      fetch(`${sandbox.url}/`, { headers, redirect: 'manual' });
    const person = await get(html);
    expect([person.status, person.headers.get('location')]).toEqual([302, '/_/']);
    for (const headers of [{ accept: 'application/json' }, { ...html, authorization: 'Bearer t' }])
      expect((await get(headers)).headers.get('location')).toBeNull();
  });

  it('says so when the page was not built', async () => {
    const sandbox = await openSandboxWithPage({ pageFolder: '/nowhere' });
    const reply = await fetch(`${sandbox.url}/_/`);
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ code: 'not_built' });
  });

  it('is one small bundle that names no other server', async () => {
    const sandbox = await openSandboxWithPage({ pageFolder: await builtPage() });
    const script = await (await fetch(`${sandbox.url}/_/page.js`)).text();
    expect(Buffer.byteLength(script)).toBeLessThan(60 * 1_024);
    const html = await (await fetch(`${sandbox.url}/_/`)).text();
    expect(html).not.toMatch(/https?:|<script(?![^>]*src="\/_\/page\.js")|<style|\son\w+=|style=/);
    expect(/insertAdjacentHTML|document\.write|\beval\b|new Function/.exec(script)).toBeNull();
  });

  it('is made of text nodes: its source never hands markup to the browser', () => {
    const sources = readSources('src/sandbox/page');
    expect(sources.size).toBeGreaterThan(20);
    const found = [...sources].filter(([, text]) =>
      /innerHTML|outerHTML|dangerouslySet|insertAdjacent|DOMParser|srcdoc/.test(text),
    );
    expect(found.map(([path]) => path)).toEqual([]);
  });
});
