import { createHash } from 'node:crypto';
import type { Settings } from '../store/settings.ts';
import { canonicalText } from './canonical-text.ts';
import type { ToolCall, ToolDeps, ToolResult } from './tool.ts';

/** What is asked for, and of which workspace: equal for the same arguments in another order, and without `confirm`. */
export function wantedBy(tool: string, { text }: ToolCall, settings: Settings): string {
  const { urls, writeKey } = settings;
  const place = [shownTarget(settings), urls.tracking.value, urls.api.value, writeKey?.value];
  const wanted = JSON.stringify([tool, place, canonicalText(text, ['confirm'])]);
  return createHash('sha256').update(wanted).digest('hex');
}

interface Asked {
  /** By {@link wantedBy}. */
  readonly wanted: string;
  readonly confirm: string | undefined;
  readonly settings: Settings;
  /** What would be sent, or what would be different. */
  readonly preview: Readonly<Record<string, unknown>>;
}

/**
 * The first call of a send or change is answered with what it would do and a token; the second one, with the same
 * arguments and the token, may do it. Undefined when it may. Throws UsageError for a token that does not fit.
 */
export function previewUnlessApproved(
  { approvals }: ToolDeps,
  { wanted, confirm, settings, preview }: Asked,
): ToolResult | undefined {
  if (confirm !== undefined) {
    approvals.take(confirm, wanted);
    return undefined;
  }
  return {
    value: { status: 'preview', target: shownTarget(settings), ...preview, ...approvals.request(wanted) },
    summary:
      'Nothing was done yet: show this preview, then call again with the same arguments and its confirm token.',
  };
}

/** The same for a send: into the sandbox it needs no approval. A change there does. */
export function previewOfSend(deps: ToolDeps, asked: Asked): ToolResult | undefined {
  return asked.settings.sandbox ? undefined : previewUnlessApproved(deps, asked);
}

/** Where something goes or went, without addresses and secrets. */
export function shownTarget({ workspace, source, region, sandbox }: Settings) {
  return {
    workspace: workspace?.value ?? null,
    source: source?.value ?? null,
    region: region.value,
    sandbox,
  };
}
