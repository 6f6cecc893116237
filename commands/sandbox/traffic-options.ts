import { UsageError } from '../../src/errors.ts';
import type { FaultPlan } from '../../src/sandbox/faults/plan.ts';
import type { SandboxOptions } from '../../src/sandbox/start.ts';
import { sandboxWriteKey } from '../../src/spec/built-in-sandbox.ts';
import type { Io } from '../../src/terminal/io.ts';
import type { SandboxFlags } from './index.ts';

/** Who may send, and what goes wrong on the way. Throws UsageError for a fault plan that does not fit. */
export async function trafficOptions(io: Io, flags: SandboxFlags): Promise<SandboxOptions> {
  const { rateLimit, eventRateLimit, rejectWrongRegion, ledger } = flags;
  const faults = flags.faults === undefined ? undefined : await readPlan(io, flags.faults);
  return {
    ...sourceOptions(flags),
    rejectWrongRegion: rejectWrongRegion === true,
    ledger: ledger === true,
    ...(faults === undefined ? {} : { faults }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(eventRateLimit === undefined ? {} : { eventRateLimit }),
  };
}

/** The workspace `sandbox` keeps working beside sources of one's own. */
function sourceOptions({ writeKey, foreignWriteKey = [] }: SandboxFlags): Pick<SandboxOptions, 'sources'> {
  if (writeKey === undefined && foreignWriteKey.length === 0) return {};
  const own = [{ name: 'sandbox', writeKey: sandboxWriteKey }, ...(writeKey ?? [])];
  const doubled = foreignWriteKey.find((source) => own.some(({ writeKey: key }) => key === source.writeKey));
  if (doubled !== undefined)
    throw new UsageError(`“${doubled.name}” cannot be of this region and of the other one.`, {
      code: 'source_twice',
    });
  return { sources: [...own, ...foreignWriteKey.map((source) => ({ ...source, region: 'eu' as const }))] };
}

async function readPlan(io: Io, file: string): Promise<FaultPlan> {
  const [{ readPlanFile }, { readFaultPlan }] = await Promise.all([
    import('./faults/plan-file.ts'),
    import('../../src/sandbox/faults/plan.ts'),
  ]);
  const read = readFaultPlan(await readPlanFile(io, file));
  if (read.kind === 'valid') return read.plan;
  throw new UsageError(`${file}: ${read.message}`, { code: 'plan_invalid' });
}
