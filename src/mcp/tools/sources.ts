import * as z from 'zod/mini';
import { stringAt, textAt } from '../../api/api-object.ts';
import { objectById } from '../../api/workspace/client.ts';
import { openForChange, openLookUp } from '../../clients/open-look-up.ts';
import { UsageError } from '../../errors.ts';
import { sourceEndpoints } from '../../segment/endpoints/sources.ts';
import { makeChange } from '../../workspace/changes/make-change.ts';
import { updateSource } from '../../workspace/changes/update-source.ts';
import { idOf } from '../../workspace/names/source-facts.ts';
import { previewUnlessApproved, shownTarget, wantedBy } from '../approve.ts';
import { findBoundSource } from '../bound-source.ts';
import { fieldTexts } from '../field-texts.ts';
import { confirm, flag, plainObject, text } from '../fields.ts';
import { exactItem } from '../rows.ts';
import { defineTool, type ToolResult } from '../tool.ts';

const source = z.optional(text('Id, slug or name; default the one of this server.'));

export const listSchemaSettings = defineTool({
  name: 'SEGMENT_LIST_SCHEMA_SETTINGS_IN_SOURCE',
  title: 'Read the schema settings of a source',
  toolset: 'lookup',
  writes: false,
  description:
    'Read how a source treats messages outside its tracking plan, when events or properties go missing. Returns its schema settings, and where violations are forwarded.',
  input: z.strictObject({ source }),
  output: z.looseObject({ sourceId: z.string(), settings: z.looseObject({}) }),
  async run(deps, { source: named }) {
    const { api, settings } = await openLookUp(deps.clients, await deps.settings());
    const sourceId = idOf(await findBoundSource(api, settings, named));
    const found = await objectById(api, sourceEndpoints.getSchemaSettings, sourceId);
    return { value: { sourceId, settings: exactItem(found) }, summary: 'The schema settings of the source.' };
  },
});

const tool = 'SEGMENT_UPDATE_SOURCE';

export const updateSourceTool = defineTool({
  name: tool,
  title: 'Change a source',
  toolset: 'lookup',
  writes: true,
  idempotent: true,
  description:
    'Rename a source, change its slug or settings, or switch it on or off, when the user asks for it. Returns first a preview with the difference, once confirmed the source as it is now.',
  input: z.strictObject({
    source,
    name: z.optional(text('Its new name.')),
    slug: z.optional(text('Its new slug.')),
    enabled: z.optional(flag('Whether it accepts messages.')),
    settings: z.optional(plainObject('Settings that change; others stay.')),
    confirm,
  }),
  output: z.looseObject({ status: z.enum(['preview', 'changed', 'unchanged']) }),
  async run(deps, { source: named, name, slug, enabled, confirm: token }, call) {
    const wanted = { name, slug, enabled, settings: fieldTexts(textAt(call.text, 'settings')) };
    if (name === undefined && slug === undefined && enabled === undefined && wanted.settings.length === 0)
      throw new UsageError('There is nothing to change.', {
        code: 'nothing_to_change',
        hint: 'Give one of: name, slug, enabled, settings.',
      });
    const { api, settings } = await openForChange(deps.clients, await deps.settings());
    const found = await findBoundSource(api, settings, named);
    const change = updateSource(api, found, wanted, () => Promise.reject(noFiles()));
    const target = shownTarget(settings);
    const shown: { changes?: readonly string[]; preview?: ToolResult | undefined } = {};
    const result = await makeChange(api, change, {
      lookCommand: `segment sources get ${idOf(found)}`,
      confirm: async ({ changes, differences }) => {
        shown.changes = changes;
        shown.preview = previewUnlessApproved(deps, {
          // Another difference than the one that was shown needs another approval.
          wanted: JSON.stringify([wantedBy(tool, call, settings), differences]),
          confirm: token,
          settings,
          preview: { change: { sourceId: idOf(found), slug: stringAt(found.value, 'slug') }, changes },
        });
        return shown.preview === undefined;
      },
    });
    if (shown.preview !== undefined) return shown.preview;
    if (result.kind !== 'made')
      return {
        value: { status: 'unchanged', target, source: exactItem(found) },
        summary: 'The source is so already: nothing was changed.',
      };
    return {
      value: { status: 'changed', target, changes: shown.changes, source: exactItem(result.answer) },
      summary: 'The source was changed.',
    };
  },
});

function noFiles(): UsageError {
  return new UsageError('A setting is a value, not a file.', { code: 'field_invalid' });
}
