import type { ApiName } from '../../segment/endpoints/endpoint.ts';
import { plainRefusal } from '../workspace/refusal.ts';

/** The body of a status that a rule asks for, as the API words its answers (docs/segment-api). */
export function errorBody(api: ApiName, status: number, words: string | undefined): string {
  const isGood = status < 300 && words === undefined;
  const message = words ?? `Fault on demand: ${status}`;
  if (api === 'public')
    return JSON.stringify(isGood ? { data: {} } : { errors: plainRefusal(status, message).errors });
  if (api === 'profile')
    return JSON.stringify(isGood ? {} : { error: { code: profileCode(status), message } });
  if (isGood) return '{"success": true}';
  const code = status === 429 ? 'too_many_requests' : status >= 500 ? 'internal' : 'invalid_request';
  return JSON.stringify({ success: false, message, code });
}

/** Those of docs/segment-api/profile.md#errors; for a 5xx it has none. */
function profileCode(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'internal_error' : 'invalid_request_error';
}
