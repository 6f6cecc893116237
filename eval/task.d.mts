export interface TaskCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A task of `tasks.json`. */
export interface Task {
  readonly name: string;
  readonly question: string;
  /** It takes a server that may write. */
  readonly writes?: boolean;
  /** Messages that are in the sandbox before. */
  readonly seed?: readonly Readonly<Record<string, unknown>>[];
  /** The calls that solve it, and what the answer to the last one holds. */
  readonly calls: readonly TaskCall[];
  readonly expected: Readonly<Record<string, unknown>>;
  /** What the answer of a model has to match, each as a regular expression in any case. */
  readonly answer: readonly string[];
  /** What is to be so afterwards. */
  readonly after?: readonly (TaskCall & { readonly expected: Readonly<Record<string, unknown>> })[];
}

type Call = (tool: string, given: Record<string, unknown>) => Promise<Record<string, unknown>>;

export function seed(url: string, task: Task): Promise<void>;
export function serverFlags(task: Task, url: string): string[];
export function makeCalls(
  calls: readonly TaskCall[],
  call: Call,
): Promise<readonly Record<string, unknown>[]>;
export function holds(answer: unknown, expected: unknown): boolean;
export function unmet(task: Task, call: Call): Promise<readonly object[]>;
export function missingIn(text: string, task: Task): readonly string[];
