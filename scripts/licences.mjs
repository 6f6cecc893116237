import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licence texts of every package in the bundles, by name. */
export function licences(root, metafiles) {
  const folders = new Set();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  return [...folders]
    .sort()
    .map((folder) => licenceOf(join(root, folder)))
    .join('\n');
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const own = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license}`;
  // What a package holds of others and does not say itself.
  const more = join(import.meta.dirname, 'licences', `${name}.txt`);
  const text = existsSync(more) ? `${own}\n\n${readFileSync(more, 'utf8').trim()}` : own;
  return `${'='.repeat(78)}\n${name} ${version} (${license})\n${'='.repeat(78)}\n${text}\n`;
}
