import { type CliError, NotFoundError } from '../errors.ts';
import { sandboxName, sandboxWriteKey } from '../spec/built-in-sandbox.ts';
import { nearest } from '../spec/nearest.ts';
import { isSameName } from '../spec/same-name.ts';
import {
  firstOf,
  fromEnv,
  fromFlag,
  fromProject,
  type Origin,
  rank,
  type Setting,
  type SettingInputs,
  setting,
  textFromEnv,
  textFromFlag,
} from './setting.ts';
import type { StoredSource, StoredWorkspace } from './stored.ts';

/** Which source, with which key, or why there is no key although a source was named. */
export interface SourceSettings {
  readonly source: Setting<string> | undefined;
  readonly writeKey: Setting<string> | undefined;
  readonly writeKeyProblem: CliError | undefined;
}

/**
 * Source and write key are two settings that must fit together: a key given directly wins over a
 * source named at the same level or below, and the name is kept only where it says something about that key.
 * `canLookUp`: a token is there to ask the Public API for the key, so that a name nobody stored may still be right.
 */
export function decideSource(
  { flags, env, project }: SettingInputs,
  workspaceName: string | undefined,
  workspace: StoredWorkspace | undefined,
  home: Origin,
  { canLookUp }: { readonly canLookUp: boolean },
): SourceSettings {
  const sandbox = workspaceName === sandboxName;
  const key = firstOf(textFromFlag(flags.writeKey, '--write-key'), textFromEnv(env, 'SEGMENT_WRITE_KEY'));
  const source = firstOf(
    fromFlag(flags.source, '--source'),
    fromEnv(env, 'SEGMENT_SOURCE'),
    // The source a project names belongs to the project's workspace; the sandbox has one of its own.
    sandbox ? undefined : fromProject(project, project?.source),
    sandbox ? setting(sandboxName, home) : setting(workspace?.defaultSource, home),
  );
  if (key !== undefined && (source === undefined || rank(key.origin) <= rank(source.origin))) {
    const label = rank(key.origin) === rank(source?.origin) ? source : labelOf(key, workspace);
    return { source: label, writeKey: key, writeKeyProblem: undefined };
  }
  if (source === undefined) return { source, writeKey: undefined, writeKeyProblem: undefined };

  const known = sandbox ? sandboxSources : (workspace?.sources ?? noSources);
  const alias = findSource(known, source.value);
  const stored = alias === undefined ? undefined : known.get(alias);
  if (alias !== undefined && stored !== undefined) {
    return {
      source: { value: alias, origin: source.origin },
      writeKey: { value: stored.writeKey, origin: home },
      writeKeyProblem: undefined,
    };
  }
  const problem = unknownSource(source.value, known, workspaceName, source.origin);
  if (source.origin.kind === 'flag' && !canLookUp) throw problem;
  return { source, writeKey: undefined, writeKeyProblem: problem };
}

const noSources: ReadonlyMap<string, StoredSource> = new Map();
const sandboxSources: ReadonlyMap<string, StoredSource> = new Map([
  [sandboxName, { writeKey: sandboxWriteKey, addedAt: '' }],
]);

/** The alias of the source that is called so: by alias first, then id, then slug. */
export function findSource(sources: ReadonlyMap<string, StoredSource>, name: string): string | undefined {
  if (sources.has(name)) return name;
  for (const [alias, source] of sources) if (isSameName(source.id, name)) return alias;
  for (const [alias, source] of sources) if (isSameName(source.slug, name)) return alias;
  return undefined;
}

/** A key given directly still has a name when it is one of the stored ones. */
function labelOf(key: Setting<string>, workspace: StoredWorkspace | undefined): Setting<string> | undefined {
  if (key.value === sandboxWriteKey) return { value: sandboxName, origin: key.origin };
  for (const [alias, source] of workspace?.sources ?? noSources) {
    if (isSameName(source.writeKey, key.value)) return { value: alias, origin: key.origin };
  }
  return undefined;
}

/**
 * The error for a source whose key is not stored: lists those that are, and names the one that was probably
 * meant. `origin` says who named it, when that was not the command line.
 */
export function unknownSource(
  name: string,
  known: ReadonlyMap<string, StoredSource>,
  workspaceName: string | undefined,
  origin?: Origin,
): NotFoundError {
  const who = origin === undefined || origin.kind === 'flag' ? '' : ` (from ${origin.name})`;
  const place =
    workspaceName === undefined
      ? 'no workspace is stored'
      : `workspace “${workspaceName}” has no such alias, slug or id`;
  const meant = nearest(name, known.keys());
  const store =
    workspaceName === undefined
      ? `segment auth login --source ${name}`
      : `segment auth write-key add ${name}`;
  return new NotFoundError(`The source “${name}”${who} is not known: ${place}.`, {
    code: 'unknown_source',
    details: known.size === 0 ? [] : [`known: ${[...known.keys()].join(', ')}`],
    hint: meant === undefined ? `Store its write key: ${store}` : `Did you mean “${meant}”?`,
  });
}
