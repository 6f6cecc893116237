import type { App } from '../../src/app.ts';
import { itemPages, type PagedCall } from '../../src/raw-call/item-pages.ts';
import { formatJson } from '../../src/spec/json-text.ts';
import { isForPerson } from '../reading/output-options.ts';
import { allowWriteKeys } from './allow-write-keys.ts';
import type { ApiFlags } from './options.ts';

/** `--paginate`: the items of every page as they come, a line each; with `--slurp` as one array. */
export async function printPages(app: App, call: PagedCall, { slurp, silent }: ApiFlags): Promise<void> {
  const write = slurp === true ? arrayWriter(app) : lineWriter(app);
  const print = async (text: string) => {
    if (silent === true || text === '') return;
    await app.print.result(text);
  };
  for await (const { items, reply } of itemPages(call)) {
    await allowWriteKeys(app, reply);
    await print(write.items(items));
  }
  await print(write.end());
}

interface ItemWriter {
  items(items: readonly string[]): string;
  end(): string;
}

function lineWriter({ io }: App): ItemWriter {
  const indent = isForPerson(io) ? '  ' : '';
  return { items: (items) => items.map((item) => `${formatJson(item, indent)}\n`).join(''), end: () => '' };
}

/** Begun with the first page, so that a failure before it leaves nothing behind. */
function arrayWriter({ io }: App): ItemWriter {
  const isLaidOut = isForPerson(io);
  const layout = (text: string) =>
    isLaidOut ? `\n${formatJson(text, '  ').replace(/^/gm, '  ')}` : formatJson(text);
  let before = '[';
  return {
    items(items) {
      if (items.length === 0) return '';
      const text = before + items.map(layout).join(',');
      before = ',';
      return text;
    },
    end: () => (before === '[' ? '[]\n' : isLaidOut ? '\n]\n' : ']\n'),
  };
}
