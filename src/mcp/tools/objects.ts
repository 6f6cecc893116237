import * as z from 'zod/mini';
import { pagesWithFields } from '../../api/pages-with-fields.ts';
import { checkFields, fieldCheck } from '../../api/pick-fields.ts';
import { callSparingly } from '../../clients/call-sparingly.ts';
import { openLookUp } from '../../clients/open-look-up.ts';
import { sandboxSpace } from '../../clients/open-profiles.ts';
import { namesOf } from '../../spec/names-of.ts';
import { findObject, listObjects, type ObjectCall, objectKinds } from '../../workspace/object-kinds.ts';
import { choice, flag, listOf, text } from '../fields.ts';
import { exactItem, listArguments, listOutput, listResult, pickedFields, usualLimit } from '../rows.ts';
import { defineTool, type ToolDeps } from '../tool.ts';

const kind = choice(namesOf(objectKinds), 'What to look for.');
const of = z.optional(
  text('What it belongs to: destination of a subscription, plan of a rule, space of an audience.'),
);

async function callOf(deps: ToolDeps, parent: string | undefined): Promise<ObjectCall> {
  const { api, settings } = await openLookUp(deps.clients, await deps.settings());
  const spaceId = settings.spaceId ?? (settings.sandbox ? { value: sandboxSpace } : undefined);
  return { api, of: parent, spaceId, sparing: () => callSparingly(deps.clients, api, () => {}) };
}

export const listWorkspaceObjects = defineTool({
  name: 'SEGMENT_LIST_WORKSPACE_OBJECTS',
  title: 'List objects of the workspace',
  toolset: 'lookup',
  writes: false,
  description:
    'List what the workspace holds of a kind, when a name is not known or all are wanted; source_without_plan finds uncovered sources. Returns items with their main fields, or those asked for.',
  input: z.strictObject({
    kind,
    of,
    word: z.optional(text('Only those with this in their name, slug or key.')),
    enabled: z.optional(flag('Only those that are on, or off.')),
    fields: z.optional(listOf(z.string(), 30, 'Paths, as metadata.name, in place of the main fields.')),
    ...listArguments,
  }),
  output: listOutput,
  async run(deps, args) {
    const { fields, limit = usualLimit, ...filter } = args;
    const call = await callOf(deps, args.of);
    const pages = (most: number) => listObjects(args.kind, call, filter, most);
    const shown = fields ?? objectKinds[args.kind].shown;
    const checked = fields === undefined ? pages(limit) : pagesWithFields(pages, limit, fieldCheck(fields));
    return listResult(`objects of the kind ${args.kind}`, checked, limit, {
      about: { kind: args.kind },
      write: (item) => pickedFields(item, shown),
    });
  },
});

export const getWorkspaceObject = defineTool({
  name: 'SEGMENT_GET_WORKSPACE_OBJECT',
  title: 'Read one object of the workspace',
  toolset: 'lookup',
  writes: false,
  description:
    'Read one object when its name, slug or id is known: a source with its settings and plan, a destination, a user with permissions. Returns it whole, or only the fields asked for.',
  input: z.strictObject({
    kind,
    name: text('Its id, slug, name, key or e-mail address.'),
    of,
    fields: z.optional(listOf(z.string(), 30, 'Only these paths: settings.apiKey.')),
  }),
  output: z.looseObject({ kind: z.string(), object: z.looseObject({}) }),
  async run(deps, { kind: wanted, name, of: parent, fields }) {
    const ofParent = parent === undefined ? '' : `, of ${parent}`;
    const found = await findObject(wanted, await callOf(deps, parent), name, {
      getCommand: `SEGMENT_GET_WORKSPACE_OBJECT with kind ${wanted}${ofParent}, name`,
      listCommand: `SEGMENT_LIST_WORKSPACE_OBJECTS with kind ${wanted}${ofParent}`,
    });
    if (fields !== undefined) checkFields(found, fields);
    const object = fields === undefined ? exactItem(found) : pickedFields(found, fields);
    return { value: { kind: wanted, object }, summary: `The ${wanted.replaceAll('_', ' ')} that was named.` };
  },
});
