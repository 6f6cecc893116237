import { expect, it } from 'vitest';
import { freshMessageId } from '../../src/sending/fresh-message-id.ts';

it('is a UUID of version 4, another one each time', async () => {
  const ids = await Promise.all(Array.from({ length: 1000 }, () => freshMessageId()));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});
