import type { Feature } from '../features.ts';

/** The three APIs of Segment that can be called by path. */
export const apiNames = ['public', 'profile', 'tracking'] as const;
export type ApiName = (typeof apiNames)[number];

export type EndpointMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `stable` is v1 (docs/segment-api/public.md#media-types). */
export type Version = 'stable' | 'beta' | 'alpha';

const minutes = { s: 1 / 60, min: 1, day: 1_440 };
/** `60/min`: so many calls in a time. */
export type RateLimit = `${number}/${keyof typeof minutes}`;

/** The calls a minute that a limit allows. */
export function perMinute(limit: RateLimit): number {
  const unit = limit.endsWith('/s') ? 's' : limit.endsWith('/day') ? 'day' : 'min';
  return Number.parseInt(limit, 10) / minutes[unit];
}

/** What is known of an endpoint beside its route. What is left out is not so, or not published. */
export interface EndpointFacts {
  /** The member of `data` that holds the list of the reply. */
  readonly list?: string;
  /** The member of `data` that holds the one object of the reply. */
  readonly object?: string;
  /** How a list goes on, where it is not by `pagination`: `flat` has `count` and `cursor` by themselves. */
  readonly paging?: 'flat' | 'none';
  /** False where `pagination` does not tell how many entries there are. */
  readonly hasTotal?: false;
  /** A limit of its own; without one the default of the API holds. */
  readonly rateLimit?: RateLimit;
  /** The part of the plan that a workspace needs for it. */
  readonly feature?: Feature;
  /** Parameters of the query without which it answers 422. */
  readonly required?: readonly string[];
  /** The messages that an ingestion path takes. */
  readonly takes?: 'batch' | 'metrics' | MessageKind;
  /** It needs no token. */
  readonly isPublic?: true;
  /** The sandbox answers it: one of the Public API then needs a handler (src/sandbox/workspace/endpoints). */
  readonly sandbox?: true;
}

type MessageKind = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';

/** One endpoint. */
export interface Endpoint extends EndpointFacts {
  readonly api: ApiName;
  readonly method: EndpointMethod;
  /** With `{name}` for a part that is a parameter. */
  readonly path: string;
  /** The most stable version there is; null where nothing says so. */
  readonly version: Version | null;
  readonly summary: string;
}

/** True where the sandbox does what Segment does: it takes every message, and answers what is marked. */
export function isInSandbox({ sandbox, takes }: Endpoint): boolean {
  return sandbox === true || takes !== undefined;
}

/** Endpoints by the name of their operation. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

type Route = `${EndpointMethod} /${string}`;

/** An endpoint whose path and facts the compiler knows word for word. */
type Described<R extends Route, F extends EndpointFacts> = Endpoint &
  F & {
    readonly path: R extends `${EndpointMethod} ${infer P}` ? P : never;
  };

/** The names of the parameters in a path: `'sourceId' | 'writeKey'`. */
export type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

/** What fills the parameters of a template: a text for each. */
export type PathParameters<Path extends string> = Readonly<Record<ParameterOf<Path>, string>>;

/** A template with its parameters filled in as they are: whoever does not know the values encodes them first. */
export function fillTemplate<Path extends string>(template: Path, values: PathParameters<Path>): string {
  const filling = new Map<string, string>(Object.entries(values));
  return template.replace(/\{(\w+)\}/g, (_, name: string) => filling.get(name) ?? '');
}

/** What describes the endpoints of an API, by their version: `stable('GET /sources', 'list the sources')`. */
export function endpointsOf(api: ApiName) {
  const versioned =
    (version: Version | null) =>
    <const R extends Route, const F extends EndpointFacts = Record<never, never>>(
      route: R,
      summary: string,
      facts?: F,
    ): Described<R, F> => {
      const [method, path] = route.split(' ');
      // The type splits the route as this does; a compiler cannot follow `split`.
      return { api, method, path, version, summary, ...facts } as Described<R, F>;
    };
  return {
    stable: versioned('stable'),
    beta: versioned('beta'),
    alpha: versioned('alpha'),
    unversioned: versioned(null),
  };
}
