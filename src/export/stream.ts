import type { ApiObject } from '../api/api-object.ts';
import type { Query } from '../api/query.ts';
import type { ListEndpoint, ObjectEndpoint } from '../api/workspace/client.ts';
import type { Fields } from './fields.ts';

/**
 * Members of a row for which there is no column, and values that their column cannot hold as they are, as JSON. One
 * column for all of them: a table keeps its shape from run to run, and no type is guessed from the first value.
 */
export const otherColumn = 'other_fields';

/** A part of a workspace as rows: what one endpoint of the Public API answers, for the workspace or for each parent. */
export interface Stream {
  readonly name: string;
  /** What a row is, in a few words. */
  readonly summary: string;
  readonly endpoint: ListEndpoint | ObjectEndpoint;
  /** The fields that name a row: rows with the same ones are the same row, of which the later one counts. */
  readonly key: readonly [string, ...string[]];
  readonly fields: Fields;
  /**
   * How it is asked for what is new, by the field `timestamp`: a `month` at a time, the `range` since the last time, or
   * that range in whole `days`. Without one all of it is asked for, every time.
   */
  readonly window?: 'month' | 'range' | 'days';
  /** How many days back the endpoint goes: what is older cannot be asked for. */
  readonly reachDays?: number;
  /** Rows are asked for by each row of another stream. */
  readonly parent?: Parent;
  /** What is asked one after the other where one call does not give all rows. */
  readonly asks?: readonly Ask[];
  /** The rows in what the endpoint lists, where its items hold several. */
  readonly rowsIn?: (item: ApiObject) => readonly ApiObject[];
  /** Members in which secrets are masked. */
  readonly masked?: readonly string[];
  /** It is exported only where it is named. */
  readonly isExtra?: true;
}

/** How a row of the parent asks for the rows that belong to it; on the right side stand fields of the parent. */
export interface Parent {
  readonly stream: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Fields that a row is given from its parent where it has none of its own. */
  readonly adds?: Readonly<Record<string, string>>;
}

/** One of several calls for the rows of a stream. */
export interface Ask {
  /** Where it is not the one of the stream. */
  readonly endpoint?: ListEndpoint | ObjectEndpoint;
  readonly query?: Query;
  /** Values that a row is given where it has none of its own. */
  readonly adds?: Readonly<Record<string, string>>;
}

/** Rows with a time of their own: they come to what is there, and none of them is ever gone. */
export function isIncremental({ window }: Stream): boolean {
  return window !== undefined;
}

/** How a run comes by what is new. */
export function methodOf(stream: Stream): 'incremental' | 'full table' {
  return isIncremental(stream) ? 'incremental' : 'full table';
}

/** A stream as `--json` prints it. Field names are a contract. */
export function streamFacts(stream: Stream) {
  const { name, summary, key, parent, endpoint, isExtra, fields } = stream;
  return {
    name,
    summary,
    key,
    method: methodOf(stream),
    parent: parent?.stream ?? null,
    feature: endpoint.feature ?? null,
    endpoint: `${endpoint.method} ${endpoint.path}`,
    standard: isExtra !== true,
    fields: Object.keys(fields),
  };
}
