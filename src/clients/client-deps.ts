import type { Http } from '../api/http.ts';
import type { JsonApiOptions } from '../api/json-api.ts';
import type { Store } from '../store/store.ts';

/** What opening an API needs of its caller: a clock, chance, waiting, and the one transport. */
export interface ClientDeps
  extends Pick<JsonApiOptions, 'now' | 'monotonic' | 'random' | 'sleep' | 'onWait' | 'onCall'> {
  /** The first call decides how many connections are kept to each host. */
  http(options?: { readonly connections?: number }): Promise<Http>;
}

/** The same for what reads, keeps and tries credentials. */
export interface CredentialDeps extends ClientDeps {
  readonly platform: NodeJS.Platform;
  store(): Promise<Pick<Store, 'folders' | 'tokens' | 'read'>>;
  /** Told of every secret that comes up, so that it is never printed. */
  readonly addSecret: (secret: string) => void;
  readonly warn: (line: string) => void;
  /** Details that `--verbose` shows. */
  readonly verbose: (line: string) => void;
}
