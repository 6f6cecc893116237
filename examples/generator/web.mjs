import { fillBasket, productProperties, products } from './catalogue.mjs';
import { traitsOf } from './people.mjs';
import { placeOrder, welcome } from './server.mjs';
import { day, utc } from './time.mjs';

const shop = 'https://kaffi.example';
const browsers = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
];
const arrivals = [
  {
    referrer: 'https://www.google.com/',
    campaign: { source: 'google', medium: 'cpc', name: 'autumn', term: 'filter coffee' },
  },
  {
    referrer: 'https://www.instagram.com/',
    campaign: { source: 'instagram', medium: 'social', name: 'blå kopp', content: 'story' },
  },
  { referrer: '', campaign: { source: 'newsletter', medium: 'email', name: 'september' } },
  { referrer: 'https://duckduckgo.com/' },
  { referrer: '' },
];

/** One person's visits in the browser, and what the server has to say about them. */
export function webLife(person) {
  const { chance } = person;
  const seen = [];
  const server = [];
  const browser = { userAgent: chance.pick(browsers), ...chance.pick(arrivals) };
  let known = false;
  let at = person.arrives;

  const say = (message, page) => {
    at += chance.whole(4, 150) * 1000;
    const identity = known ? { userId: person.userId } : {};
    const { type, ...rest } = message;
    seen.push({
      at,
      message: {
        type,
        anonymousId: person.anonymousId,
        ...identity,
        ...rest,
        context: browserContext(person, browser, page),
        timestamp: utc(at),
      },
    });
  };
  const view = (page) => {
    say(
      { type: 'page', name: page.name, properties: { ...pageFields(page, browser), name: page.name } },
      page,
    );
  };

  const visits = person.signsUp ? chance.whole(1, 3) : chance.happens(0.3) ? 2 : 1;
  for (let visit = 1; visit <= visits; visit += 1) {
    view(home);
    if (visit === 1 && chance.happens(0.25)) {
      say({ type: 'track', event: 'Experiment Viewed', properties: experiment(chance) }, home);
    }
    browse(chance, say, view);
    if (visit === 1 && person.signsUp) {
      view(signUp);
      known = true;
      const plan = person.account === undefined ? 'personal' : 'office';
      say(
        { type: 'track', event: 'Signed Up', properties: { plan, method: chance.pick(['email', 'google']) } },
        signUp,
      );
      say({ type: 'alias', previousId: person.anonymousId, userId: person.userId }, signUp);
      say({ type: 'identify', traits: traitsOf(person, utc(at)) }, signUp);
      server.push(...welcome(person, at));
    }
    if (known && chance.happens(0.55)) {
      const basket = buy(chance, say, view);
      server.push(...placeOrder(person, basket, at, 'web'));
    }
    // Who comes back has typed the address: the campaign belongs to the first visit.
    browser.campaign = undefined;
    browser.referrer = '';
    at += chance.whole(1, 9) * day;
  }
  return { seen, server };
}

const home = { name: 'Home', path: '/', title: 'Kaffi: coffee, roasted on Tuesdays' };
const signUp = { name: 'Sign up', path: '/sign-up', title: 'Sign up · Kaffi' };
const cart = { name: 'Cart', path: '/cart', title: 'Cart · Kaffi' };

/** A list, sometimes a search, and one or two products. */
function browse(chance, say, view) {
  const category = chance.pick(['Coffee', 'Gear', 'Cups']);
  const list = { name: category, path: `/${category.toLowerCase()}`, title: `${category} · Kaffi` };
  view(list);
  if (chance.happens(0.3)) {
    say(
      {
        type: 'track',
        event: 'Products Searched',
        properties: { query: chance.pick(['kaffe', 'filter', 'café', 'クロ']) },
      },
      list,
    );
  }
  for (let count = chance.whole(1, 2); count > 0; count -= 1) {
    const product = chance.pick(products);
    const page = {
      name: 'Product',
      path: `/p/${product.sku.toLowerCase()}`,
      title: `${product.name} · Kaffi`,
    };
    say({ type: 'track', event: 'Product Viewed', properties: productProperties(product) }, page);
  }
}

function buy(chance, say, view) {
  const basket = fillBasket(chance);
  for (const { product, quantity } of basket) {
    const page = {
      name: 'Product',
      path: `/p/${product.sku.toLowerCase()}`,
      title: `${product.name} · Kaffi`,
    };
    say({ type: 'track', event: 'Product Added', properties: productProperties(product, quantity) }, page);
  }
  view(cart);
  const value = basket.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0) / 100;
  say({ type: 'track', event: 'Checkout Started', properties: { value, products: basket.length } }, cart);
  return basket;
}

function experiment(chance) {
  return {
    experiment_id: 'exp-7',
    experiment_name: 'Short home page',
    variation_name: chance.pick(['control', 'short']),
  };
}

/** The fields that analytics.js fills in for a page call, and copies into `context.page` of every other. */
function pageFields(page, { referrer, campaign }) {
  const search = campaign === undefined ? '' : `?utm_source=${campaign.source}&utm_medium=${campaign.medium}`;
  return { path: page.path, referrer, search, title: page.title, url: `${shop}${page.path}${search}` };
}

function browserContext(person, browser, page) {
  return {
    ip: person.ip,
    locale: person.place.locale,
    timezone: person.place.timezone,
    userAgent: browser.userAgent,
    ...(browser.campaign !== undefined && { campaign: browser.campaign }),
    page: pageFields(page, browser),
    library: { name: 'analytics.js', version: 'next-1.81.0' },
  };
}
