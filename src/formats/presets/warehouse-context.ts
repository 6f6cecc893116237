import type { Fields } from '../records/record-table.ts';

/** The members of `context` in the Spec: a warehouse has `context.page.url` as `context_page_url`. */
const texts = [
  ...['ip', 'locale', 'timezone', 'userAgent', 'groupId'],
  ...['app.build', 'app.name', 'app.namespace', 'app.version', 'library.name', 'library.version'],
  ...['campaign.name', 'campaign.source', 'campaign.medium', 'campaign.term', 'campaign.content'],
  ...['device.advertisingId', 'device.id', 'device.manufacturer', 'device.model', 'device.name'],
  ...['device.token', 'device.type', 'os.name', 'os.version', 'network.carrier', 'location.city'],
  ...['location.country', 'location.region', 'page.path', 'page.referrer', 'page.search', 'page.title'],
  ...['page.url', 'referrer.id', 'referrer.link', 'referrer.name', 'referrer.type', 'referrer.url'],
];
const others = [
  ...['active', 'direct', 'protocols', 'device.adTrackingEnabled', 'device.version'],
  ...['location.latitude', 'location.longitude', 'network.bluetooth', 'network.cellular', 'network.wifi'],
  ...['screen.density', 'screen.height', 'screen.width'],
];
const snakeCase = (path: string) => path.replace(/[A-Z]/g, '_$&').replace('.', '_').toLowerCase();
// In CSV a version looks like a number.
export const contextFields: Fields = Object.fromEntries([
  ...texts.map((path) => [`context.${path}`, { from: `context_${snakeCase(path)}`, as: 'string' }]),
  ...others.map((path) => [`context.${path}`, `context_${snakeCase(path)}`]),
]);

/** Objects of the context whose members are not all in the Spec. */
export const contextPrefixes = {
  context_traits_: 'context.traits',
  context_campaign_: 'context.campaign',
  context_: 'context',
};
