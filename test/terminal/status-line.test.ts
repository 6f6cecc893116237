import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStatusLine, type StatusLineOptions } from '../../src/terminal/status-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const erase = '\r\u001b[K';

function open(options: Partial<StatusLineOptions> = {}) {
  const written: string[] = [];
  const status = createStatusLine({
    isWanted: () => true,
    clean: (text) => text,
    write: (frame) => void written.push(frame),
    canDrawOver: true,
    ...options,
  });
  return { status, written };
}

it('what is done within most of a second is not told; the rest is, and erased at its end', () => {
  const { status, written } = open();
  status.show(() => 'a');
  vi.advanceTimersByTime(600);
  status.hide();
  vi.advanceTimersByTime(5_000);
  expect(written).toEqual([]);
  status.show(() => 'a');
  vi.advanceTimersByTime(600);
  status.show(() => 'b');
  vi.advanceTimersByTime(100);
  expect(written).toEqual([`${erase}b`]);
  status.hide();
  expect(written).toEqual([`${erase}b`, erase]);
});

it('is drawn over with the latest text, not more often than ten times a second', () => {
  const { status, written } = open();
  status.show(() => '0');
  vi.advanceTimersByTime(700);
  for (let count = 1; count <= 50; count += 1) status.show(() => String(count));
  vi.advanceTimersByTime(100);
  expect(written).toEqual([`${erase}0`, `${erase}50`]);
});

it('what is printed finds it gone, and it comes again when nothing follows', () => {
  const { status, written } = open();
  status.makeRoom();
  status.show(() => 'a');
  vi.advanceTimersByTime(500);
  status.makeRoom();
  vi.advanceTimersByTime(500);
  expect(written).toEqual([]);
  vi.advanceTimersByTime(200);
  status.makeRoom();
  expect(written).toEqual([`${erase}a`, erase]);
  vi.advanceTimersByTime(700);
  expect(written).toEqual([`${erase}a`, erase, `${erase}a`]);
});

it('stays away where nobody wants it, and once it has left', () => {
  const unwanted = open({ isWanted: () => false });
  unwanted.status.show(() => 'a');
  const left = open();
  left.status.show(() => 'a');
  vi.advanceTimersByTime(700);
  left.status.leave();
  left.status.show(() => 'b');
  vi.advanceTimersByTime(5_000);
  expect([unwanted.written, left.written]).toEqual([[], [`${erase}a`, erase]]);
});

it('a terminal that cannot draw over a line gets one', () => {
  const { status, written } = open({ canDrawOver: false });
  status.show(() => 'a');
  vi.advanceTimersByTime(700);
  status.show(() => 'b');
  vi.advanceTimersByTime(5_000);
  status.hide();
  expect(written).toEqual(['a\n']);
});

it('lines that are pinned are drawn over together, and stand below what is printed', () => {
  const { status, written } = open();
  let lines = ['a', 'b'];
  const unpin = status.pin(() => lines);
  status.show(() => 'waited for');
  vi.advanceTimersByTime(1_000);
  lines = ['a', 'c'];
  vi.advanceTimersByTime(100);
  const both = `${erase}\u001b[1A\u001b[K`;
  expect(written).toEqual([`${erase}a\nb`, `${both}a\nc`]);
  status.makeRoom();
  vi.advanceTimersByTime(700);
  expect(written.slice(2)).toEqual([both, `${erase}a\nc`]);
  unpin();
  vi.advanceTimersByTime(5_000);
  expect(written.slice(4)).toEqual([both]);
});
