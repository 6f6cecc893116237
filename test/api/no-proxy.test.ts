import { describe, expect, test } from 'vitest';
import { isExempt } from '../../src/api/no-proxy.ts';

const rows: readonly [list: string, url: string, isExempt: boolean][] = [
  ['', 'https://api.segment.io', false],
  ['*', 'https://api.segment.io', true],
  ['other.example, *', 'https://api.segment.io', true],
  // Names.
  ['api.segment.io', 'https://api.segment.io', true],
  ['api.segment.io', 'https://api.segment.io:8443', true],
  ['API.Segment.IO', 'https://api.segment.io', true],
  ['segment.io', 'https://api.segment.io', true],
  ['.segment.io', 'https://api.segment.io', true],
  ['.segment.io', 'https://segment.io', true],
  ['*.segment.io', 'https://api.segment.io', true],
  ['segment.io.', 'https://api.segment.io', true],
  ['segment.io', 'https://api.segment.io.', true],
  ['egment.io', 'https://api.segment.io', false],
  ['segment.io', 'https://notsegment.io', false],
  ['segment.io', 'https://segment.io.example', false],
  ['api.segment.io', 'https://segment.io', false],
  ['.', 'https://api.segment.io', false],
  ['segment.*', 'https://api.segment.io', false],
  // How the list is divided.
  ['a.example,segment.io', 'https://api.segment.io', true],
  ['a.example, segment.io', 'https://api.segment.io', true],
  ['a.example segment.io', 'https://api.segment.io', true],
  ['a.example\tsegment.io\n', 'https://api.segment.io', true],
  [',,segment.io,,', 'https://api.segment.io', true],
  // Ports.
  ['segment.io:443', 'https://api.segment.io', true],
  ['segment.io:8443', 'https://api.segment.io:8443', true],
  ['segment.io:8443', 'https://api.segment.io', false],
  // Addresses.
  ['10.1.2.3', 'https://10.1.2.3', true],
  ['10.1.2.3:8443', 'https://10.1.2.3:8443', true],
  ['10.1.2.3:8443', 'https://10.1.2.3', false],
  ['10.1.2.4', 'https://10.1.2.3', false],
  ['2.3', 'https://10.1.2.3', false],
  ['.2.3', 'https://10.1.2.3', false],
  ['10.1.2.3', 'https://10.1.2.3.example', false],
  // Networks.
  ['10.0.0.0/8', 'https://10.1.2.3', true],
  ['10.0.0.0/8', 'https://11.1.2.3', false],
  ['192.168.16.0/20', 'https://192.168.31.255', true],
  ['192.168.16.0/20', 'https://192.168.32.0', false],
  ['10.1.2.3/32', 'https://10.1.2.3', true],
  ['10.1.2.3/32', 'https://10.1.2.2', false],
  ['0.0.0.0/0', 'https://10.1.2.3', true],
  ['10.0.0.0/33', 'https://10.1.2.3', false],
  ['10.0.0.0/x', 'https://10.1.2.3', false],
  ['10.0.0.0/', 'https://10.1.2.3', false],
  ['10.0.0.0/8', 'https://api.segment.io', false],
  ['10.0.0.0/8', 'https://10.example', false],
  // IPv6, with and without brackets.
  ['fd00::1', 'https://[fd00::1]', true],
  ['[fd00::1]', 'https://[fd00::1]', true],
  ['FD00:0:0:0:0:0:0:1', 'https://[fd00::1]', true],
  ['[fd00::1]:8443', 'https://[fd00::1]:8443', true],
  ['[fd00::1]:8443', 'https://[fd00::1]', false],
  ['fd00::2', 'https://[fd00::1]', false],
  ['fd00::/8', 'https://[fd12:3456::1]', true],
  ['[fd00::]/8', 'https://[fd12:3456::1]', true],
  ['fd00::/8', 'https://[fe80::1]', false],
  ['2001:db8::/33', 'https://[2001:db8:7fff::1]', true],
  ['2001:db8::/33', 'https://[2001:db8:8000::1]', false],
  ['fd00::/129', 'https://[fd00::1]', false],
  ['::/0', 'https://10.1.2.3', false],
  ['10.0.0.0/8', 'https://[fd00::1]', false],
];

describe('NO_PROXY', () => {
  test.each(rows)('%j and %s: %s', (list, url, wanted) => {
    expect(isExempt(new URL(url), list)).toBe(wanted);
  });
});
