import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { median, quantile } from './measure.mjs';

const program = join(import.meta.dirname, '..', 'dist', 'segment.cjs');
/** Where Debian puts it. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** docs/performance.md: milliseconds from the request to the page. A frame at 60 Hz lasts 16.7 ms; two make a stutter. */
const arrivalBar = 50;
const frameBar = 33.4;
const messages = 100_000;
const batchSize = 1_000;

/** How smoothly the page scrolls with 100,000 messages, and how soon a message is on it. */
export async function benchmark({ rounds }) {
  const home = await mkdtemp(join(tmpdir(), 'segment-cli-bench-'));
  const sandbox = await startSandbox(home);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1_400, height: 900 } });
    await page.goto(`${sandbox.url}/_/`);
    await page.getByText('Connected', { exact: true }).waitFor();
    const empty = await arrivals(page, sandbox, rounds, 'empty');
    await fill(sandbox);
    const opened = performance.now();
    await page.goto(`${sandbox.url}/_/`);
    await page.locator('.row').first().waitFor();
    const first = performance.now() - opened;
    await page.getByRole('tab', { name: `Messages ${messages.toLocaleString('en')}` }).waitFor();
    const all = performance.now() - opened;
    const still = await page.evaluate(frameTimes, { isScrolling: false });
    const scrolled = await page.evaluate(frameTimes, { isScrolling: true });
    await page.evaluate("document.getElementById('messages').scrollTop = 0");
    await wait(300);
    const full = await arrivals(page, sandbox, rounds, 'full');
    const flooded = await underLoad(page, sandbox);
    const filtered = await page.evaluate(filterTime);
    return {
      groups: [
        {
          title: `the page with ${messages.toLocaleString('en')} messages`,
          cases: [
            caseOf('frames of a page at rest', still),
            caseOf('frames while scrolling from end to end', scrolled),
            caseOf('frames while 2,000 messages a second arrive', flooded),
            caseOf('from request to page, empty', empty),
            caseOf('from request to page, full', full),
          ],
          values: [
            { label: 'from request to page, median, ms', value: median(full), most: arrivalBar },
            { label: 'from request to page, 95 %, ms', value: quantile(full, 0.95), most: arrivalBar },
            { label: 'frame while scrolling, 95 %, ms', value: quantile(scrolled, 0.95), most: frameBar },
            { label: 'longest frame while scrolling, ms', value: Math.max(...scrolled) },
            {
              label: 'frame while messages arrive, 95 %, ms',
              value: quantile(flooded, 0.95),
              most: frameBar,
            },
            { label: 'opened, first rows, ms', value: first },
            { label: 'opened, all messages, ms', value: all },
            { label: 'filtered by text, ms', value: filtered },
          ],
        },
      ],
    };
  } finally {
    await browser.close();
    await sandbox.stop();
    await rm(home, { recursive: true });
  }
}

/** Runs in the page: milliseconds between frames, while the list goes from its newest message to its oldest or stands. */
function frameTimes({ isScrolling }) {
  const { document, requestAnimationFrame } = globalThis;
  const list = document.getElementById('messages');
  const steps = 240;
  // Asked for once: the answer makes the browser lay the page out.
  const { scrollHeight } = list;
  const times = [];
  return new Promise((resolve) => {
    let last;
    const next = (now) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      if (times.length === steps) return resolve(times);
      if (isScrolling) list.scrollTop = (scrollHeight * times.length) / steps;
      return requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

/** Runs in the page: milliseconds from a typed word to the rows it leaves. */
function filterTime() {
  const { document, Event, requestAnimationFrame } = globalThis;
  const field = document.getElementById('filter-text');
  const started = performance.now();
  field.value = 'Event 77777';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  return new Promise((resolve) => {
    const look = () => {
      if (/^[\d,]{1,3} of/.test(document.querySelector('.list-state')?.textContent ?? ''))
        resolve(performance.now() - started);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Milliseconds from just before a request leaves to the frame after its row stands in the page, by the machine's one clock. */
async function arrivals(page, sandbox, rounds, label) {
  const times = [];
  for (let round = 0; round < rounds + 3; round += 1) {
    const event = `Arrival ${label} ${round}`;
    const shown = page.evaluate(firstShown, event);
    await wait(40);
    const sent = performance.timeOrigin + performance.now();
    await send(sandbox, [event]);
    const took = (await shown) - sent;
    if (round >= 3) times.push(took);
  }
  return times;
}

/** Runs in the page: when a message of that name had been drawn. */
function firstShown(event) {
  const { document, MutationObserver, requestAnimationFrame, setTimeout } = globalThis;
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('.c-name')?.textContent !== event) return;
      observer.disconnect();
      // A task after the frame in which it is drawn.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    });
    observer.observe(document.getElementById('page'), {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

/** Frame times while messages arrive in twenty requests a second. */
async function underLoad(page, sandbox) {
  const frames = page.evaluate(frameTimes, { isScrolling: false });
  let isOver = false;
  void frames.then(() => {
    isOver = true;
  });
  for (let turn = 0; !isOver; turn += 1) {
    await send(
      sandbox,
      Array.from({ length: 100 }, (_, index) => `Load ${turn * 100 + index}`),
    );
    await wait(50);
  }
  return frames;
}

async function fill(sandbox) {
  for (let start = 0; start < messages; start += batchSize) {
    await send(
      sandbox,
      Array.from({ length: batchSize }, (_, index) => `Event ${start + index}`),
    );
  }
  const stats = await (await fetch(`${sandbox.url}/_/stats`)).json();
  if (stats.messages.stored < messages) throw new Error('Not all were stored.');
}

async function send({ url }, events) {
  const batch = events.map((event, index) => ({
    type: 'track',
    event,
    userId: `user_${index % 50}`,
    properties: { plan: 'team', total: index / 4, path: '/pricing', title: 'Pricing and plans' },
    timestamp: new Date().toISOString(),
  }));
  const reply = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('bench:')}` },
    body: JSON.stringify({ batch, sentAt: new Date().toISOString() }),
  });
  if (reply.status !== 200) throw new Error(`The sandbox answered ${reply.status}.`);
}

function caseOf(label, times) {
  return { label, median: median(times), low: quantile(times, 0.1), high: quantile(times, 0.9) };
}

async function startSandbox(home) {
  const env = { PATH: process.env.PATH, HOME: home, SEGMENT_CONFIG_DIR: home, SEGMENT_STATE_DIR: home };
  const child = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(JSON.parse(text.slice(0, text.indexOf('\n'))).url);
    });
    child.on('close', (code) => reject(new Error(`The sandbox ended with ${code}.`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('close').on('close', resolve);
        child.kill('SIGTERM');
      }),
  };
}
