import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RunningSandbox } from '../../../src/sandbox/start.ts';
import { basic, post } from '../../helpers/sandbox.ts';
import { describeInBrowser, openPage, openSandboxWithPage } from './open-page.ts';
import { sendTraffic } from './sample-traffic.ts';

const track = (fields: object = {}) => ({ type: 'track', event: 'E', userId: 'u', ...fields });

function send(sandbox: RunningSandbox, batch: readonly object[], writeKey = 'key') {
  return post(sandbox, '/v1/batch', { batch }, { authorization: basic(writeKey) });
}

const row = (page: Page, name: string | RegExp) => page.locator('.row', { hasText: name });
const verdict = (page: Page) => page.locator('.verdict');
const named = (page: Page, name: string) => page.locator('.c-name').getByText(name, { exact: true });
const code = (page: Page, name: string) => page.getByRole('region', { name });

describeInBrowser('the page of the sandbox', () => {
  it('teaches while it is empty, and shows the sample it offers to send', async () => {
    const sandbox = await openSandboxWithPage();
    const page = await openPage(sandbox);
    for (const name of ['Browser', 'Python', 'Go', 'curl', 'Node']) {
      await page.getByRole('tab', { name, exact: true }).click();
      expect(await code(page, `Set-up for ${name}`).textContent()).toContain(`127.0.0.1:${sandbox.port}`);
    }
    await page.getByRole('button', { name: 'Send a sample message' }).click();
    await row(page, 'Order Completed').waitFor();
    expect(sandbox.journal.messages.length).toBe(1);
  });

  it('shows requests that were refused, with what they held and no secret', async () => {
    const sandbox = await openSandboxWithPage();
    await post(sandbox, '/v1/track', '{"writeKey":"wrongkeywrongkey","event":"<i>x</i>"', {
      authorization: basic('wrongkeywrongkey'),
    });
    const page = await openPage(sandbox);
    await page.getByRole('button', { name: 'Show why' }).click();
    await page.getByText('✗ 400 malformed JSON').click();
    expect(await code(page, 'The first bytes of the body').textContent()).toBe(
      '{"writeKey":"…","event":"<i>x</i>"',
    );
    await fetch(`${sandbox.url}/sources`);
    await page.getByText('✗ 401 The token is missing or invalid.').waitFor();
    expect(await page.getByRole('tab', { name: 'Refused' }).textContent()).toBe('Refused 2');
    expect(await page.content()).not.toContain('wrongkeywrongkey');
    sandbox.journal.reset();
    await page.getByText('No request was refused').waitFor();
  });

  it('shows messages as they arrive, the newest on top, and those from before', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [track({ event: 'Before' })]);
    const page = await openPage(sandbox);
    await row(page, 'Before').waitFor();
    await send(sandbox, [track({ event: 'First' }), track({ event: 'Second' })]);
    await row(page, 'Second').waitFor();
    expect(await page.locator('.c-name').allTextContents()).toEqual(['Second', 'First', 'Before']);
  });

  it('holds still while it is paused, and catches up', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [track({ event: 'Old' })]);
    const page = await openPage(sandbox);
    await row(page, 'Old').waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    await send(sandbox, [track({ event: 'New' })]);
    await page.getByText('Paused · 1 new message').waitFor();
    expect(await page.locator('.c-name').allTextContents()).toEqual(['Old']);
    await page.getByRole('button', { name: 'Live' }).click();
    await row(page, 'New').waitFor();
  });

  it('does not move under who has scrolled down', async () => {
    const sandbox = await openSandboxWithPage();
    await send(
      sandbox,
      [...Array(200).keys()].map((index) => track({ event: `E${index}` })),
    );
    const page = await openPage(sandbox);
    await row(page, 'E199').waitFor();
    await page.evaluate("document.getElementById('messages').scrollTop = 1600");
    await row(page, 'E149').waitFor();
    await send(sandbox, [track({ event: 'Later' })]);
    const newer = page.getByRole('button', { name: '↑ 1 new message' });
    await newer.waitFor();
    expect(await row(page, 'E149').count()).toBe(1);
    await newer.click();
    await row(page, 'Later').waitFor();
  });

  it('filters by text, type, source and verdict, what is there and what arrives', async () => {
    const sandbox = await openSandboxWithPage();
    await sendTraffic(sandbox);
    const page = await openPage(sandbox);
    await row(page, 'Invoice Paid').waitFor();
    const names = () => page.locator('.c-name').allTextContents();
    const isShown = (count: number) => page.getByText(`${count} of 13 messages`).waitFor();

    await page.getByLabel('Filter by any text').fill('MONOPOLY spring');
    await isShown(1);
    expect(await names()).toEqual(['Order Completed']);
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await page.getByLabel('Type').selectOption('identify');
    await isShown(2);
    await page.getByLabel('Source').selectOption('web');
    await isShown(1);
    expect(await names()).toEqual(['ada@example.com']);
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await page.getByLabel('Verdict').selectOption('duplicate');
    await isShown(1);
    await page.getByLabel('Verdict').selectOption('stored');
    await isShown(9);
    await page.getByLabel('Verdict').selectOption('no_user_anon_id');
    await isShown(1);
    await send(sandbox, [{ type: 'track', event: 'Nobody' }, track({ event: 'Somebody' })]);
    await page.getByText('2 of 15 messages').waitFor();
    expect(await names()).toEqual(['Nobody', 'Product Viewed']);
  });

  it('takes text for text, whatever pattern it looks like', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [track({ event: 'a.b*c(' }), track({ event: 'axbbc' })]);
    const page = await openPage(sandbox);
    await row(page, 'axbbc').waitFor();
    await page.getByLabel('Filter by any text').fill('a.b*c(');
    await page.getByText('1 of 2 messages').waitFor();
  });

  it('filters by FQL in the sandbox, and tells what is wrong with an expression', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [
      track({ event: 'Cheap', properties: { total: 5 } }),
      track({ event: 'Dear', properties: { total: 50 } }),
    ]);
    const page = await openPage(sandbox, { expected: [/status of 400/] });
    await row(page, 'Dear').waitFor();
    const field = page.getByLabel(/FQL/);
    await field.fill('properties.total > 10');
    await field.press('Enter');
    await row(page, 'Cheap').waitFor({ state: 'detached' });
    await send(sandbox, [
      track({ event: 'Cheap too', properties: { total: 6 } }),
      track({ event: 'Dear too', properties: { total: 60 } }),
    ]);
    await row(page, 'Dear too').waitFor();
    expect(await page.locator('.c-name').allTextContents()).toEqual(['Dear too', 'Dear']);
    const before = await row(page, 'Dear too').boundingBox();
    await field.fill('properties.total >');
    await field.press('Enter');
    await page.getByRole('alert').getByText(/fql/i).waitFor();
    // What is half typed changes neither the list nor where it stands.
    expect(await page.locator('.c-name').allTextContents()).toEqual(['Dear too', 'Dear']);
    expect(await row(page, 'Dear too').boundingBox()).toEqual(before);
    await send(sandbox, [track({ event: 'Dear at last', properties: { total: 70 } })]);
    await row(page, 'Dear at last').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await row(page, 'Cheap too').waitFor();
  });

  it('says in words what Segment would do', async () => {
    const sandbox = await openSandboxWithPage();
    await sendTraffic(sandbox);
    const page = await openPage(sandbox);
    const wants: readonly [RegExp | string, string][] = [
      ['Product Viewed', 'Segment would answer 200 and drop this: no_user_anon_id'],
      ['Invoice Paid', 'Segment would answer 200 and accept this.'],
      ['timestamp_without_zone', 'accept this, with a warning: timestamp_without_zone'],
      ['duplicate', 'keep only the first: duplicate'],
    ];
    for (const [name, words] of wants) {
      await row(page, name).click();
      await verdict(page).getByText(words).waitFor();
    }
  });

  it('shows a message as calls, as it was sent, with its times and whose it is', async () => {
    const sandbox = await openSandboxWithPage({ now: () => new Date('2026-01-02T03:04:05.000Z') });
    const text =
      '{"batch":[{"type":"track", "event":"Paid","userId":"u1","properties":{"id":12345678901234567890},"timestamp":"2026-01-02T02:00:00.000Z"}],"sentAt":"2026-01-02T02:00:10.000Z"}';
    await post(sandbox, '/v1/batch', text);
    await send(sandbox, [{ type: 'identify', userId: 'u1', traits: { email: 'a@example.com' } }]);
    const page = await openPage(sandbox);
    await row(page, 'Paid').click();
    const pretty = async (language: string) => {
      await page.getByRole('tab', { name: language, exact: true }).click();
      return code(page, `The message in ${language}`).textContent();
    };
    expect(await pretty('JavaScript')).toBe(
      "analytics.track('Paid', { id: 12345678901234567890 }, { userId: 'u1' });",
    );
    expect(await pretty('Python')).toContain("analytics.track(user_id='u1', event='Paid'");
    expect(await pretty('curl')).toContain(`${sandbox.url}/v1/track`);
    const times = page.getByRole('region', { name: 'Times' });
    // received − (sent − original) = 03:04:05 − 10 s
    expect(await times.locator('.time').allTextContents()).toEqual([
      '2026-01-02T02:00:00.000Z',
      '2026-01-02T02:00:10.000Z',
      '2026-01-02T03:04:05.000Z',
      '2026-01-02T03:03:55.000Z',
    ]);
    await page.getByRole('tab', { name: 'Raw' }).click();
    const raw = await code(page, 'The message as it was sent').textContent();
    expect(raw).toContain('"id": 12345678901234567890');
    expect(raw).not.toContain('receivedAt');
    await page.getByRole('tab', { name: 'Profile' }).click();
    await page.locator('.profile').getByText('a@example.com').first().waitFor();
  });

  it('gathers violations by rule and shows the messages of one', async () => {
    const sandbox = await openSandboxWithPage();
    await sendTraffic(sandbox);
    await post(sandbox, '/v1/batch', '{');
    const page = await openPage(sandbox);
    await page.getByRole('tab', { name: 'Violations 6' }).click();
    const codes = await page.locator('.rule code').allTextContents();
    expect(codes.toSorted()).toEqual([
      'currency_unknown',
      'duplicate',
      'event_not_defined',
      'id_not_string',
      'no_user_anon_id',
      'timestamp_without_zone',
    ]);
    await page.getByText('1 request answered 4xx').waitFor();
    await send(sandbox, [{ type: 'track', event: 'Nobody' }]);
    const rule = page.locator('.rule', { hasText: 'no_user_anon_id' });
    await rule.getByRole('button', { name: 'Show 2 messages' }).click();
    await page.getByText('2 of 14 messages').waitFor();
    expect(await page.locator('.c-name').allTextContents()).toEqual(['Nobody', 'Product Viewed']);
  });

  it('copies a message as lines that work', async () => {
    const sandbox = await openSandboxWithPage();
    await sendTraffic(sandbox);
    const page = await openPage(sandbox, { permissions: ['clipboard-read', 'clipboard-write'] });
    await row(page, 'Invoice Paid').click();
    const copied = async (name: string) => {
      await page.getByRole('button', { name }).click();
      await page.getByText(/copied$/).waitFor();
      return page.evaluate('navigator.clipboard.readText()');
    };
    expect(await copied('Copy as curl')).toContain(`-d '{"event":"Invoice Paid",`);
    expect(await copied('Copy as segment')).toBe(
      `SEGMENT_SANDBOX_URL=${sandbox.url} segment track 'Invoice Paid' -u user_1f07 --properties '{"total":12}' -w sandbox`,
    );
    expect(await copied('Copy as assertion')).toBe(
      `segment sandbox assert --type track --event 'Invoice Paid' -u user_1f07 --url ${sandbox.url}`,
    );
  });

  it('goes by keys alone', async () => {
    const sandbox = await openSandboxWithPage();
    await send(
      sandbox,
      ['A', 'B', 'C'].map((event) => track({ event })),
    );
    const page = await openPage(sandbox, { permissions: ['clipboard-read', 'clipboard-write'] });
    await named(page, 'C').waitFor();
    const chosen = () => page.locator('.row[aria-selected=true] .c-name').textContent();
    await page.keyboard.press('j');
    expect(await chosen()).toBe('C');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await chosen()).toBe('A');
    await page.keyboard.press('k');
    expect(await chosen()).toBe('B');
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { name: 'track B' });
    await heading.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('detail-title');
    await page.keyboard.press('y');
    await page.getByText('curl line copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('"event":"B"');
    await page.keyboard.press('Escape');
    await heading.waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('messages');
    const active = await page.locator('#messages').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('B');
    await page.keyboard.press('p');
    expect(await page.getByRole('button', { name: 'Live' }).getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('filter-text');
    await page.keyboard.type('jp?');
    expect(await page.getByLabel('Filter by any text').inputValue()).toBe('jp?');
    await page.keyboard.press('Tab');
    await page.locator('#messages').focus();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.waitFor();
    await help.getByLabel('Single letters are keys').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    await page.keyboard.press('?');
    expect(await help.count()).toBe(0);
  });

  it('asks before it forgets everything, and notices when somebody else did', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [track()]);
    const page = await openPage(sandbox);
    await row(page, 'E').waitFor();
    await page.getByRole('button', { name: /Reset/ }).click();
    await page.getByRole('button', { name: 'Keep them' }).click();
    expect(sandbox.journal.messages.length).toBe(1);
    await page.getByRole('button', { name: /Reset/ }).click();
    await page.getByRole('button', { name: 'Forget everything' }).click();
    await page.getByText('Nothing has arrived yet').waitFor();
    expect(sandbox.journal.messages.length).toBe(0);

    await send(sandbox, [track({ event: 'Again' })]);
    await row(page, 'Again').waitFor();
    sandbox.journal.reset();
    await page.getByText('Nothing has arrived yet').waitFor();
  });

  it('says when the sandbox is gone, and starts anew with the one that comes back', async () => {
    const sandbox = await openSandboxWithPage();
    await send(sandbox, [track({ event: 'Old' }), track({ event: 'Older still' })]);
    const page = await openPage(sandbox, { expected: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE|ERR_EMPTY/] });
    await row(page, 'Older still').waitFor();
    await sandbox.close();
    await page.getByText('The sandbox does not answer; trying again').waitFor();
    const next = await openSandboxWithPage({ port: sandbox.port });
    await send(next, [track({ event: 'New' })]);
    await row(page, 'New').waitFor();
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(await page.locator('.c-name').allTextContents()).toEqual(['New']);
  });

  it('keeps the theme that was chosen', async () => {
    const sandbox = await openSandboxWithPage();
    const page = await openPage(sandbox, { colorScheme: 'light' });
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await ground();
    await page.getByLabel('Theme').selectOption('dark');
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload();
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(await ground()).toBe(dark);
  });

  it('shows a hundred thousand messages with a few rows', async () => {
    const sandbox = await openSandboxWithPage();
    for (let part = 0; part < 40; part += 1) {
      const batch = [...Array(2_500).keys()].map((index) => ({
        type: 'track',
        // A letter that no hexadecimal messageId has, or the text below is now and then found in one of them too.
        event: `N${part * 2_500 + index}`,
        userId: 'u',
      }));
      await send(sandbox, batch);
    }
    const page = await openPage(sandbox);
    await page.getByRole('tab', { name: 'Messages 100,000' }).waitFor();
    await page.locator('#messages').press('End');
    await named(page, 'N0').waitFor();
    expect(await page.locator('.row').count()).toBeLessThan(60);
    expect(await page.locator('.row[aria-selected=true]').getAttribute('aria-posinset')).toBe('100000');
    await page.getByLabel('Filter by any text').fill('N77777');
    await page.getByText('1 of 100,000 messages').waitFor();
  });
});
