import { expect, it } from 'vitest';
import { readBeginning } from '../../../src/backfill/checkpoint/fingerprint.ts';

it('closes a file of which only the beginning was read', async () => {
  let isClosed = false;
  const input = {
    name: 'in.ndjson',
    path: '/in.ndjson',
    size: 100,
    async *open() {
      try {
        for (;;) yield Buffer.from('{"type":"track"}\n');
      } finally {
        isClosed = true;
      }
    },
  };
  const { firstLine } = await readBeginning(input);
  expect([firstLine?.toString(), isClosed]).toEqual(['{"type":"track"}', true]);
});
