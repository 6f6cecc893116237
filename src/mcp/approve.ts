import type { TargetDescription } from '../clients/target.ts';
import { canonicalText } from './canonical-text.ts';
import type { ToolCall, ToolDeps, ToolResult } from './tool.ts';

/** What is about to be done, as whoever approves it sees it. */
export interface Proposal {
  readonly tool: string;
  readonly target: Pick<TargetDescription, 'workspace' | 'source' | 'region' | 'sandbox' | 'url'>;
  /** What would be sent, or what would be different. */
  readonly preview: Readonly<Record<string, unknown>>;
  /** Of one that needs no answer: a send into the sandbox. */
  readonly isFree: boolean;
}

/**
 * The first call of a send or change is answered with what it would do and a token; the second one, with the same
 * arguments and the token, may do it. Undefined when it may. Throws UsageError for a token that does not fit.
 */
export function previewUnlessApproved(
  { approvals }: ToolDeps,
  { text }: ToolCall,
  confirm: string | undefined,
  { tool, target, preview, isFree }: Proposal,
): ToolResult | undefined {
  if (isFree) return undefined;
  const wanted = JSON.stringify([tool, shownTarget(target), target.url, canonicalText(text, ['confirm'])]);
  if (confirm !== undefined) {
    approvals.take(confirm, wanted);
    return undefined;
  }
  return {
    value: { status: 'preview', target: shownTarget(target), ...preview, ...approvals.request(wanted) },
    summary:
      'Nothing was done yet: show this preview, and call again with the same arguments and its confirm token.',
  };
}

/** Where it goes, without its address. */
export function shownTarget({ workspace, source, region, sandbox }: Proposal['target']) {
  return { workspace: workspace ?? null, source: source ?? null, region, sandbox };
}
