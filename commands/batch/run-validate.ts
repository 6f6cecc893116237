import type { App } from '../../src/app.ts';
import { inOwnWords, makingWords } from '../../src/backfill/call-words.ts';
import { openInputs } from '../../src/backfill/reading/open-inputs.ts';
import type { Finding, FindingsOptions } from '../../src/backfill/validation/findings.ts';
import { type Validation, validate, validationFacts } from '../../src/backfill/validation/validate.ts';
import { CancelledError } from '../../src/errors.ts';
import { validationError } from '../../src/terminal/backfill-errors.ts';
import * as notices from '../../src/terminal/backfill-notices.ts';
import { showProgress } from '../../src/terminal/backfill-progress.ts';
import { annotationLines, annotationsPerStep } from '../../src/terminal/github-annotations.ts';
import { lookOf } from '../../src/terminal/look.ts';
import { validationSummary } from '../../src/terminal/validation-summary.ts';
import { chosenForm } from '../reading/output-options.ts';
import { inputDeps, rejectsDeps } from './deps.ts';
import type { ValidateFlags } from './validate.ts';

type Form = 'report' | 'json' | 'ndjson' | 'github';

/** Validates the inputs, prints what was found, and throws the error that decides the exit code. */
export async function runValidate(app: App, names: readonly string[], flags: ValidateFlags): Promise<void> {
  const { io, print, globals } = app;
  const form = formOf(app, flags);
  const annotated: Finding[] = [];
  const reporting: Readonly<Record<Form, Pick<FindingsOptions, 'most' | 'report'>>> = {
    report: { most: 1, report: () => {} },
    json: { most: 1, report: () => {} },
    ndjson: { most: Number.POSITIVE_INFINITY, report: (findings) => print.result(ndjsonOf(findings)) },
    github: { most: annotationsPerStep, report: (findings) => void annotated.push(...findings) },
  };
  const stopping = new AbortController();
  const forget = io.onSignal((signal) => {
    const exitCode = signal === 'SIGINT' ? 130 : 143;
    stopping.abort(new CancelledError('Interrupted: the rest of the input was not read.', { exitCode }));
  });
  // Findings that come while a line is drawn would be drawn over.
  const quiet = globals.quiet || globals.json || (form === 'ndjson' && io.stdout.isTTY === true);
  try {
    if (flags.preview === true) {
      const { runPreview } = await import('./run-preview.ts');
      const opened = await openInputs(names, { ...flags, linger: 0 }, inputDeps(app));
      return await runPreview(app, opened, { writeKey: '' });
    }
    const found = await validate(names, flags, {
      ...{ ...reporting[form], ...inputDeps(app), io, stopping: stopping.signal },
      rejects: rejectsDeps(app, {
        by: 'stdout holds what was found',
        otherwise: 'print findings with --ndjson',
      }),
      begin(inputs, counters, shaped) {
        notices.printShapes(print, shaped);
        const followed = { inputs, counters, from: undefined, isDry: true };
        return showProgress({ io, print, quiet }, flags.progress, followed);
      },
    });
    await printFound(app, form, found, annotated);
    const error = validationError(found, flags, makingWords({}, flags));
    if (error !== undefined) throw error;
  } catch (error) {
    throw inOwnWords(error, {}, flags);
  } finally {
    forget();
  }
}

function formOf(app: App, { ndjson, format }: ValidateFlags): Form {
  const form = chosenForm(app, { ndjson, format: format !== undefined }, ['ndjson', 'format']);
  return form === 'format' ? 'github' : (form ?? 'report');
}

function ndjsonOf(findings: readonly Finding[]): string {
  return findings.map((finding) => `${JSON.stringify(finding)}\n`).join('');
}

async function printFound(
  app: App,
  form: Form,
  found: Validation,
  annotated: readonly Finding[],
): Promise<void> {
  const { print } = app;
  const { error, read } = found;
  if (form === 'json') return print.json(validationFacts(found));
  // Of an input that was refused before its first line there is nothing to report.
  if (error?.category === 'usage' && read === 0) return;
  if (form === 'report' && found.groups.length > 0) {
    // What measures text takes longer to load than a short file takes to read.
    const { validationReport } = await import('../../src/terminal/validation-report.ts');
    await print.result(validationReport(found.groups, lookOf(app)));
  }
  if (form === 'github') {
    await print.result(annotationLines(annotated));
    if (Math.max(found.invalid, found.warnings) > annotationsPerStep)
      print.note(
        `GitHub shows ${annotationsPerStep} errors and ${annotationsPerStep} warnings of a step; --ndjson prints all.`,
      );
  }
  for (const line of validationSummary(found, print.style)) print.note(line);
}
