import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { JournalMessage } from '../../src/sandbox/journal/journal-message.ts';
import type { RunningSandbox } from '../../src/sandbox/start.ts';
import { projectRoot } from '../helpers/imports.ts';
import { openSandbox } from '../helpers/sandbox.ts';

// Segment's own browser SDK in a real browser, on a page of another origin.

const executablePath = '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
if (!hasBrowser) process.stdout.write(`skipped: there is no ${executablePath}\n`);

const writeKey = 'b'.repeat(32);
let browser: Browser;
let script: string;

describe.skipIf(!hasBrowser)('@segment/analytics-next in Chromium', () => {
  beforeAll(async () => {
    const bundled = await build({
      entryPoints: [join(projectRoot, 'test', 'helpers', 'analytics-next-page.mjs')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    });
    script = bundled.outputFiles[0]?.text ?? '';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  /** A page served from a port of its own, with the SDK in it, and everything the browser complained about. */
  async function openPage(): Promise<{ page: Page; complaints: string[] }> {
    const server = createServer((request, response) => {
      const isScript = request.url === '/sdk.js';
      response.writeHead(request.url === '/favicon.ico' ? 204 : 200, {
        'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      });
      response.end(
        isScript
          ? script
          : '<!doctype html><title>The shop ✓</title><script src="/sdk.js"></script><h1>Shop</h1>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const context = await browser.newContext();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) =>
      complaints.push(`${request.url()}: ${request.failure()?.errorText ?? ''}`),
    );
    onTestFinished(async () => {
      await context.close();
      server.close();
    });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/cart?utm_source=news`);
    return { page, complaints };
  }

  const start = (page: Page, { url }: RunningSandbox, delivery: object) =>
    page.evaluate(`window.start('${writeKey}', ${JSON.stringify(url)}, ${JSON.stringify(delivery)})`);

  const callEverything = `(async () => {
    const a = window.analytics;
    // First of all: once somebody is identified, the SDK aliases them and nobody else.
    await a.alias('user_2', 'user_0');
    await a.page('Shop', 'Cart', { items: 2 });
    await a.identify('user_1', { email: 'ada@example.com', name: 'Ada “Lovelace”' });
    await a.track('Order Completed', { revenue: 49.9, currency: 'EUR', products: [{ id: 'p1' }] });
    await a.group('acme', { plan: 'pro' });
    await a.screen('Home', { tab: 1 });
  })()`;

  async function arrived({ journal }: RunningSandbox, count: number): Promise<readonly JournalMessage[]> {
    await expect.poll(() => journal.messages.length, { timeout: 10_000 }).toBe(count);
    return [...journal.messages];
  }

  it.each<[string, object, string, string]>([
    ['one by one', { strategy: 'standard', config: { keepalive: true } }, '/v1/', 'text/plain'],
    ['in batches', { strategy: 'batching', config: { size: 3, timeout: 300 } }, '/v1/b', 'text/plain'],
  ])(
    'sends every call %s',
    async (_name, delivery, path, contentType) => {
      const sandbox = await openSandbox();
      const { page, complaints } = await openPage();
      await start(page, sandbox, delivery);
      await page.evaluate(callEverything);
      const messages = await arrived(sandbox, 6);
      expect([...sandbox.journal.rejected].map(({ code }) => code)).toEqual([]);
      const byType = new Map(messages.map((message) => [message.type, message.completed]));
      expect([...byType.keys()].sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
      expect(byType.get('page')).toMatchObject({
        name: 'Cart',
        category: 'Shop',
        properties: { items: 2, path: '/cart', search: '?utm_source=news', title: 'The shop ✓' },
      });
      expect(byType.get('identify')).toMatchObject({
        userId: 'user_1',
        traits: { email: 'ada@example.com', name: 'Ada “Lovelace”' },
      });
      expect(byType.get('track')).toMatchObject({
        event: 'Order Completed',
        userId: 'user_1',
        properties: { revenue: 49.9, currency: 'EUR', products: [{ id: 'p1' }] },
        context: { library: { name: 'analytics.js' }, campaign: { source: 'news' }, page: { path: '/cart' } },
      });
      expect(byType.get('group')).toMatchObject({ groupId: 'acme', traits: { plan: 'pro' } });
      expect(byType.get('alias')).toMatchObject({ userId: 'user_2', previousId: 'user_0' });
      expect(byType.get('screen')).toMatchObject({ name: 'Home', properties: { tab: 1 } });
      for (const message of messages) {
        expect(message.writeKey).toBe(writeKey);
        expect(message.path.startsWith(path)).toBe(true);
        expect(message.headers['content-type']).toContain(contentType);
        expect(message.headers.origin).toMatch(/^http:\/\/localhost:\d+$/);
        const { sentAt, timestamp, receivedAt, anonymousId } = message.completed;
        expect(anonymousId).toMatch(/^[0-9a-f-]{36}$/);
        for (const time of [sentAt, timestamp, receivedAt]) expect(Date.parse(String(time))).not.toBeNaN();
      }
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  it('sends what waits when the page is left', async () => {
    const sandbox = await openSandbox();
    const { page } = await openPage();
    await start(page, sandbox, { strategy: 'batching', config: { size: 100, timeout: 60_000 } });
    await page.evaluate(`window.analytics.track('Left', {}).then(() => undefined)`);
    expect(sandbox.journal.messages.length).toBe(0);
    await page.goto('about:blank');
    const [message] = await arrived(sandbox, 1);
    expect(message).toMatchObject({ event: 'Left', path: '/v1/b' });
  }, 60_000);

  it('learns from the settings that a source does not exist', async () => {
    const sandbox = await openSandbox({ sources: [{ name: 'web', writeKey: 'other' }] });
    const { page } = await openPage();
    const asked = page.waitForResponse((response) =>
      response.url().endsWith(`/v1/projects/${writeKey}/settings`),
    );
    await page.evaluate(
      `void window.start('${writeKey}', ${JSON.stringify(sandbox.url)}, { strategy: 'standard' })`,
    );
    const reply = await asked;
    expect([reply.status(), reply.headers()['access-control-allow-origin']]).toEqual([404, '*']);
    expect(sandbox.journal.requests.length).toBe(0);
  }, 60_000);
});
