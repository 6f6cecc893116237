// Packs the program and mcpb/manifest.json into segment-cli-VERSION.mcpb, which desktop assistants install with a click.
// That is a zip archive (APPNOTE 4.3); the folder to put it into is the first argument.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The maps name the source for --debug alone, and are half of the whole. */
const contained = ['dist', 'skills'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.map(?:\.br)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
);
const files = [
  ['manifest.json', 'mcpb/manifest.json'],
  ...['package.json', 'LICENSE', ...contained.sort()].map((path) => [path.replaceAll('\\', '/'), path]),
];
const file = join(resolve(process.argv[2] ?? '.'), `segment-cli-${version}.mcpb`);
writeFileSync(file, zipOf(files.map(([name, path]) => [name, readFileSync(join(root, path))])));
process.stdout.write(`${file}\n`);

function zipOf(parts) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of parts) {
    const title = Buffer.from(name);
    const packed = deflateRawSync(content);
    // Version 2.0, names in UTF-8, deflated, 1 January 1980: the same files make the same archive.
    const facts = [20, 0x0800, 8, 0, 0x0021].map((value) => number(2, value));
    const sizes = [crc32(content), packed.length, content.length].map((value) => number(4, value));
    const common = Buffer.concat([...facts, ...sizes, number(2, title.length), number(2, 0)]);
    const body = Buffer.concat([number(4, 0x04034b50), common, title, packed]);
    const rest = [number(2, 0), number(2, 0), number(2, 0), number(4, 0), number(4, offset)];
    directory.push(Buffer.concat([number(4, 0x02014b50), number(2, 20), common, ...rest, title]));
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const count = number(2, parts.length);
  const end = [number(4, 0x06054b50), number(4, 0), count, count, number(4, list.length), number(4, offset)];
  return Buffer.concat([...bodies, list, ...end, number(2, 0)]);
}

function number(bytes, value) {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
