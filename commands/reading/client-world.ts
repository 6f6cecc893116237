import type { App } from '../../src/app.ts';
import type { CredentialWorld } from '../../src/clients/client-world.ts';
import { apiWorld } from './api-world.ts';

/** The world of a command, as opening an API wants it. */
export function clientWorld(app: App): CredentialWorld {
  return {
    ...apiWorld(app),
    http: app.http,
    platform: app.io.platform,
    store: app.store,
    addSecret: (secret) => app.redactor.add(secret),
    warn: (line) => app.print.warn(line),
    verbose: (line) => app.print.verbose(line),
  };
}
