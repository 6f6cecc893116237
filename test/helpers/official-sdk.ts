import {
  AudiencesApi,
  ComputedTraitsApi,
  configureApis,
  DeliveryOverviewApi,
} from '@segment/public-api-sdk-typescript';

/** All parts of the official client; three of them it leaves out of its own collection. */
export type OfficialSdk = ReturnType<typeof configureApis> & {
  readonly audiences: AudiencesApi;
  readonly computedTraits: ComputedTraitsApi;
  readonly deliveryOverview: DeliveryOverviewApi;
};

/** The official client, pointed at a server that takes any token. */
export function openOfficialSdk(url: string): OfficialSdk {
  const token = 'sgp_official';
  const audiences = new AudiencesApi();
  const computedTraits = new ComputedTraitsApi();
  const deliveryOverview = new DeliveryOverviewApi();
  for (const api of [audiences, computedTraits, deliveryOverview]) api.accessToken = token;
  const apis = { ...configureApis(token), audiences, computedTraits, deliveryOverview };
  for (const api of Object.values(apis)) api.basePath = url;
  return apis;
}
