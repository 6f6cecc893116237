import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { holds, makeCalls, missingIn, seed, serverFlags, type Task, unmet } from '../../eval/task.mjs';
import written from '../../eval/tasks.json' with { type: 'json' };
import { allTools } from '../../src/mcp/tools.ts';
import { projectRoot } from '../helpers/imports.ts';
import { openMcp } from '../helpers/mcp.ts';
import { openSandbox } from '../helpers/sandbox.ts';

const tasks: readonly Task[] = written;

describe('the written tasks', () => {
  it('are thirty, each with a name of its own, and use every tool', () => {
    expect(tasks).toHaveLength(30);
    expect(new Set(tasks.map(({ name }) => name)).size).toBe(30);
    const used = tasks.flatMap(({ calls, after = [] }) => [...calls, ...after].map(({ tool }) => tool));
    const unused = allTools.map(({ name }) => name).filter((name) => !used.includes(name));
    // Send tools are alike; each is in a test of its own.
    expect(unused).toEqual(['SEGMENT_SCREEN']);
  });

  it.each(tasks)('$name: $question', async (task) => {
    const { url } = await openSandbox();
    await seed(url, task);
    const mcp = await openMcp({ args: serverFlags(task, url) });
    const call = async (tool: string, given: Record<string, unknown>) => (await mcp.call(tool, given)).value;
    const answers = await makeCalls(task.calls, call);
    expect(holds(answers.at(-1), task.expected), JSON.stringify(answers.at(-1))).toBe(true);
    expect(await unmet(task, call)).toEqual([]);
  });
});

describe('what is expected of an answer', () => {
  it('is in it, whatever else is', () => {
    const answer = { items: [{ id: 1 }, { id: 2, name: 'b' }], more: false };
    expect(holds(answer, { items: [{ id: 2 }] })).toBe(true);
    expect(holds(answer, { items: [{ id: 3 }] })).toBe(false);
    expect(holds(answer, { items: { id: 2 } })).toBe(false);
    expect(holds({}, { more: false })).toBe(false);
  });
});

describe('npm run eval', () => {
  /** A model of a few lines: it makes the calls of the task that it knows, and answers with what it is told to. */
  function run(name: string, answer: string, args: readonly string[] = []) {
    const folder = mkdtempSync(join(tmpdir(), 'segment-cli-eval-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const known = tasks.filter((task) => task.name === name);
    const script = join(folder, 'model.mjs');
    writeFileSync(
      script,
      `import { text } from 'node:stream/consumers';
       const { question, tools, calls } = JSON.parse(await text(process.stdin));
       const [task] = ${JSON.stringify(known)};
       if (question !== task.question || tools.length === 0) process.exit(1);
       const next = task.calls[calls.length];
       const confirm = calls.at(-1)?.result.structuredContent?.confirm;
       const given = next?.arguments.confirm === '<confirm>' ? { ...next.arguments, confirm } : next?.arguments;
       const said = next === undefined ? { answer: ${JSON.stringify(answer)} } : { tool: next.tool, arguments: given };
       process.stdout.write(JSON.stringify(said));`,
    );
    const model = `${JSON.stringify(process.execPath)} ${JSON.stringify(script)}`;
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(projectRoot, 'eval', 'run.mjs'), name, ...(args.length > 0 ? args : ['--model', model])],
      { encoding: 'utf8', env: { ...process.env, SEGMENT_EVAL_MODEL: undefined } },
    );
    return { lines: stdout.trim().split('\n'), status };
  }

  it('counts what a model solves, by its answer and by what it left', () => {
    expect(run('rename-source', 'It is called Shop front now.')).toMatchObject({
      lines: ['ok   rename-source', expect.stringMatching(/^1 of 1 tasks solved by /)],
      status: 0,
    });
    expect(run('audience-size', 'I cannot tell.')).toMatchObject({
      lines: ['FAIL audience-size: the answer lacks /128/', expect.stringMatching(/^0 of 1 tasks solved/)],
      status: 1,
    });
  });

  it('says when a model does not come to an end, or did not do it', () => {
    expect(run('rename-source', '', ['--model', `echo '{"tool":"none"}'`, '--turns', '2']).lines[0]).toBe(
      'FAIL rename-source: no answer after 2 turns',
    );
    expect(run('rename-source', '', ['--model', `echo '{"answer":"Shop front"}'`]).lines[0]).toBe(
      'FAIL rename-source: SEGMENT_GET_WORKSPACE_OBJECT does not show the change',
    );
  });

  it('makes the written calls without a model', () => {
    expect(run('audience-size', '', ['--turns', '1'])).toMatchObject({
      lines: ['ok   audience-size', expect.stringMatching(/by the written calls/)],
      status: 0,
    });
  });
});

it('finds what an answer lacks', () => {
  const [task] = tasks;
  expect(task === undefined ? [] : missingIn('It was 49,90.', task)).toEqual([]);
  expect(task === undefined ? [] : missingIn('It was 50.', task)).toEqual(['49[.,]9']);
});
