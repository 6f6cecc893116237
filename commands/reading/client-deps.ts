import type { JsonApiOptions } from '../../src/api/json-api.ts';
import type { App } from '../../src/app.ts';
import type { CredentialDeps } from '../../src/clients/client-deps.ts';
import { formatDuration } from '../../src/terminal/numbers.ts';

/** The world of a command, as opening an API wants it. */
export function clientDeps(app: App): CredentialDeps {
  return {
    ...apiDeps(app),
    http: app.http,
    platform: app.io.platform,
    store: app.store,
    addSecret: (secret) => app.redactor.add(secret),
    warn: (line) => app.print.warn(line),
    verbose: (line) => app.print.verbose(line),
  };
}

/** A wait this long, in milliseconds, is told to everybody: it must not look like a hang. */
const longWaitMs = 2_000;

/** Clock, chance and waiting of an API client, with waits told on stderr. */
function apiDeps({
  io,
  print,
  onClose,
}: App): Pick<JsonApiOptions, 'now' | 'monotonic' | 'random' | 'sleep' | 'onWait'> {
  const ended = new AbortController();
  // One call may fail while others wait out a limit: nobody is left to hear of them.
  onClose(() => ended.abort());
  return {
    now: io.now,
    monotonic: io.monotonic,
    random: io.random,
    sleep: (milliseconds, signal) =>
      io.sleep(milliseconds, signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal])),
    onWait(reason, waitMs) {
      const line = `${reason.replace(/\.$/, '')}; next try in ${formatDuration(waitMs)}`;
      if (waitMs >= longWaitMs) print.stderr(`${print.style.symbols.warning} ${line}\n`);
      else print.verbose(line);
    },
  };
}
