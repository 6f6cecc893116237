import type { Http, HttpRequest } from './api/http.ts';
import type { OpenCall } from './api/json-api.ts';
import { userAgent } from './api/user-agent.ts';
import { createRedactor, type Redactor } from './redact.ts';
import { outputFromEnv } from './store/output-form.ts';
import type { SettingFlags, Settings } from './store/settings.ts';
import type { Store } from './store/store.ts';
import { envValue, type Io, workingFolder } from './terminal/io.ts';
import { createMarkup } from './terminal/markup.ts';
import { showOpenCalls } from './terminal/open-calls.ts';
import { createPrinter, type Printer, type ResultFilter, type Verbosity } from './terminal/printer.ts';
import { createResultSink } from './terminal/result-sink.ts';
import { createStatusLine } from './terminal/status-line.ts';
import { chooseSymbols, colourStyle, plainStyle, wantsColour } from './terminal/style.ts';
import { isShownToPerson, shownWidth } from './terminal/width.ts';

/** The flags every command understands, before or after its name. */
export interface Globals {
  /** Results are printed as JSON: by `--json` or `--jq`, by the environment, or as it is stored. */
  readonly json: boolean;
  /** `--json` itself was given: another form beside it is a conflict. A preference gives way to one. */
  readonly isJsonFlagGiven: boolean;
  /** The jq expression that every result goes through. */
  readonly jq: string | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly debug: boolean;
  /** `--color` / `--no-color`; undefined lets the environment and the stream decide. */
  readonly color: boolean | undefined;
  /** False with `--no-cache`: what earlier calls learnt is not used, and nothing is kept for later ones. */
  readonly cache: boolean;
  /** False with `--no-input`. */
  readonly input: boolean;
  readonly workspace: string | undefined;
  readonly region: string | undefined;
  /** The URL of a sandbox, by `--url`. */
  readonly url: string | undefined;
}

/**
 * What a command is given: the world, the printer, and the costly things made on first demand, so
 * that `--help` never reads a credential. Rooms receive the one or two parts they use, never this.
 */
export interface App {
  readonly io: Io;
  readonly version: string;
  readonly redactor: Redactor;
  readonly globals: Globals;
  readonly print: Printer;
  /** True when a question may be asked (docs/rules.md#commands). */
  readonly mayPrompt: boolean;
  /** Stored workspaces, credentials and settings of this machine. */
  store(): Promise<Store>;
  /** Every setting with its value and where it came from: flag > environment > project file > workspace > default. */
  settings(flags?: SettingFlags): Promise<Settings>;
  /**
   * The one HTTP transport, opened on first use and closed by `run`. The first call decides how many
   * `connections` it keeps to each host; one is right for a command that sends a request or two.
   */
  http(options?: { readonly connections?: number }): Promise<Http>;
  /** True if a sandbox answers at this URL, within a second. */
  isAnswering(url: string): Promise<boolean>;
  /** Tells a person of a call that takes long: to be called when it begins, and what it returns when it ends. */
  readonly onCall: (call: OpenCall) => () => void;
  /** Keeps lines below everything that is printed on a terminal, as they are at each moment, until what it returns is called. */
  readonly pinLines: (lines: () => readonly string[]) => () => void;
  /** Runs when the command is over, last registered first. */
  onClose(close: () => void | Promise<void>): void;
  /** Called by the program once the global flags are known. */
  configure(globals: Globals): Promise<void>;
  /** Ends the results. Rejects when one that nobody waited for was not written whole, or `--jq` failed on one. */
  flushResults(): Promise<void>;
  close(): Promise<void>;
}

const noGlobals: Globals = {
  json: false,
  isJsonFlagGiven: false,
  jq: undefined,
  quiet: false,
  verbose: false,
  debug: false,
  color: undefined,
  cache: true,
  input: true,
  workspace: undefined,
  region: undefined,
  url: undefined,
};

