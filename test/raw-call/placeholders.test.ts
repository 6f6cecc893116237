import { expect, it } from 'vitest';
import { fillFrom, type PlaceholderValues } from '../../src/raw-call/placeholders.ts';

function fill(word: string, values: Partial<PlaceholderValues>) {
  const named: string[] = [];
  const filled = fillFrom({
    workspace: undefined,
    spaceId: undefined,
    source: undefined,
    storedSource: () => Promise.resolve(undefined),
    findSourceId: undefined,
    onName: (name) => named.push(name),
    ...values,
  })(word);
  return filled.then((value) => ({ value, named }));
}

it('a stored id is not asked for', async () => {
  const findSourceId = () => Promise.reject(new Error('asked'));
  const storedSource = () => Promise.resolve({ id: 'src_1', slug: 'web' });
  expect(await fill('source', { source: 'shop', storedSource, findSourceId })).toEqual({
    value: 'src_1',
    named: [],
  });
});

it('without one the source is found by its slug, or by the name it was given', async () => {
  const findSourceId = (name: string) => Promise.resolve(`id of ${name}`);
  const storedSource = () => Promise.resolve({ slug: 'web' });
  expect((await fill('source', { source: 'shop', storedSource, findSourceId })).value).toBe('id of web');
  expect((await fill('source', { source: 'shop', findSourceId })).value).toBe('id of shop');
});

it('where nobody is asked the name stands in its place, and that is told', async () => {
  expect(await fill('source', { source: 'shop' })).toEqual({ value: 'shop', named: ['shop'] });
});

it('a space that is not set is named with its workspace', async () => {
  expect((await fill('space', { spaceId: 'spa_1' })).value).toBe('spa_1');
  await expect(fill('space', { workspace: 'prod' })).rejects.toThrow(
    'There is no space id in workspace prod for {space}.',
  );
});
