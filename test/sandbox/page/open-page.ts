import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, describe, expect, onTestFinished } from 'vitest';
import { buildPage } from '../../../scripts/build-page.mjs';
import type { RunningSandbox, SandboxOptions } from '../../../src/sandbox/start.ts';
import { openSandbox } from '../../helpers/sandbox.ts';

/** Where Debian puts it. */
const executablePath = '/usr/bin/chromium';

const isInstalled = existsSync(executablePath);

/** Tests that need a browser; skipped, as their name shows, where there is none. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(!isInstalled)(isInstalled ? name : `${name} (passed over: no ${executablePath})`, tests);
}

/** Runs in the page before anything else does. */
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});`;

let built: Promise<string> | undefined;
let browser: Promise<Browser> | undefined;

/** The built page, made anew from the source once per test file. */
export function builtPage(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'segment-cli-page-'));
  await buildPage(folder);
  return folder;
}

afterAll(async () => {
  await (await browser)?.close();
  if (built !== undefined) rmSync(await built, { recursive: true });
});

/** A sandbox that can serve its page. */
export async function openSandboxWithPage(options: SandboxOptions = {}): Promise<RunningSandbox> {
  return openSandbox({ pageFolder: await builtPage(), ...options });
}

/**
 * The page of a sandbox in Chromium. The test fails when the page complains: an error on the console, an
 * exception, a question to another server, anything its content security policy had to stop; but for what is
 * `expected`.
 */
export async function openPage(
  sandbox: RunningSandbox,
  { expected = [], ...options }: BrowserContextOptions & { readonly expected?: readonly RegExp[] } = {},
): Promise<Page> {
  browser ??= chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const context = await (await browser).newContext({ viewport: { width: 1_400, height: 900 }, ...options });
  const complaints: string[] = [];
  await context.addInitScript({ content: reportViolations });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(sandbox.url)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([]);
  });
  await page.goto(`${sandbox.url}/_/`);
  await page.getByText('Connected', { exact: true }).waitFor();
  return page;
}
