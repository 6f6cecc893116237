import * as z from 'zod/mini';
import { openWorkspace } from '../../clients/open-workspace.ts';
import { isWanted, listEventsOf } from '../../workspace/audit.ts';
import { filterPages, onlyPage } from '../../workspace/computed-pages.ts';
import { readRange, shownMoment } from '../../workspace/moment-range.ts';
import { readViolations } from '../../workspace/violations.ts';
import { choice, listOf, text } from '../fields.ts';
import { refuseUnused } from '../refuse-unused.ts';
import { listArguments, listOutput, listResult, usualLimit } from '../rows.ts';
import { defineTool } from '../tool.ts';

export const listAudit = defineTool({
  name: 'SEGMENT_LIST_VIOLATIONS_OR_CHANGES',
  title: 'List violations of plans, or who changed what',
  toolset: 'lookup',
  writes: false,
  description:
    'Look through the audit trail of 90 days, when asked which sources violated their tracking plan or who changed what. Returns detections by source (no single messages), or events with type, actor and resource.',
  input: z.strictObject({
    what: choice(['violations', 'changes'], 'Violations by source, or all audit events.'),
    of: z.optional(text('Only this source or resource, by id, slug or name.')),
    types: z.optional(listOf(z.string(), 20, 'Only changes of these types: Source Created.')),
    actor: z.optional(text('Only changes by this user: id or e-mail address.')),
    since: z.optional(text('2h or 7d ago, a date or a time; default 7d.')),
    until: z.optional(text('The end; default now.')),
    ...listArguments,
  }),
  output: listOutput,
  async run(deps, { what, of, types: type, actor, since = '7d', until, limit = usualLimit }) {
    if (what === 'violations') refuseUnused(what, { types: type, actor }, []);
    const range = readRange({ since, until }, deps.clients.now());
    const about = { what, since: shownMoment(range.start), until: shownMoment(range.end) };
    const { api } = await openWorkspace(deps.clients, await deps.settings());
    if (what === 'violations')
      return listResult('sources with violations', onlyPage(await readViolations(api, range, of)), limit, {
        about,
      });
    const events = listEventsOf(api, of, range);
    const wanted = filterPages(events, (event) => isWanted(event, { type, actor }), limit);
    return listResult('audit events', wanted, limit, { about });
  },
});
