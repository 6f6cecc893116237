/**
 * What is kept on this machine between calls, and how a file's content is read back into it.
 *
 * Settings (`config.json`) and secrets (`credentials.json`) are two files: one can be shown to a
 * colleague, the other cannot. In memory they are one record per workspace.
 */

import type { Region } from '../spec/region.ts';
import type { OutputForm } from './output-form.ts';

/** A source of a workspace whose write key is stored. */
export interface StoredSource {
  /** Secret. */
  writeKey: string;
  /** Segment's own names for it, when they are known: `--source` takes these as well as the alias. */
  slug?: string | undefined;
  id?: string | undefined;
  /** ISO 8601. */
  addedAt: string;
}

/** An OAuth application: the private key stays in its own file, only the path is kept. */
export interface StoredOAuth {
  clientId: string;
  keyId: string;
  privateKeyFile: string;
}

export interface StoredWorkspace {
  region: Region;
  /** By alias. */
  sources: Map<string, StoredSource>;
  defaultSource?: string | undefined;
  /** Public API token: secret. */
  token?: string | undefined;
  /** Profile API token: secret. */
  profileToken?: string | undefined;
  spaceId?: string | undefined;
  oauth?: StoredOAuth | undefined;
  /** ISO 8601. */
  addedAt: string;
}

export interface StoredSettings {
  output?: OutputForm | undefined;
}

/** Everything in both files. Only a change given to `Store.update` may alter it. */
export interface Stored {
  activeWorkspace?: string | undefined;
  workspaces: Map<string, StoredWorkspace>;
  settings: StoredSettings;
}

export function emptyStored(): Stored {
  return { workspaces: new Map(), settings: {} };
}
