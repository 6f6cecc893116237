import {
  AudiencesApi,
  ComputedTraitsApi,
  configureApis,
  DeliveryOverviewApi,
  ReverseETLApi,
} from '@segment/public-api-sdk-typescript';

/** All parts of the official client; four of them it leaves out of its own collection. */
export type OfficialSdk = ReturnType<typeof configureApis> & {
  readonly audiences: AudiencesApi;
  readonly computedTraits: ComputedTraitsApi;
  readonly deliveryOverview: DeliveryOverviewApi;
  readonly reverseETL: ReverseETLApi;
};

/** The official client, pointed at a server that takes any token. */
export function openOfficialSdk(url: string): OfficialSdk {
  const token = 'sgp_official';
  const audiences = new AudiencesApi();
  const computedTraits = new ComputedTraitsApi();
  const deliveryOverview = new DeliveryOverviewApi();
  const reverseETL = new ReverseETLApi();
  for (const api of [audiences, computedTraits, deliveryOverview, reverseETL]) api.accessToken = token;
  const apis = { ...configureApis(token), audiences, computedTraits, deliveryOverview, reverseETL };
  for (const api of Object.values(apis)) api.basePath = url;
  return apis;
}
