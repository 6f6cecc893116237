import { createHash } from 'node:crypto';
import { memberKind } from '../json-kind.ts';
import type { WorkspaceApi } from './client.ts';

/** Replies that are kept for a while, by a name that holds no secret. */
export interface KeptReplies {
  get(name: string): Promise<KeptReply | undefined>;
  set(name: string, text: string): Promise<void>;
}

export interface KeptReply {
  readonly text: string;
  readonly ageMs: number;
}

/**
 * The API with what it answered a moment ago in place of another call: for endpoints that allow two a minute
 * (docs/segment-api/public.md#rate-limits). A reply belongs to one token and one URL, and its name is a hash of both.
 */
export function keepReplies(
  api: WorkspaceApi,
  kept: KeptReplies,
  onKept: (reply: KeptReply) => void,
): WorkspaceApi {
  return {
    ...api,
    async call(request) {
      const { method, url, headers } = api.prepare(request);
      if (method !== 'GET') return api.call(request);
      const name = createHash('sha256')
        .update(`${headers?.authorization ?? ''}\n${url}`)
        .digest('hex');
      const reply = await kept.get(name);
      if (reply !== undefined) {
        onKept(reply);
        return reply.text;
      }
      const text = await api.call(request);
      // What holds no data is an error to whoever reads it, and must not be one for a while.
      if (memberKind(text, 'data') === 'an object') await kept.set(name, text);
      return text;
    },
  };
}
