import type { Column } from '../../src/terminal/table.ts';

export const eventColumns: readonly Column[] = [
  { header: 'received' },
  { header: 'type' },
  { header: 'name' },
  { header: 'user' },
  { header: 'source' },
  { header: 'outcome' },
  { header: 'message id', whole: true },
];

/** One message of the sandbox as cells of the table. */
export function eventRow(event: unknown): string[] {
  const message = field(event, 'message');
  const code = text(field(event, 'code'));
  return [
    // The day is today's, as good as always: the time of day is what tells two messages apart.
    text(field(event, 'receivedAt')).slice(11),
    text(field(event, 'type')),
    text(field(message, 'event')) || text(field(message, 'name')) || text(field(message, 'groupId')),
    text(field(message, 'userId')) || text(field(message, 'anonymousId')),
    text(field(event, 'source')),
    code === '' ? text(field(event, 'outcome')) : code,
    text(field(event, 'messageId')),
  ];
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
