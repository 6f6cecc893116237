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
  globals,
  onCall,
  onClose,
}: App): Pick<JsonApiOptions, 'now' | 'monotonic' | 'random' | 'sleep' | 'onWait' | 'onCall'> {
  const ended = new AbortController();
  // Concurrent calls wait for one reason: it is told once.
  let told = { reason: '', until: 0 };
  // One call may fail while others wait out a limit: nobody is left to hear of them.
  onClose(() => ended.abort());
  return {
    now: io.now,
    monotonic: io.monotonic,
    random: io.random,
    onCall,
    sleep: (milliseconds, signal) =>
      io.sleep(milliseconds, signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal])),
    onWait(reason, waitMs) {
      const line = `${reason.replace(/\.$/, '')}; next try in ${formatDuration(waitMs)}`;
      const now = io.monotonic();
      if (waitMs < longWaitMs || globals.quiet || (told.reason === reason && now < told.until))
        return print.verbose(line);
      told = { reason, until: now + waitMs };
      print.stderr(`${print.style.symbols.warning} ${line}\n`);
    },
  };
}
