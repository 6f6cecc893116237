// Gives the tasks of tasks.json to a model that you bring, and counts how many it solves with the tools of segment mcp.
// README.md has the few lines that connect one. Without a model it makes the calls that are written in the tasks.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { holds, makeCalls, missingIn, seed, serverFlags, unmet } from './task.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, turns: { type: 'string', default: '12' } },
});
const model = values.model ?? process.env.SEGMENT_EVAL_MODEL;
const mostTurns = Number(values.turns);
const program = fileURLToPath(new URL('../dist/segment.cjs', import.meta.url));

const all = JSON.parse(await readFile(new URL('tasks.json', import.meta.url), 'utf8'));
const tasks = positionals.length === 0 ? all : all.filter(({ name }) => positionals.includes(name));
if (tasks.length < positionals.length) throw new Error(`There is no such task: ${positionals.join(', ')}`);

let solved = 0;
for (const task of tasks) {
  const { isSolved, note } = await inScene(task, model === undefined ? solveAsWritten : solveByModel);
  solved += Number(isSolved);
  print(`${isSolved ? 'ok  ' : 'FAIL'} ${task.name}${note === '' ? '' : `: ${note}`}`);
}
const by = model === undefined ? 'by the written calls; for a model: --model COMMAND' : `by ${model}`;
print(`${solved} of ${tasks.length} tasks solved ${by}`);
process.exitCode = solved === tasks.length ? 0 : 1;

function print(line) {
  process.stdout.write(`${line}\n`);
}

/** A sandbox of its own for each task, and a server that is bound to it. */
async function inScene(task, solve) {
  const folder = await mkdtemp(join(tmpdir(), 'segment-eval-'));
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    SEGMENT_CONFIG_DIR: join(folder, 'config'),
    SEGMENT_STATE_DIR: join(folder, 'state'),
  };
  const ready = join(folder, 'ready.json');
  const sandbox = spawn(
    process.execPath,
    [program, 'sandbox', '--port', '0', '--ready-file', ready, '--exit-with-parent'],
    { env, stdio: 'ignore' },
  );
  const client = new Client({ name: 'segment-eval', version: '1' });
  try {
    const { url } = await readWhenThere(ready);
    await seed(url, task);
    const args = [program, 'mcp', ...serverFlags(task, url)];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, env }));
    return await solve(task, client);
  } finally {
    await client.close();
    sandbox.kill();
    await once(sandbox, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function readWhenThere(file) {
  for (let tries = 0; ; tries += 1) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text);
    if (tries > 400) throw new Error('The sandbox did not start.');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** What a tool answers: its facts, or its error with `code` and `message`. */
async function callTool(client, name, given) {
  const { structuredContent, content } = await client.callTool({ name, arguments: given });
  return structuredContent ?? JSON.parse(content[0].text).error;
}

async function solveAsWritten(task, client) {
  const call = (name, given) => callTool(client, name, given);
  const answers = await makeCalls(task.calls, call);
  const missing = await unmet(task, call);
  const isSolved = holds(answers.at(-1), task.expected) && missing.length === 0;
  return { isSolved, note: isSolved ? '' : JSON.stringify(answers.at(-1)).slice(0, 200) };
}

/**
 * Starts the command once for each turn. It reads `{question, tools, calls}` as JSON from stdin, `calls` being those made so
 * far with their results, and writes `{"tool", "arguments"}` for another one, or `{"answer"}`.
 */
async function solveByModel(task, client) {
  const { tools } = await client.listTools();
  const calls = [];
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const said = await ask({ question: task.question, tools, calls });
    if (typeof said.answer === 'string') {
      const left = missingIn(said.answer, task);
      const missing = await unmet(task, (name, given) => callTool(client, name, given));
      const note = [
        ...left.map((pattern) => `the answer lacks /${pattern}/`),
        ...missing.map(({ tool }) => `${tool} does not show the change`),
      ];
      return { isSolved: note.length === 0, note: note.join('; ') };
    }
    const result = await client
      .callTool({ name: String(said.tool), arguments: said.arguments ?? {} })
      .catch(({ message }) => ({ isError: true, content: [{ type: 'text', text: message }] }));
    calls.push({ tool: said.tool, arguments: said.arguments ?? {}, result });
  }
  return { isSolved: false, note: `no answer after ${mostTurns} turns` };
}

async function ask(turn) {
  const asked = spawn(model, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
  asked.stdin.on('error', () => {});
  asked.stdin.end(JSON.stringify(turn));
  const chunks = await asked.stdout.toArray();
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return Object(JSON.parse(text));
  } catch {
    return { answer: `(no JSON) ${text.slice(0, 500)}` };
  }
}
