import { UsageError } from '../errors.ts';
import { type OpenFrom, readInputFile } from '../files/open-path.ts';
import type { FaultPlan } from '../sandbox/faults/plan.ts';
import { findJsonProblem, notJsonText } from '../spec/json-text.ts';

/** The workspace data of a seed file, not checked yet, and the name of the file for errors. Throws UsageError. */
export async function readSeedFile(
  from: OpenFrom,
  file: string,
): Promise<{ readonly name: string; readonly value: unknown }> {
  const label = `The seed ${file}`;
  const text = await readInputFile(from, file, { label, code: 'seed_unreadable' });
  return { name: file, value: readJson(text, label, 'seed_invalid') };
}

/** The JSON of a fault plan file: the sandbox that it is sent to checks it. Throws UsageError. */
export async function readPlanFile(from: OpenFrom, file: string): Promise<unknown> {
  return readJson(await readInputFile(from, file), file, 'plan_invalid');
}

/** The fault plan that a sandbox starts with. Throws UsageError. */
export async function readCheckedPlan(from: OpenFrom, file: string): Promise<FaultPlan> {
  const { readFaultPlan } = await import('../sandbox/faults/plan.ts');
  const read = readFaultPlan(await readPlanFile(from, file));
  if (read.kind === 'valid') return read.plan;
  throw new UsageError(`${file}: ${read.message}`, { code: 'plan_invalid' });
}

function readJson(given: string, label: string, code: string): unknown {
  // A byte order mark is no part of JSON, and editors write one.
  const text = given.replace(/^\uFEFF/, '');
  const problem = findJsonProblem(text);
  if (problem === undefined) return JSON.parse(text);
  // Where it breaks, and not what stands there: it may be a write key.
  throw new UsageError(notJsonText(label, problem), { code });
}
