import { Writable } from 'node:stream';
import { CancelledError } from '../errors.ts';
import { escapeLine } from '../spec/escape.ts';
import type { Io } from './io.ts';
import type { Printer } from './printer.ts';
import { terminalWidth } from './width.ts';

/** Questions to a person, drawn on stderr so that stdout stays the result. Each of them also has a flag. */
export interface Prompts {
  text(question: {
    readonly message: string;
    readonly default?: string | undefined;
    /** True, or what is wrong with the answer. */
    readonly validate?: ((answer: string) => true | string) | undefined;
  }): Promise<string>;
  /** The answer is shown as stars. Empty when the person skipped it. */
  secret(question: {
    readonly message: string;
    readonly validate?: ((answer: string) => true | string) | undefined;
  }): Promise<string>;
  choose<T extends string>(question: {
    readonly message: string;
    readonly choices: readonly { readonly value: T; readonly name: string }[];
    readonly default?: T | undefined;
  }): Promise<T>;
  /** `y/N`: Enter is no. */
  confirm(question: { readonly message: string }): Promise<boolean>;
}

type Library = typeof import('@inquirer/prompts');

/** Where a question is drawn, and what ends it. */
interface Where {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/**
 * The library draws with sequences of its own, so what is put into a question is escaped here. Ask only when `app.mayPrompt`. Every method throws CancelledError on
 * Ctrl-C, Ctrl-D and a closed stdin.
 */
export function createPrompts(io: Io, print: Printer): Prompts {
  const ask = async <T>(draw: (library: Library, where: Where) => Promise<T>) => {
    const input = io.stdin();
    const ended = new AbortController();
    const end = () => ended.abort();
    // The library shows the cursor again, which it has hidden.
    let exitCode: 130 | 143 = 130;
    const release = io.onSignal((signal) => {
      if (signal !== 'SIGINT') exitCode = 143;
      end();
    });
    // The library leaves the question open for ever when the input ends.
    const onKey = (_text: unknown, key: { ctrl?: boolean; name?: string } | undefined) => {
      if (key?.ctrl === true && key.name === 'd') end();
    };
    input.once('end', end).once('close', end).on('keypress', onKey);
    try {
      const library = await import('@inquirer/prompts');
      return await draw(library, { input, output: stderrOf(io, print), signal: ended.signal });
    } catch (error) {
      if (error instanceof Error && cancelNames.has(error.name))
        throw new CancelledError('Cancelled; nothing was changed.', { cause: error, exitCode });
      throw error;
    } finally {
      release();
      input.off('end', end).off('close', end).off('keypress', onKey);
    }
  };

  return {
    text: ({ message, default: preset, validate }) =>
      ask(({ input }, where) => {
        const more = optional({ default: shownWhole(preset), validate });
        return input({ message: escapeLine(message), ...more }, where);
      }),
    secret: ({ message, validate }) =>
      ask(({ password }, where) =>
        password({ message: escapeLine(message), mask: '*', ...optional({ validate }) }, where),
      ),
    choose: ({ message, choices, default: preset }) =>
      ask(({ select }, where) => {
        const shown = choices.map(({ value, name }) => ({ value, name: escapeLine(name) }));
        return select(
          { message: escapeLine(message), choices: shown, ...optional({ default: preset }) },
          where,
        );
      }),
    confirm: ({ message }) =>
      ask(({ confirm }, where) => confirm({ message: escapeLine(message), default: false }, where)),
  };
}

/** An answer can be offered only if it can be shown as it is. */
function shownWhole(preset: string | undefined): string | undefined {
  return preset === undefined || escapeLine(preset) === preset ? preset : undefined;
}

const cancelNames = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

/**
 * What the prompts draw on: stderr through the printer, so that the redactor sees every frame. The
 * library ends its stream after each question, which must not end the real one.
 */
function stderrOf(io: Io, print: Printer): Writable {
  const output = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      print.drawn(chunk.toString());
      done();
    },
  });
  return Object.assign(output, { isTTY: true, columns: terminalWidth(io, io.stderr) });
}

/** Leaves out what is undefined: the library takes a given `undefined` for a value. */
function optional<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Only entries with a value are left, which is what the type says.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
