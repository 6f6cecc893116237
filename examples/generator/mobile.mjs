import { fillBasket, productProperties, products } from './catalogue.mjs';
import { traitsOf } from './people.mjs';
import { placeOrder, welcome } from './server.mjs';
import { day, local, minute } from './time.mjs';

const phones = [
  {
    device: { manufacturer: 'Apple', model: 'iPhone15,3', type: 'ios' },
    os: { name: 'iOS', version: '18.6' },
    library: { name: 'analytics-swift', version: '1.9.1' },
  },
  {
    device: { manufacturer: 'Google', model: 'Pixel 8', type: 'android' },
    os: { name: 'Android', version: '16' },
    library: { name: 'analytics-kotlin', version: '1.21.0' },
  },
];

/** One person's days in the app. Phones queue messages, so a `sentAt` of their own tells when they left. */
export function mobileLife(person) {
  const { chance, place } = person;
  const seen = [];
  const server = [];
  const context = phoneContext(person);
  let known = false;
  let at = person.arrives;

  const say = ({ type, ...rest }) => {
    at += chance.whole(2, 60) * 1000;
    seen.push({
      at,
      message: {
        type,
        anonymousId: person.anonymousId,
        ...(known && { userId: person.userId }),
        ...rest,
        context,
        timestamp: local(at, place),
        sentAt: local(at + chance.whole(1, 30) * minute, place),
      },
    });
  };
  const track = (event, properties) => say({ type: 'track', event, properties });
  const view = (name, properties = {}) => say({ type: 'screen', name, properties });

  track('Application Installed', { version: '4.2.0', build: '812' });
  const visits = chance.whole(1, 4);
  for (let visit = 1; visit <= visits; visit += 1) {
    if (visit > 1 && chance.happens(0.4)) pushNotification(chance, track);
    track('Application Opened', { version: '4.2.0', build: '812', from_background: visit > 1 });
    view('Home');
    const product = chance.pick(products);
    view('Product', { product_id: product.product_id });
    track('Product Viewed', productProperties(product));
    if (visit === 1 && person.signsUp) {
      view('Sign up');
      known = true;
      track('Signed Up', { plan: person.account === undefined ? 'personal' : 'office', method: 'apple' });
      say({ type: 'identify', traits: traitsOf(person, local(at, place)) });
      server.push(...welcome(person, at));
    }
    if (known && chance.happens(0.5)) {
      const basket = fillBasket(chance);
      for (const { product: wanted, quantity } of basket)
        track('Product Added', productProperties(wanted, quantity));
      view('Cart');
      track('Checkout Started', { products: basket.length });
      server.push(...placeOrder(person, basket, at, 'app'));
    }
    track('Application Backgrounded', {});
    at += chance.whole(1, 12) * day;
  }
  return { seen, server };
}

function pushNotification(chance, track) {
  const campaign = { name: 'roast day', source: 'push', medium: 'app' };
  track('Push Notification Received', { campaign });
  if (chance.happens(0.5)) track('Push Notification Tapped', { campaign, action: 'open' });
}

function phoneContext({ chance, place, ip }) {
  const { device, os, library } = chance.pick(phones);
  return {
    app: { name: 'Kaffi', version: '4.2.0', build: '812', namespace: 'example.kaffi.app' },
    device: { ...device, id: chance.uuid() },
    ip,
    library,
    locale: place.locale,
    network: { cellular: chance.happens(0.4), wifi: true },
    os,
    screen: { width: 1179, height: 2556, density: 3 },
    timezone: place.timezone,
  };
}
