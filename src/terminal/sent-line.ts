import type { Target } from '../clients/target.ts';
import type { ComposedMessage } from '../spec/compose-message.ts';
import { escapeLine } from '../spec/escape.ts';
import type { MessageType } from '../spec/message.ts';
import type { Settings } from '../store/settings.ts';

/** `accepted track “Signup” · messageId … · source web (eu)`: received, which is not yet at any destination. */
export function outcomeLine(
  type: MessageType,
  { title, messageId, timestamp }: ComposedMessage,
  { describe, settings }: Pick<Target, 'describe' | 'settings'>,
  given: string | undefined,
): string {
  const parts = [
    `accepted ${type}${title === undefined ? '' : ` “${escapeLine(title)}”`}`,
    `messageId ${escapeLine(messageId)}`,
    `${sourceLabel(settings)} (${describe.sandbox ? 'sandbox' : describe.region})`,
  ];
  // "2h" means little to a person who reads the line later.
  if (given !== undefined && timestamp !== undefined && timestamp !== given)
    parts.push(`timestamp ${timestamp}`);
  return parts.join(' · ');
}

/** The active settings; undefined where a flag decided them. A stray variable sends to the wrong place (docs/rules.md#commands). */
export function settingsLine(settings: Settings): string | undefined {
  const { workspace, region, sandbox, writeKey } = settings;
  const deciding = writeKey?.origin.kind === 'workspace' ? workspace : writeKey;
  if (sandbox || deciding === undefined || deciding.origin.kind === 'flag') return undefined;
  const where = workspace === undefined ? '' : `workspace ${escapeLine(workspace.value)} · `;
  return `${where}${sourceLabel(settings)} (${region.value})`;
}

/** The source by its name, or by where its key came from. */
function sourceLabel({ source, writeKey }: Settings): string {
  if (source !== undefined) return `source ${escapeLine(source.value)}`;
  return `write key from ${escapeLine(writeKey?.origin.name ?? 'nowhere')}`;
}
