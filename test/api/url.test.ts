import { describe, expect, test } from 'vitest';
import { checkUrl } from '../../src/api/url.ts';
import { UsageError } from '../../src/errors.ts';
import { regionOfHost } from '../../src/spec/region.ts';
import { isLoopback } from '../../src/spec/url.ts';

const allowed = [
  'https://api.segment.io',
  'https://events.eu1.segmentapis.com/v1',
  'https://127.0.0.1.evil.example',
  'https://10.0.0.1:8443/prefix',
  'http://127.0.0.1:4010',
  'http://127.0.0.1',
  'http://127.1:4010',
  'http://127.255.255.254',
  'http://0x7f000001/',
  'http://2130706433/',
  'http://localhost:4010',
  'http://LOCALHOST:4010',
  'http://[::1]:4010',
  'http://[0:0:0:0:0:0:0:1]/',
];

const refused = [
  'http://127.0.0.1.evil.example',
  'http://localhost.evil.example',
  'http://evil.localhost',
  'http://127.0.0.1@evil.example',
  'http://user:password@127.0.0.1:4010',
  'https://user@api.segment.io',
  'https://:secret@api.segment.io',
  'http://api.segment.io',
  'http://0.0.0.0:4010',
  'http://[::]:4010',
  'http://[::2]:4010',
  'http://[::ffff:10.0.0.1]/',
  'http://128.0.0.1',
  'http://10.0.0.1',
  'http://1270.0.0.1',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ws://127.0.0.1',
  '//api.segment.io',
  'api.segment.io',
  '',
  ' ',
  'http://',
];

describe('URLs that credentials may be sent to (rule S6)', () => {
  test.each(allowed)('%s is allowed', (text) => {
    expect(checkUrl(text)).toBeInstanceOf(URL);
  });

  test.each(refused)('%j is refused', (text) => {
    expect(() => checkUrl(text, 'SEGMENT_TRACKING_URL')).toThrow(UsageError);
  });

  test('the refusal names the setting, and never a password', () => {
    expect(() => checkUrl('https://u:hunter2secret@api.segment.io', 'SEGMENT_TRACKING_URL')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(/^SEGMENT_TRACKING_URL (?!.*hunter2)/) }),
    );
  });

  test('a name that resolves to loopback is still a name', () => {
    expect(isLoopback(new URL('https://127.0.0.1.evil.example'))).toBe(false);
    expect(isLoopback(new URL('http://localhost.'))).toBe(false);
  });
});

test.each([
  ['events.eu1.segmentapis.com/v1', 'eu'],
  ['https://events.eu1.segmentapis.com', 'eu'],
  ['api.segment.io/v1', 'us'],
  ['events.segmentapis.com/v1', 'us'],
  ['api.segment.io.evil.example', undefined],
  ['', undefined],
])('the region of an ingestion host: %s', (host, region) => {
  expect(regionOfHost(host)).toBe(region);
});
