import { NotFoundError } from '../errors.ts';
import { keepNewest } from './keep-newest.ts';
import type { ToolResult } from './tool.ts';

/** What of a long answer was not given yet, by the cursor that asks for it. */
export interface LaterParts {
  keep(tool: string, result: ToolResult): string;
  /** The rest of an answer of this tool. It can be asked for again until others push it out. Throws NotFoundError. */
  take(tool: string, cursor: string): ToolResult;
}

const most = 50;

export function createLaterParts(freshId: () => string): LaterParts {
  const kept = new Map<string, { readonly tool: string; readonly result: ToolResult }>();
  return {
    keep(tool, result) {
      const cursor = freshId();
      keepNewest(kept, cursor, { tool, result }, most);
      return cursor;
    },
    take(tool, cursor) {
      const found = kept.get(cursor);
      if (found?.tool === tool) return found.result;
      throw new NotFoundError('There is nothing more at this cursor.', {
        code: 'cursor_unknown',
        hint: 'Make the call again without cursor.',
      });
    },
  };
}
