import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { UsageError } from '../errors.ts';
import { type FromJq, places, type ToJq } from './messages.ts';

/** A jq expression at work: what is written to it is filtered, as behind a pipe to jq, and then printed. */
export interface JqFilter {
  /** Resolves once all is printed that the expression makes of JSON up to here. Rejects as `print` did. */
  write(text: string): Promise<void>;
  /** Says that there is no more, and resolves once jq has ended. */
  end(): Promise<void>;
  /** Ends jq, whatever it is doing: who waits for it is told this. */
  stop(error: Error): void;
  close(): Promise<void>;
}

export interface JqDeps {
  readonly print: (text: string) => Promise<void>;
  /** The expression failed on a value, and goes on with the next one. */
  readonly onFailure: (reason: string) => void;
  /** What the expression itself says, by `debug` or `stderr`. */
  readonly onSaid: (text: string) => void;
}

/** As gh: one value a line, strings without quotes. */
const args = ['--unbuffered', '-r', '-c', '--'];

/** Throws UsageError where the expression does not compile. */
export async function openJq(expression: string, deps: JqDeps): Promise<JqFilter> {
  const shared = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  const counters = new Int32Array(shared);
  const program = builtFile('jq.cjs');
  const worker = new Worker(program, {
    name: 'jq',
    env: {},
    workerData: {
      program: new URL('jq.wasm.br', program).href,
      args: [...args, expression],
      shared,
    },
  });
  const raise = (place: number) => {
    Atomics.add(counters, place, 1);
    Atomics.notify(counters, place);
  };

  let given = 0;
  let waiting: {
    readonly upTo: number;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  let ended = false;
  let failed: Error | undefined;
  const reached = (taken: number) => {
    for (const { upTo, resolve } of waiting) if (upTo <= taken) resolve();
    waiting = waiting.filter(({ upTo }) => upTo > taken);
  };
  const breakOff = (error: Error) => {
    failed ??= error;
    for (const { reject } of waiting.splice(0)) reject(error);
    void worker.terminate();
  };
  const until = (upTo: number) =>
    new Promise<void>((resolve, reject) => {
      if (failed !== undefined) reject(failed);
      else if (ended) resolve();
      else waiting.push({ upTo, resolve, reject });
    });

  const said: string[] = [];
  let isCompiled = false;
  const report = createReport(deps);
  const handle = async (message: FromJq): Promise<void> => {
    switch (message.kind) {
      case 'output':
        await deps.print(message.text);
        return raise(places.written);
      case 'said': {
        if (!isCompiled) return void said.push(message.text);
        const reason = failureIn(message.text, message.linesBefore);
        return reason === undefined ? report.say(message.text) : report.fail(reason);
      }
      case 'waiting':
        isCompiled = true;
        return reached(message.taken);
      case 'ended':
        ended = true;
        if (!isCompiled) throw wrongExpression(expression, said.join(''));
        report.end(message.code);
        return reached(Number.POSITIVE_INFINITY);
    }
  };
  let handled = Promise.resolve();
  worker.on('message', (message: FromJq) => {
    handled = handled.then(() => handle(message)).catch(breakOff);
  });
  worker.on('error', breakOff);
  const send = (message: ToJq): Promise<void> => {
    given += 1;
    worker.postMessage(message);
    raise(places.given);
    return until(given);
  };

  await until(0);
  return {
    write: (text) => send({ kind: 'input', text }),
    end: () => send({ kind: 'end' }).then(() => until(Number.POSITIVE_INFINITY)),
    stop: breakOff,
    async close() {
      await worker.terminate();
    },
  };
}

/** What the expression says and fails on, line by line. */
function createReport({ onFailure, onSaid }: JqDeps) {
  let isFailed = false;
  // `stderr` and `halt_error` leave it to the expression to end a line; what comes next begins with its own.
  let isLineOpen = false;
  const say = (text: string) => {
    isLineOpen = !text.endsWith('\n');
    onSaid(text);
  };
  const fail = (reason: string) => {
    if (isLineOpen) say('\n');
    isFailed = true;
    onFailure(reason);
  };
  return {
    say,
    fail,
    end(code: number) {
      if (isLineOpen) say('\n');
      // What it failed on before was told then.
      if (code !== 0 && !isFailed) fail(`halted with exit code ${code}`);
    },
  };
}

/** Where the build puts it: in the folder of this bundle, or in dist/ for the source as it is. */
function builtFile(name: string): URL {
  const beside = new URL(name, import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL(`../../dist/${name}`, import.meta.url);
}

/** Why the expression failed; undefined for what it says of its own accord. */
function failureIn(text: string, linesBefore: number): string | undefined {
  const [, inRun = '', reason] = runtimeError.exec(text.trimEnd()) ?? parseError.exec(text.trimEnd()) ?? [];
  if (reason === undefined) return undefined;
  const line = Number(inRun) + linesBefore;
  return `${reason}${line > 1 ? ` (line ${line} of the JSON)` : ''}`;
}

const runtimeError = /^jq: error(?: \(at [^)]*?:?(\d*)\))?(?: \(not a string\))?: (.*)$/s;
const parseError =
  /^jq: parse error:(?=.* at line (\d+), column \d+$|)\s(.*?)(?: at line \d+, column \d+)?$/s;

/** jq's words with the place, and its drawing of it as details. */
function wrongExpression(expression: string, said: string): UsageError {
  const problems = said
    .replace(/^jq: \d+ compile errors?\n/m, '')
    .split(/^jq: error: /m)
    .filter((problem) => problem.trim() !== '');
  const [first = '', ...drawing] = (problems[0] ?? '').trimEnd().split('\n');
  const sentence = first.replace(' at <top-level>, ', ', ').replace(/:$/, '');
  return new UsageError(`--jq ${expression}: ${sentence}.`, {
    code: 'jq_invalid',
    details: [...drawing, ...problems.slice(1).flatMap((problem) => problem.trimEnd().split('\n'))],
    hint: 'The language is jq 1.8: https://jqlang.org/manual/v1.8/',
  });
}
