import type * as z from 'zod/mini';
import type { Http } from '../api/http.ts';
import type { CredentialDeps } from '../clients/client-deps.ts';
import type { Settings } from '../store/settings.ts';
import type { Approvals } from './approvals.ts';
import type { Tries } from './tries.ts';

/** The sets that `--toolsets` chooses from. */
export const toolsets = ['send', 'lookup', 'sandbox'] as const;
export type Toolset = (typeof toolsets)[number];

/** What a tool is given: the workspace that the server was started with, and the ways to reach it. */
export interface ToolDeps {
  /**
   * Where everything goes, as it was decided when the server started: no argument of a tool changes it. Only the address
   * of a sandbox is looked up again, for one may be started later.
   */
  settings(): Promise<Settings>;
  /** For openWorkspace, openProfiles and openTarget of `src/clients`. */
  readonly clients: CredentialDeps;
  /** The sandbox of this machine, and the way to it. */
  sandbox(): Promise<{ readonly http: Http; readonly url: string }>;
  /** For what is sent or changed after it was shown. */
  readonly approvals: Approvals;
  readonly tries: Tries;
  readonly version: string;
}

/** One call of a tool. */
export interface ToolCall {
  /** The arguments as they came, as the text of a JSON object: numbers keep their digits. */
  readonly text: string;
  /** Aborted when the client cancels the call, and when it has gone. */
  readonly signal: AbortSignal;
  /** Tells the client how far a long call has come, if it wants to know. `message` is ours, without outside text. */
  readonly progress: (done: number, total: number, message: string) => void;
}

/** What a tool answers. */
export interface ToolResult {
  /** Facts as fields. Text from outside stands in fields only; secrets are masked on the way out. */
  readonly value: Readonly<Record<string, unknown>>;
  /** One sentence of ours on what is in `value`: counts and states, no text from outside. */
  readonly summary: string;
  /** The member of `value` that holds a list; of a long one the rest is fetched with `cursor`. */
  readonly list?: string;
}

/** The arguments of a tool, with what each is for: `z.strictObject` of the functions of `fields.ts`. */
export type ToolInput = z.ZodMiniObject<z.core.$ZodLooseShape, z.core.$strict>;

/** A tool as data. {@link defineTool} checks that `run` takes what `input` gives. */
export interface Tool<Input extends ToolInput = ToolInput> {
  /** Begins with a verb, or is one of Segment's known names; 45 characters at most. */
  readonly name: string;
  readonly title: string;
  readonly toolset: Toolset;
  /** It sends or changes something: absent without `--allow-writes`. */
  readonly writes: boolean;
  /** A sentence, three at most: what it does, when to use it, what comes back. */
  readonly description: string;
  readonly input: Input;
  /** `z.looseObject`: what a client may rely on. */
  readonly output: z.ZodMiniObject<z.core.$ZodLooseShape, z.core.$loose>;
  /** Of what writes: made twice, the same call changes nothing more. */
  readonly idempotent?: boolean;
  run(deps: ToolDeps, args: z.output<Input>, call: ToolCall): Promise<ToolResult>;
}

/** A tool whose `run` is checked against its `input`. */
export function defineTool<Input extends ToolInput>(tool: Tool<Input>): Tool {
  // Only arguments that `input` has parsed are given to `run`.
  return tool as unknown as Tool;
}
