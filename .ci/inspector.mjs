// The official inspector of the Model Context Protocol calls every tool of `segment mcp` on a sandbox, by its command line:
//
//   node .ci/inspector.mjs FOLDER    FOLDER holds the package @modelcontextprotocol/inspector
//
// It runs under the Node that this runs under: the inspector needs 22 or newer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', 'dist', 'segment.cjs');
const [, , installed = '.'] = process.argv;
const inspector = join(
  installed,
  'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js',
);
const calls = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'test', 'fixtures', 'tool-calls.json'), 'utf8'),
);

const home = mkdtempSync(join(tmpdir(), 'segment-cli-inspector-'));
const env = { PATH: process.env.PATH, HOME: home, SEGMENT_CONFIG_DIR: home, SEGMENT_STATE_DIR: home };
const sandbox = spawn(process.execPath, [program, 'sandbox', '--port', '0', '--json'], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [ready] = await once(createInterface(sandbox.stdout), 'line');
  const { url } = JSON.parse(ready);
  const { tools } = await inspect(url, '--method', 'tools/list');
  const answered = [];
  const waiting = tools.map(({ name }) => name);
  // What looks something up finds what was sent: the table of tools begins with those that send.
  const callNext = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      if (calls[name] === undefined) throw new Error(`${name} has no call here.`);
      const args = JSON.stringify(calls[name]);
      const { structuredContent } = await inspect(
        ...[url, '--method', 'tools/call', '--tool-name', name, '--tool-args-json', args],
      );
      if (structuredContent === undefined) throw new Error(`${name} answered without structured content.`);
      answered.push(name);
    }
  };
  await Promise.all([callNext(), callNext()]);
  const missing = Object.keys(calls).filter((name) => !answered.includes(name));
  if (missing.length > 0) throw new Error(`Not listed: ${missing.join(', ')}.`);
  process.stdout.write(`${answered.length} of ${tools.length} tools answered the inspector.\n`);
} finally {
  sandbox.kill();
  await once(sandbox, 'exit');
  rmSync(home, { recursive: true, force: true });
}

/** What the inspector prints of one request, which it makes with a server of its own. Throws when it, or a tool, fails. */
async function inspect(url, ...request) {
  const server = [process.execPath, program, 'mcp', '-w', 'sandbox', '--url', url, '--allow-writes'];
  const child = spawn(
    process.execPath,
    [inspector, '--cli', ...server, '--quiet', '--format', 'json', ...request],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [said, complaint] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`The inspector ended with ${code} at ${request.join(' ')}: ${said}${complaint}`);
  return JSON.parse(said).result;
}
