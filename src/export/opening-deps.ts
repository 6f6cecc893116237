import type { loadDuckdb } from '../files/duckdb.ts';
import type { OpenFrom } from '../files/open-path.ts';
import type { lockExport } from './state-file.ts';

/** What an export is opened with. */
export interface OpeningDeps {
  readonly io: Parameters<typeof lockExport>[1] &
    Parameters<typeof loadDuckdb>[1] &
    OpenFrom & { readonly ownerOnly?: () => () => void };
  readonly print: {
    result(text: string): Promise<void>;
    warn(text: string): void;
  };
  /** To be called when the export is over. */
  onClose(close: () => void | Promise<void>): void;
}
