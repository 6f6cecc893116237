import { readFileSync, writeFileSync } from 'node:fs';

/** Modules of Node that take one to three milliseconds to load, and that most commands name without ever using them. */
const slow = ['crypto', 'fs/promises', 'child_process', 'worker_threads', 'zlib'];

/** What a bundle asks for in place of `require`, and how it is defined: its member is looked up where it is used. */
const delayed = 'delayed';
export const delayedLine = `const ${delayed} = (id) => new Proxy({}, { get: (_, name) => require(id)[name] });`;

/**
 * Has a built file load these modules when one of their members is first used, and not when the module that names them
 * is. Both words have the same length: the map of the file stays right.
 */
export function delayBuiltins(path) {
  const asked = new RegExp(`(?<=[\\w$]=)require(?=\\("node:(?:${slow.join('|')})"\\))`, 'g');
  writeFileSync(path, readFileSync(path, 'utf8').replace(asked, delayed));
}
