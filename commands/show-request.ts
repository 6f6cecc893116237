import type { App } from '../src/app.ts';
import { type PreviewRequest, previewJson, previewText } from '../src/terminal/preview.ts';

/** `--dry-run`: method, URL, headers and body on stdout. Numbers keep their digits, also with `--json`. */
export async function printDryRun({ io, print, globals }: App, request: PreviewRequest): Promise<void> {
  const indent = io.stdout.isTTY === true ? '  ' : '';
  await print.result(`${globals.json ? previewJson(request, indent) : previewText(request)}\n`);
}

/** `--curl`: the line alone, or as `curl` of an object. */
export async function printCurl(app: App, line: string): Promise<void> {
  await (app.globals.json ? app.print.json({ curl: line }) : app.print.result(`${line}\n`));
}
