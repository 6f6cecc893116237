import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../helpers/imports.ts';
import { describeInBrowser, openPage, openSandboxWithPage } from './open-page.ts';
import { sendTraffic } from './sample-traffic.ts';

const themes = ['light', 'dark'] as const;
const widths = [400, 900, 1_400] as const;
const looks = themes.flatMap((theme) => widths.map((width) => ({ theme, width })));

/** A folder to put a picture of every view into: some of them are in docs/images. */
const imageFolder = process.env.SEGMENT_TAKE_IMAGES;

/** What axe-core finds that would keep somebody from using the page. */
async function seriousFindings(page: Page): Promise<string[]> {
  // The page's policy lets no script in; the developer tools may.
  await page.evaluate(axeCore.source);
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`);
}

/** How far the page is wider than the window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

async function checkLook(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  expect(await overflow(page), name).toBeLessThanOrEqual(0);
  expect(await seriousFindings(page), name).toEqual([]);
  if (imageFolder === undefined) return;
  mkdirSync(imageFolder, { recursive: true });
  await page.screenshot({ path: join(imageFolder, `${name}.png`) });
}

describeInBrowser('the look of the page', () => {
  it.each(looks)('$theme at $width px', async ({ theme, width }) => {
    const sandbox = await openSandboxWithPage();
    const options = { viewport: { width, height: 860 }, colorScheme: theme };
    const page = await openPage(sandbox, options);
    await page.getByRole('heading', { name: 'Nothing has arrived yet' }).waitFor();
    await checkLook(page, `empty-${theme}-${width}`);

    await sendTraffic(sandbox);
    await page.getByRole('option', { name: /Invoice Paid/ }).waitFor();
    await checkLook(page, `list-${theme}-${width}`);

    await page.getByRole('option', { name: /Order Completed/ }).click();
    await page.getByRole('region', { name: 'The message in JavaScript' }).waitFor();
    await checkLook(page, `message-${theme}-${width}`);
    await page.getByRole('tab', { name: 'Raw' }).click();
    await page.getByRole('region', { name: 'The message as it was sent' }).waitFor();
    await checkLook(page, `raw-${theme}-${width}`);
    await page.getByRole('tab', { name: 'Profile' }).click();
    await page.locator('.profile').getByText('ada@example.com').first().waitFor();
    await checkLook(page, `profile-${theme}-${width}`);
    await page.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('tab', { name: /Violations/ }).click();
    await page.getByText('no_user_anon_id').waitFor();
    await checkLook(page, `violations-${theme}-${width}`);

    await page.getByRole('button', { name: 'Keys' }).click();
    await checkLook(page, `keys-${theme}-${width}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Reset/ }).click();
    await checkLook(page, `reset-${theme}-${width}`);
  });
});

describe('the pictures of the documents', () => {
  const folder = join(projectRoot, 'docs', 'images');
  const names = readdirSync(folder);

  it('show the page in both themes at every width', () => {
    expect(names).toEqual(
      expect.arrayContaining(looks.map(({ theme, width }) => `message-${theme}-${width}.png`)),
    );
  });

  it.each(names)('%s is small, and shown on a page', (name) => {
    expect(statSync(join(folder, name)).size).toBeLessThan(200_000);
    expect(readFileSync(join(projectRoot, 'docs', 'sandbox.md'), 'utf8')).toContain(`](images/${name})`);
  });
});