export function createApp(io: Io, version: string): App {
  const redactor = createRedactor();
  const symbols = chooseSymbols(io.env, io.platform);
  const markup = createMarkup(io.random);
  const results = createResultSink(io.stdout);
  const status = createStatusLine({
    isWanted: () => !globals.quiet && isShownToPerson(io, io.stderr),
    // A line as wide as the terminal would continue in the next one.
    clean: (text) => markup.escape(redactor.redact(text)).slice(0, shownWidth(io, io.stderr) - 1),
    write: (frame) => void io.stderr.write(frame),
    canDrawOver: io.env.TERM !== 'dumb',
  });
  const closers: (() => void | Promise<void>)[] = [];
  let globals = noGlobals;

  const verbosity = (): Verbosity => {
    if (globals.debug) return 'debug';
    if (globals.verbose && !globals.quiet) return 'verbose';
    // Who reads JSON reads the error on stderr as JSON too: outcomes for a person would be in the way.
    return globals.quiet || globals.json ? 'quiet' : 'normal';
  };
  const printer = (style = plainStyle(symbols), resultStyle = plainStyle(symbols), filter?: ResultFilter) =>
    createPrinter({ io, redactor, markup, results, status, verbosity, style, resultStyle, filter });
  let print = printer();
  let endFilter = async (): Promise<void> => {};

  const warned = new Set<string>();
  /** A command may ask for its settings more than once. */
  const warnOnce = (warning: string) => {
    if (warned.has(warning)) return;
    warned.add(warning);
    print.warn(warning);
  };

  const storeOnce = once(async () => {
    const { openStore } = await import('./store/store.ts');
    return openStore({ env: io.env, home: io.home, platform: io.platform, now: io.now });
  });
  let opened: Promise<Http> | undefined;
  const noteChange = async (request: HttpRequest, http: Http) => {
    const reply = await http.send(request);
    const { method, url, sensitive } = request;
    // What asks for an access token changes nothing that anybody would look for.
    if (method !== 'GET' && sensitive !== true && reply.status >= 200 && reply.status < 300)
      results.done(`${method} ${url} was answered ${reply.status}.`);
    return reply;
  };
  const open = async (connections: number): Promise<Http> => {
    const { openHttp } = await import('./api/http.ts');
    const isTraced = verbosity() === 'verbose' || verbosity() === 'debug';
    const printTrace = isTraced ? (await import('./terminal/http-trace.ts')).printTrace : undefined;
    const http = openHttp({
      env: io.env,
      userAgent: userAgent(version),
      ...(printTrace && { trace: (event) => printTrace(print, event) }),
      warn: (line) => print.warn(line),
      connections,
    });
    closers.push(() => http.close());
    return { send: (request) => noteChange(request, http), close: () => http.close() };
  };

  // By a transport of its own: the command decides about the connections of the other.
  const askingOnce = once(() => open(1));
  const isAnswering = async (url: string): Promise<boolean> => {
    const { isSandboxAnswering } = await import('./api/sandbox/is-answering.ts');
    return isSandboxAnswering(await askingOnce(), url);
  };

  return {
    io,
    version,
    redactor,
    get globals() {
      return globals;
    },
    get print() {
      return print;
    },
    get mayPrompt() {
      return (
        globals.input &&
        !globals.json &&
        envValue(io.env, 'SEGMENT_NO_INPUT') === undefined &&
        envValue(io.env, 'CI') === undefined &&
        io.env.TERM !== 'dumb' &&
        io.stderr.isTTY === true &&
        io.stdinIsTerminal
      );
    },
    store: storeOnce,
    async settings(flags = {}) {
      const { resolveSettings } = await import('./store/settings.ts');
      const settings = await resolveSettings({
        flags: { workspace: globals.workspace, region: globals.region, url: globals.url, ...flags },
        env: io.env,
        cwd: workingFolder(io),
        home: io.home,
        platform: io.platform,
        store: await storeOnce(),
        isRunning: io.isRunning,
        isAnswering,
      });
      for (const secret of settings.secrets) redactor.add(secret);
      for (const warning of settings.warnings) warnOnce(warning);
      return settings;
    },
    http({ connections = 1 } = {}) {
      opened ??= open(connections);
      return opened;
    },
    isAnswering,
    onCall: showOpenCalls(status, symbols.pointer),
    pinLines: status.pin,
    onClose(close) {
      closers.push(close);
    },
    async configure(next) {
      globals = next;
      const inherited = outputFromEnv(io.env)?.value;
      // What is stored is asked last: the flag and the variable go before it.
      if (!next.json) {
        const output = inherited ?? (await (await storeOnce()).settings()).output;
        globals = { ...next, json: output === 'json' };
      }
      const style = async (isTerminal: boolean) =>
        wantsColour(io.env, next.color, isTerminal) ? colourStyle(symbols, markup) : plainStyle(symbols);
      const styles = [await style(io.stderr.isTTY === true), await style(io.stdout.isTTY === true)] as const;
      print = printer(...styles);
      if (next.jq === undefined) return;
      const { openFilter } = await import('./filter-results.ts');
      const filter = await openFilter(next.jq, io, print, results.facts);
      closers.push(filter.close);
      endFilter = filter.end;
      print = printer(...styles, filter);
    },
    async flushResults() {
      await endFilter();
      await results.flushed();
    },
    async close() {
      status.leave();
      while (closers.length > 0) await closers.pop()?.();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
