import { stringAt } from '../../src/api/api-object.ts';
import type { JsonApi } from '../../src/api/json-api.ts';
import type { App } from '../../src/app.ts';
import { UsageError } from '../../src/errors.ts';
import type { Context } from '../../src/store/context.ts';
import { sandboxSpace } from '../reading/open-profiles.ts';
import type { Fill } from './read-path.ts';

/**
 * Fills `{space}` and `{source}` from the workspace in force. A source whose id is not stored is looked up with
 * `api`; without it, in a dry run, its name is put in and said to be one.
 */
export function fillFrom(app: App, context: Context, api: JsonApi | undefined): Fill {
  return (word) => {
    if (word === 'space') return Promise.resolve(spaceId(context));
    if (word === 'source') return sourceId(app, context, api);
    throw new UsageError(`{${word}} stands for a value that has to be put in its place.`, {
      code: 'placeholder_unknown',
      hint: 'Only {space} and {source} are filled in, from the workspace.',
    });
  };
}

function spaceId({ spaceId: said, sandbox, workspace }: Context): string {
  const id = said?.value ?? (sandbox ? sandboxSpace : undefined);
  if (id !== undefined) return id;
  const where = workspace === undefined ? '' : ` in workspace ${workspace.value}`;
  throw new UsageError(`There is no space id${where} to fill {space} with.`, {
    code: 'space_missing',
    hint: 'Set SEGMENT_SPACE_ID, or put the id into the path.',
  });
}

async function sourceId(app: App, context: Context, api: JsonApi | undefined): Promise<string> {
  const { source } = context;
  if (source === undefined) {
    throw new UsageError('There is no source to fill {source} with.', {
      code: 'source_missing',
      hint: 'Set SEGMENT_SOURCE, or put the id into the path.',
    });
  }
  const stored = await storedSource(app, context, source.value);
  if (stored?.id !== undefined) return stored.id;
  const name = stored?.slug ?? source.value;
  if (api === undefined) {
    app.print.note(`{source} stands for the id of ${name}, which is looked up when it is sent.`);
    return name;
  }
  const { findSource } = await import('../sources/find-source.ts');
  return stringAt((await findSource(api, name)).value, 'id');
}

/** Of a call that brings its own credential, and of the sandbox, nothing need be stored. */
async function storedSource(app: App, { workspace, sandbox }: Context, alias: string) {
  if (workspace === undefined || sandbox) return undefined;
  const { workspaces } = await (await app.store()).read();
  return workspaces.get(workspace.value)?.sources.get(alias);
}
