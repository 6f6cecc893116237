import * as z from 'zod/mini';
import { DownstreamClosedError, errorToJson, UsageError } from '../errors.ts';
import { knownError } from '../known-error.ts';
import { maskMembers } from '../mask-members.ts';
import { explainIssues } from '../spec/explain-issues.ts';
import { isJsonObject } from '../spec/message.ts';
import { isBlank } from '../spec/same-name.ts';
import { depsOfCall } from './deps-of-call.ts';
import { fitResult, shortenTexts } from './fit-result.ts';
import type { LaterParts } from './later-parts.ts';
import type { Tool, ToolCall, ToolDeps, ToolResult } from './tool.ts';
import { hintInToolWords, inToolWords } from './tool-words.ts';

export interface CallDeps extends ToolDeps {
  readonly later: LaterParts;
  readonly redact: (text: string) => string;
  /** Told of every failure of a tool: for `--debug`. */
  readonly onFailure: (tool: string, error: unknown) => void;
}

/** What the protocol calls the result of a tool. */
export interface CalledTool {
  [key: string]: unknown;
  readonly content: { type: 'text'; text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: true;
}

/**
 * Runs a tool. A client that knows structured content gets that and one sentence; an older one gets the same facts as
 * text. What goes wrong is an answer too, so that a model can act on it.
 */
export async function callTool(
  tool: Tool,
  deps: CallDeps,
  call: ToolCall,
  { isStructured }: { readonly isStructured: boolean },
): Promise<CalledTool> {
  try {
    const result = await resultOf(tool, deps, call);
    const { value, rest } = fitResult(shown(result.value, deps), result.list);
    const isMore = rest.length > 0 && result.list !== undefined;
    const cursor = isMore
      ? deps.later.keep(tool.name, { ...result, value: { ...result.value, [result.list ?? '']: rest } })
      : undefined;
    const facts = { ...value, ...(cursor !== undefined && { cursor }) };
    const more = isMore ? ` ${rest.length} more: call again with cursor.` : '';
    const cut =
      value.shortened === true ? ' It was too long: ask for a part of it, or for single fields.' : '';
    const text = isStructured ? `${result.summary}${more}${cut}` : JSON.stringify(facts);
    return { content: [{ type: 'text', text }], ...(isStructured && { structuredContent: facts }) };
  } catch (error) {
    // Nobody is left to be told.
    if (error instanceof DownstreamClosedError) throw error;
    // What fails after a call was cancelled fails because of it.
    if (!call.signal.aborted) deps.onFailure(tool.name, error);
    return failed(error, Object.keys(tool.input.shape), deps);
  }
}

async function resultOf(tool: Tool, deps: CallDeps, call: ToolCall): Promise<ToolResult> {
  // Not as the SDK has them, which leaves out an own `__proto__`: what is checked is what is sent.
  const args: unknown = JSON.parse(call.text);
  if (isJsonObject(args) && typeof args.cursor === 'string' && 'cursor' in tool.input.shape)
    return deps.later.take(tool.name, args.cursor);
  const own = depsOfCall(deps, { signal: call.signal, isPatient: tool.toolset === 'send' });
  return tool.run(own, readArguments(tool, args), call);
}

/** The arguments as the tool declares them. Throws UsageError, which names each that is wrong. */
function readArguments(tool: Tool, args: unknown): z.output<Tool['input']> {
  const parsed = z.safeParse(tool.input, args);
  if (parsed.success) {
    // An empty name must not match a thing without a name.
    const blank = Object.entries(parsed.data).find(
      ([, value]) => typeof value === 'string' && isBlank(value),
    );
    if (blank === undefined) return parsed.data;
    throw new UsageError(`The argument ${blank[0]} of ${tool.name} is blank.`, {
      code: 'arguments_invalid',
      hint: 'Give it a value, or leave it out.',
    });
  }
  const details = explainIssues(parsed.error.issues, args).map(({ path, message }) =>
    path.includes('.') || !message.startsWith('"') ? `${path}: ${message}` : message,
  );
  const isUnknown = parsed.error.issues.some(
    ({ code, path }) => code === 'unrecognized_keys' && path.length === 0,
  );
  throw new UsageError(`The arguments of ${tool.name} do not fit.`, {
    code: 'arguments_invalid',
    details,
    hint: isUnknown ? `What it takes: ${Object.keys(tool.input.shape).join(', ') || 'nothing'}.` : undefined,
  });
}

/** Without secrets: those that are known, wherever they stand, and members whose name says that they are one. */
function shown(value: ToolResult['value'], { redact }: CallDeps): ToolResult['value'] {
  const text: unknown = JSON.parse(redact(maskMembers(JSON.stringify(value))));
  return Object(text);
}

function failed(thrown: unknown, args: readonly string[], { version, redact }: CallDeps): CalledTool {
  const known = knownError(thrown, version);
  const { exitCode: _, ...facts } = errorToJson(known).error;
  const worded = {
    ...facts,
    message: inToolWords(known.message, args),
    details: known.details.map((detail) => inToolWords(detail, args)),
    hint: known.hint === undefined ? null : hintInToolWords(known.hint, args),
  };
  const said = Object.entries(worded).filter(
    ([, fact]) => fact !== null && !(Array.isArray(fact) && fact.length === 0),
  );
  const { value } = fitResult({ error: shortenTexts(Object.fromEntries(said)) }, undefined);
  return { content: [{ type: 'text', text: redact(JSON.stringify(value)) }], isError: true };
}
