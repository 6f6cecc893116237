import type { Counts, OpenOverview, Overview } from '../workspace/overview.ts';
import type { Drawn } from './chart.ts';
import { formatCount, plural } from './numbers.ts';

/** A line of the overview, also for a part that is not included. */
export interface OverviewLine {
  readonly label: string;
  readonly read: (overview: OpenOverview) => Promise<{
    readonly fact: { readonly label: string; readonly value: string; readonly shown?: string };
    readonly isIncluded: boolean;
  }>;
}

export function overviewLines(
  region: string,
  sparkText: (numbers: readonly Drawn[]) => string,
): readonly OverviewLine[] {
  return [
    line('workspace', 'workspace', ({ name, slug }) => [`${name} (${slug}), region ${region}`]),
    line('sources', 'sources', enabledOf),
    line('destinations', 'destinations', enabledOf),
    line('warehouses', 'warehouses', enabledOf),
    line('tracking plans', 'trackingPlans', ({ total }) => [formatCount(total)]),
    line('transformations', 'transformations', ({ dropping, ...counts }) => [
      `${enabledOf(counts)[0]}, ${dropping === 0 ? 'none' : countText(dropping)} of them dropping`,
    ]),
    line('violations', 'violations', ({ detections, sources: count }) => [
      `${plural(detections, 'detection')} in 7 days${detections === 0 ? '' : `, at ${plural(count, 'source')}`}`,
    ]),
    line('volume', 'volume', ({ total, daily }) => {
      const words = `${total === null ? 'an unknown number of messages' : plural(total, 'message')} in 7 days`;
      const drawn = daily.map((count) => (count === null ? undefined : Number(count)));
      return [words, `${words}  ${sparkText(drawn)}`.trimEnd()];
    }),
    line('API calls', 'apiCalls', ({ total, period }) => [
      `${countText(total)} in ${period.slice(0, 7)} so far`,
    ]),
  ];
}

/** `words`: what a machine reads, and, where it differs, what a person does. */
function line<Name extends keyof OpenOverview['parts']>(
  label: string,
  name: Name,
  words: (part: NonNullable<Overview[Name]>) => readonly [string, string?],
): OverviewLine {
  return {
    label,
    async read({ parts, whole }) {
      // A failure of any part ends the command, also while another one is waited for.
      const part = await Promise.race([parts[name], whole.then(() => parts[name])]);
      if (part === null)
        return { fact: { label, value: 'not included in the plan or the token (403)' }, isIncluded: false };
      const [value, shown = value] = words(part);
      return { fact: { label, value, shown }, isIncluded: true };
    },
  };
}

function enabledOf({ total, enabled }: Counts): readonly [string] {
  return [`${countText(enabled)} enabled of ${formatCount(total)}`];
}

function countText(count: number | bigint | null): string {
  return count === null ? 'an unknown number' : formatCount(count);
}
