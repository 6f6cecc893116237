import { ApiError, AuthError, type CliError, type ErrorFacts } from '../errors.ts';
import { parseJson } from '../spec/parse-json.ts';
import { otherRegion, type Region } from '../spec/region.ts';
import type { HttpReply } from './http.ts';
import { ownText } from './json-reply.ts';

/** What the sender knows and the reply does not. */
export interface ReplyFacts {
  readonly oauth: boolean;
  readonly now: Date;
  readonly url: string;
  readonly region?: Region | undefined;
  /** Where the write key came from, e.g. `SEGMENT_WRITE_KEY` or `workspace prod`. */
  readonly keyOrigin?: string | undefined;
}

/** The edge's own words for a key that is none, with whatever status (docs/segment-api/tracking.md#errors). */
export function isInvalidWriteKey(reply: HttpReply): boolean {
  return messageOf(reply).toLowerCase().includes('invalid write key');
}

/**
 * What something between here and an API has answered in its place: a network or a proxy that wants a login, or a web
 * page where the APIs have JSON. Undefined for what the API itself may have answered.
 */
export function refusedOnTheWay(reply: HttpReply, url: string): CliError | undefined {
  const { status } = reply;
  const facts = factsOf(reply);
  if (status === 511)
    return new ApiError(`The network requires a login (511${quotedMessage(reply)}).`, {
      ...facts,
      code: 'network_login_required',
      hint: 'Open a web page in a browser on this network, then run the command again.',
    });
  const { host } = new URL(url);
  if (status === 407)
    return new ApiError(`A proxy on the way to ${host} requires a login (407${quotedMessage(reply)}).`, {
      ...facts,
      code: 'proxy_login_required',
      hint: 'Name it with its user name and password: HTTPS_PROXY=http://user:password@proxy.example:3128',
    });
  if ((status !== 401 && status !== 403) || !isHtml(reply)) return undefined;
  return new AuthError(`${host} answered ${status} with a web page: a firewall or proxy, not the API.`, {
    ...facts,
    code: 'refused_on_the_way',
    hint: 'Ask who runs the network to let this host through. To see the page add --debug.',
  });
}

/** Exit 4: the write key or token was refused. Names where the key came from and the other region. */
export function refusedCredential(reply: HttpReply, { oauth, region, keyOrigin, url }: ReplyFacts): CliError {
  // To an OAuth token Segment itself answers 511 (docs/segment-api/tracking.md#oauth).
  const between = oauth && reply.status === 511 ? undefined : refusedOnTheWay(reply, url);
  if (between !== undefined) return between;
  const from = keyOrigin === undefined ? '' : ` from ${keyOrigin}`;
  const elsewhere =
    region === undefined
      ? ''
      : ` If the workspace lives in ${otherRegion(region).toUpperCase()}, add --region ${otherRegion(region)}.`;
  if (isInvalidWriteKey(reply)) {
    return new AuthError(`The write key${from} was refused as invalid.`, {
      code: 'write_key_invalid',
      hint: `Copy it again from the source’s settings, then: segment auth write-key add.${elsewhere}`,
      ...factsOf(reply),
    });
  }
  const subject = oauth ? 'The OAuth token' : `The write key${from}`;
  return new AuthError(`${subject} was refused (${reply.status}${quotedMessage(reply)}).`, {
    code: oauth ? 'oauth_refused' : 'write_key_refused',
    hint: oauth
      ? `Check that the OAuth application may send to this source (scope tracking_api:write).${elsewhere}`
      : `Does the source require OAuth? See: segment auth status.${elsewhere}`,
    ...factsOf(reply),
  });
}

/** Exit 6, for when halving has come to its end. */
export function refusedAsTooLarge(reply: HttpReply): ApiError {
  return new ApiError(`The API refused the request as too large (${reply.status}${quotedMessage(reply)}).`, {
    code: 'payload_too_large',
    hint: 'A message may have 32 KB: send less in properties, traits or context.',
    ...factsOf(reply),
  });
}

/** Exit 6, for when halving has come to its end. */
export function refusedAsMalformed(reply: HttpReply): ApiError {
  return new ApiError('The API could not read the request as JSON (400 malformed JSON).', {
    code: 'malformed_json',
    ...factsOf(reply),
  });
}

/** Exit 6: everything else that will not get better by trying again. */
export function refusedRequest(reply: HttpReply, { url }: ReplyFacts): CliError {
  const between = refusedOnTheWay(reply, url);
  if (between !== undefined) return between;
  const { status } = reply;
  const facts = factsOf(reply);
  const { host } = new URL(url);
  const wrongHost = `Is ${host} the right host? Check SEGMENT_TRACKING_URL and --region, see: segment config list --show-origin`;
  if (status >= 300 && status <= 399) {
    const target = reply.headers.location;
    return new ApiError(
      `${host} redirects${target === undefined ? '' : ` to ${target.slice(0, 200)}`} (${status}); redirects are never followed.`,
      {
        ...facts,
        code: 'redirected',
        hint: wrongHost,
      },
    );
  }
  if (status === 404) {
    return new ApiError(`${host} has no Tracking API at this path (404).`, {
      ...facts,
      code: 'wrong_host',
      hint: wrongHost,
    });
  }
  // A 2xx that refuses says so in its body.
  const answer = status < 300 ? `${status} with success: false` : status;
  return new ApiError(`The API refused the request (${answer}${quotedMessage(reply)}).`, {
    ...facts,
    hint: 'Look at the whole answer with --debug.',
  });
}

/** `: <message of the reply>` where there is one, cut short; the caller of the printer escapes it. */
function quotedMessage(reply: HttpReply): string {
  const text = messageOf(reply);
  return text === '' ? '' : `: ${text.slice(0, 200)}`;
}

/** The reply's own words. Edges answer in JSON, proxies in plain text; web pages say nothing of use. */
export function messageOf(reply: HttpReply): string {
  const body = parseJson(reply.body);
  if (body === undefined) return isHtml(reply) ? '' : reply.body.toString('utf8', 0, 500).trim();
  return ownText(body, 'message') ?? ownText(body, 'error') ?? '';
}

function factsOf({ status, headers }: HttpReply): Pick<ErrorFacts, 'status' | 'requestId'> {
  return { status, requestId: headers['request-id'] ?? headers['x-request-id'] };
}

/** A login portal or an error page of something in between. */
export function isHtml(reply: HttpReply): boolean {
  return (
    (reply.headers['content-type'] ?? '').includes('html') ||
    reply.body.subarray(0, 100).toString('latin1').trimStart().startsWith('<')
  );
}
