import { describe, expect, it } from 'vitest';
import { json, serve } from '../../helpers/http-server.ts';
import { errorOf, openScene, terminal } from '../../helpers/reading.ts';

/** A Public API with so many sources, of which the last alone has `late`. */
async function openLong(length: number) {
  const all = Array.from({ length }, (_, index) => ({
    id: `s${index}`,
    slug: `source_${index}`,
    ...(index === length - 1 && { late: 'here' }),
  }));
  const { run } = await openScene();
  const { url, requests } = await serve(({ path }, reply) => {
    const query = new URL(path, 'http://x').searchParams;
    const start = Number(query.get('pagination.cursor') ?? 0);
    const next = start + Math.min(200, Number(query.get('pagination.count')));
    const pagination = { current: `${start}`, ...(next < length && { next: `${next}` }) };
    json(reply, 200, { data: { sources: all.slice(start, next), pagination } });
  });
  return {
    requests,
    list: (flags: readonly string[], io = {}) =>
      run(['sources', 'list', ...flags], { env: { SEGMENT_API_URL: url }, io }),
  };
}

const rows = (text: string) => text.split('\n').filter((line) => line !== '');

describe('--fields of a long list', () => {
  it.each(['--json', '--ndjson', '--csv', '--no-input'])(
    '%s: a field that only the last item has is there',
    async (form) => {
      const { list } = await openLong(450);
      const { code, stdout, stderr } = await list(['--fields', 'id,late', form]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('s0');
      expect(stdout).toMatch(/s449.*here/);
    },
  );

  it.each(['--json', '--ndjson', '--csv', '--no-input'])(
    '%s: one that none has ends with 2, and nothing is printed',
    async (form) => {
      const { list } = await openLong(450);
      const { code, stdout, stderr } = await list(['--fields', 'id,later', form]);
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('There is no field')]);
      expect(stderr).toContain('Did you mean “late”?');
    },
  );

  it('in a list too long to be held the rows come first, and it ends with 2 all the same', async () => {
    const { list } = await openLong(2_500);
    const lines = await list(['--fields', 'id,later', '--ndjson']);
    expect([lines.code, rows(lines.stdout).length]).toEqual([2, 2_500]);
    expect(lines.stderr).toContain('There is no field');
    const whole = await list(['--fields', 'id,later', '--json']);
    expect([whole.code, JSON.parse(whole.stdout).length]).toEqual([2, 2_500]);
    expect(errorOf(whole).code).toBe('unknown_field');
    const late = await list(['--fields', 'id,late', '--csv']);
    expect([late.code, rows(late.stdout).length, rows(late.stdout).at(-1)]).toEqual([0, 2_501, 's2499,here']);
  });

  it('of a list that is cut, the rest decides whether there is such a field', async () => {
    const { list, requests } = await openLong(450);
    const late = await list(['--fields', 'id,late', '--limit', '2']);
    expect([late.code, late.stdout]).toEqual([0, 's0\t\ns1\t\n']);
    expect((await list(['--fields', 'id,later', '--limit', '2'])).code).toBe(2);
    requests.length = 0;
    expect((await list(['--fields', 'id', '--limit', '2'])).stdout).toBe('s0\ns1\n');
    expect(requests).toHaveLength(1);
    const screen = terminal(80);
    await list(['--fields', 'id,late'], screen);
    expect(rows(screen.stdout.text)).toHaveLength(101);
  });

  it('rows come page by page once every field was seen', async () => {
    const { list, requests } = await openLong(1_000);
    const before: number[] = [];
    const screen = terminal(80);
    const write = screen.stdout._write.bind(screen.stdout);
    screen.stdout._write = (chunk, encoding, done) => {
      before.push(requests.length);
      write(chunk, encoding, done);
    };
    await list(['--fields', 'id', '--all'], screen);
    expect([before[0], requests.length]).toEqual([1, 5]);
  });
});

describe('--fields of what the sandbox has', () => {
  it('takes places in lists, keys with dots, and what is missing in free form', async () => {
    const settings = { 'a.b': { c: 'dots' }, 'x.y': 1 };
    const { run } = await openScene({
      sources: [{ id: 'sRcOdd', slug: 'odd', metadataId: 'IqDTy1TpoU', settings }],
    });
    const fields = [
      'metadata.categories.0',
      'labels.0.key',
      'settings.a.b.c',
      'settings.x.y',
      'settings.none',
    ].join(',');
    const web = await run(['sources', 'get', 'web_store', '--fields', fields]);
    expect([web.code, web.stdout]).toEqual([
      0,
      'metadata.categories.0\tWebsite\nlabels.0.key\tenvironment\nsettings.a.b.c\t\nsettings.x.y\t\nsettings.none\t\n',
    ]);
    const odd = await run(['sources', 'get', 'odd', '--fields', fields, '--json']);
    expect(JSON.parse(odd.stdout)).toEqual({
      'metadata.categories.0': 'Website',
      'labels.0.key': null,
      'settings.a.b.c': 'dots',
      'settings.x.y': 1,
      'settings.none': null,
    });
    const list = await run(['sources', 'list', '--fields', 'slug,settings.none,labels.7.key']);
    expect([list.code, rows(list.stdout).at(-1)]).toEqual([0, 'odd\t\t']);
    expect((await run(['sources', 'list', '--fields', 'slug,labels.0.kye'])).code).toBe(2);
  });
});
