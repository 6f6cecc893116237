import { gzipSync } from 'node:zlib';
import { zipOf } from '../../../helpers/zip.ts';

/** A message as a line, and twelve of them. */
export const line = (index: number): string =>
  `{"type":"track","userId":"u${index}","event":"Signed Up","timestamp":"2024-01-02T00:00:00Z"}`;
export const ndjson = `${Array.from({ length: 12 }, (_, index) => line(index)).join('\n')}\n`;

function tar(name: string, text: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (text.length % 512)) % 512);
  return Buffer.concat([header, Buffer.from(text), padding, Buffer.alloc(1024)]);
}

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

export const csv = `type,userId,event,"a, b"\n${'track,u1,"Signed, ""Up""",\n'.repeat(3)}`;

/** One of each kind that cannot be read: what is in the file, and what the error says that it is. */
export const unreadable: readonly (readonly [name: string, content: Buffer, kind: string])[] = [
  [
    'a.ndjson.xz',
    Buffer.from(
      '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQApeyJ0eXBlIjoidHJhY2siLCJ1c2VySWQiOiJ1IiwiZXZlbnQiOiJFIn0KAAAArmq6J2AFA7QAAUIqelFyOR+2830BAAAAAARZWg==',
      'base64',
    ),
    'compressed with xz',
  ],
  [
    'a.ndjson.bz2',
    Buffer.from(
      'QlpoOTFBWSZTWcECmh4AABRdgAAQEAQAEAIgLglfKiAAIiaABoeo9QoGmhkZMQjIZrWUq/GEcE1oe9PrFdgzRIxMPi7kinChIYIFNDw=',
      'base64',
    ),
    'compressed with bzip2',
  ],
  ['a.tar', tar('a.ndjson', ndjson), 'a tar archive'],
  ['a.tar.gz', gzipSync(tar('a.ndjson', ndjson)), 'a tar archive in gzip'],
  ['a.ndjson.gz.gz', gzipSync(gzipSync(ndjson)), 'gzip in gzip'],
  ['a.zip.gz', gzipSync(zipOf([['a.ndjson', ndjson]])), 'a zip archive in gzip'],
  ['empty.zip', zipOf([]), 'a zip archive without files'],
  [
    'a.xlsx',
    zipOf([
      ['_rels/.rels', '<R/>'],
      ['[Content_Types].xml', '<Types/>'],
    ]),
    'an Excel workbook (xlsx)',
  ],
  ['a.xls', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 'an Excel workbook (xls)'],
  ['encrypted.parquet', Buffer.from('PARE\x2d\0\0\0\x56\xb7\xbf\x07', 'latin1'), 'Parquet that is encrypted'],
  ['a.parquet', Buffer.from('PAR1\x15\x04\x15\x12\x15\x16', 'latin1'), 'Parquet'],
  ['a.avro', Buffer.from('Obj\x01\x04\x16avro.schema', 'latin1'), 'Avro'],
  ['a.rar', Buffer.from('Rar!\x1a\x07\x01\x00\xf1\x00', 'latin1'), 'a rar archive'],
  ['a.db', Buffer.from('SQLite format 3\0\x10\x00\x01\x01', 'latin1'), 'a SQLite database'],
  ['a.pdf', Buffer.from('%PDF-1.4\n1 0 obj\n'), 'a PDF'],
  ['marked-le.ndjson', Buffer.from(`\uFEFF${ndjson}`, 'utf16le'), 'UTF-16 text'],
  ['marked-be.ndjson', bigEndian(`\uFEFF${ndjson}`), 'UTF-16 text'],
  ['le.ndjson', Buffer.from(ndjson, 'utf16le'), 'UTF-16 text (little-endian)'],
  ['be.ndjson', bigEndian(ndjson), 'UTF-16 text (big-endian)'],
  ['page.ndjson', Buffer.from('\n<!DOCTYPE html>\n<html><body>Sign in</body></html>\n'), 'HTML'],
  ['a.xml', Buffer.from('<?xml version="1.0"?>\n<events/>\n'), 'XML'],
  ['element.xml', Buffer.from('<events>\n<event id="1"/>\n</events>\n'), 'XML'],
  ['csv-named.ndjson', Buffer.from(csv), 'CSV'],
  ['a.txt.gz', gzipSync(csv), 'CSV in gzip'],
  ['tabs.txt', Buffer.from('type\tuserId\ntrack\tu1\n'), 'TSV'],
  ['semicolons.txt', Buffer.from('type;user id\r\ntrack;u1\r\n'), 'CSV with ;'],
  [
    'app.log',
    Buffer.from('[INFO] started\n'.repeat(1200)),
    'text, and none of its first 1,000 lines is JSON',
  ],
  ['ten.log', Buffer.from(`\n${'{"cut",\n'.repeat(10)}`), 'text, and none of its first 10 lines is JSON'],
  [
    'latin1.ndjson',
    Buffer.from(`${line(1).replace('Up', '\xdcp')}\n`.repeat(10), 'latin1'),
    'text that is not UTF-8',
  ],
  [
    'a.zlib',
    Buffer.concat(Array.from({ length: 12 }, (_, index) => Buffer.from([0x78, 0x9c, 0xff, index, 0x0a]))),
    'binary data',
  ],
];
