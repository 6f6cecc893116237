import { envValue, type Io } from './io.ts';
import { type Markup, type Paint, paints } from './markup.ts';

type Painters = Readonly<Record<Paint, (text: string) => string>>;

/** Colours and symbols for one stream. Without colour every function returns its text unchanged. */
export interface Style extends Painters {
  readonly colour: boolean;
  /** What the functions of the colours have marked, as the sequences of a terminal: for the sink, once all else is escaped. */
  readonly paint: (text: string) => string;
  /** `✓ ! ✗ ▸ …`, or ASCII where Unicode is doubtful. Colour never carries a meaning alone. */
  readonly symbols: Symbols;
}

export interface Symbols {
  readonly ok: string;
  readonly warning: string;
  readonly error: string;
  readonly pointer: string;
}

const unicodeSymbols: Symbols = { ok: '✓', warning: '!', error: '✗', pointer: '▸' };
const asciiSymbols: Symbols = { ok: 'v', warning: '!', error: 'x', pointer: '>' };

/**
 * Whether a stream gets colour: `--color/--no-color` > `FORCE_COLOR`, `CLICOLOR_FORCE` > `NO_COLOR` > terminal.
 */
export function wantsColour(env: Io['env'], flag: boolean | undefined, isTerminal: boolean): boolean {
  if (flag !== undefined) return flag;
  const forced = envValue(env, 'FORCE_COLOR') ?? envValue(env, 'CLICOLOR_FORCE');
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (envValue(env, 'NO_COLOR') !== undefined) return false;
  if (envValue(env, 'SEGMENT_FORCE_TTY') !== undefined) return true;
  return isTerminal && env.TERM !== 'dumb';
}

/** Symbols that this terminal can surely show. */
export function chooseSymbols(env: Io['env'], platform: NodeJS.Platform): Symbols {
  if (env.TERM === 'dumb') return asciiSymbols;
  const oldWindowsConsole =
    platform === 'win32' && envValue(env, 'WT_SESSION') === undefined && env.TERM === undefined;
  return oldWindowsConsole ? asciiSymbols : unicodeSymbols;
}

function painters(painterOf: (paint: Paint) => (text: string) => string): Painters {
  // One for each paint, as the type says.
  return Object.fromEntries(paints.map((paint) => [paint, painterOf(paint)])) as Painters;
}

const unchanged = (text: string): string => text;

/** A style without colour: for pipes, and the starting point of every run. */
export function plainStyle(symbols: Symbols): Style {
  return { colour: false, ...painters(() => unchanged), paint: unchanged, symbols };
}

/** A style with the basic colours, as marks until they are painted. chalk is loaded only here: a pipe never pays for it. */
export async function colourStyle(symbols: Symbols, { mark, paint }: Markup): Promise<Style> {
  const { Chalk } = await import('chalk');
  // chalk knows neither `NO_COLOR` nor which stream this is for: that was decided by `wantsColour`.
  const chalk = new Chalk({ level: 1 });
  return {
    colour: true,
    ...painters((name) => (text) => mark(name, text)),
    paint: (text) => paint(text, (name, marked) => chalk[name](marked)),
    symbols,
  };
}
