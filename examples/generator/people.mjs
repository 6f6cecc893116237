import { makeChance } from './chance.mjs';
import { day, opening } from './time.mjs';

const peopleCount = 320;
const accountNames = [
  'Fjellheim Arkitekter',
  'Müller & Söhne GmbH',
  'Żuraw Logistics',
  'Café Ünïqué',
  'Northwind Books',
  'Løvstakken Labs',
  'Estudio Niño',
  'Blue Heron Clinic',
  '青空デザイン',
  'Kovács Kft.',
];

/** `offset` is standard time in minutes; names and streets are made up, phone numbers are from ranges kept free. */
const places = [
  {
    country: 'Norway',
    city: 'Bergen',
    street: 'Strandgaten',
    postalCode: '5013',
    timezone: 'Europe/Oslo',
    offset: 60,
    summerTime: true,
    locale: 'nb-NO',
    currency: 'EUR',
    first: ['Åse', 'Sølvi', 'Bjørn', 'Ingrid', 'Håkon'],
    last: ['Lindqvist', 'Nygård', 'Bø', 'Solheim'],
  },
  {
    country: 'Germany',
    city: 'Köln',
    street: 'Ehrenstraße',
    postalCode: '50672',
    timezone: 'Europe/Berlin',
    offset: 60,
    summerTime: true,
    locale: 'de-DE',
    currency: 'EUR',
    first: ['Jürgen', 'Käthe', 'Lukas', 'Anja'],
    last: ['Müller', 'Groß', 'Schäfer', 'Vogt'],
  },
  {
    country: 'Poland',
    city: 'Łódź',
    street: 'Piotrkowska',
    postalCode: '90-001',
    timezone: 'Europe/Warsaw',
    offset: 60,
    summerTime: true,
    locale: 'pl-PL',
    currency: 'EUR',
    first: ['Łukasz', 'Zofia', 'Małgorzata', 'Paweł'],
    last: ['Wójcik', 'Żak', 'Nowak'],
  },
  {
    country: 'Spain',
    city: 'Málaga',
    street: 'Calle Larios',
    postalCode: '29005',
    timezone: 'Europe/Madrid',
    offset: 60,
    summerTime: true,
    locale: 'es-ES',
    currency: 'EUR',
    first: ['José', 'Begoña', 'Íñigo', 'Lucía'],
    last: ['Núñez', 'Peña', 'García'],
  },
  {
    country: 'France',
    city: 'Besançon',
    street: 'Grande Rue',
    postalCode: '25000',
    timezone: 'Europe/Paris',
    offset: 60,
    summerTime: true,
    locale: 'fr-FR',
    currency: 'EUR',
    first: ['Chloé', 'Zoë', 'Étienne', 'Benoît'],
    last: ['Lefèvre', "D'Amboise", 'Garçon'],
  },
  {
    country: 'United States',
    city: 'Portland',
    state: 'OR',
    street: 'SE Division Street',
    postalCode: '97202',
    timezone: 'America/Los_Angeles',
    offset: -480,
    summerTime: true,
    locale: 'en-US',
    currency: 'USD',
    first: ['Maya', 'Sean', 'Renée', 'Tyrell'],
    last: ["O'Brien", 'Washington', 'Kim'],
  },
  {
    country: 'Japan',
    city: '京都',
    street: '四条通',
    postalCode: '600-8001',
    timezone: 'Asia/Tokyo',
    offset: 540,
    summerTime: false,
    locale: 'ja-JP',
    currency: 'EUR',
    first: ['美咲', '健太', '葵'],
    last: ['佐藤', '鈴木'],
  },
  {
    country: 'India',
    city: 'Pune',
    street: 'FC Road',
    postalCode: '411004',
    timezone: 'Asia/Kolkata',
    offset: 330,
    summerTime: false,
    locale: 'hi-IN',
    currency: 'EUR',
    first: ['अदिति', 'Rohan', 'Priya'],
    last: ['जोशी', 'Kulkarni'],
  },
];

/**
 * Everyone who shows up: where they live, how they arrive, whether they ever sign up, and which
 * office they order for, if any.
 */
export function makePeople() {
  return Array.from({ length: peopleCount }, (_, index) => makePerson(index));
}

function makePerson(index) {
  const chance = makeChance(0x5e6 + index * 7919);
  const place = chance.pick(places);
  const arrives = opening + chance.whole(0, 52) * day + chance.whole(6 * 60, 22 * 60) * 60_000;
  const userId = `user_${String(1000 + index)}`;
  return {
    chance,
    place,
    arrives,
    userId,
    anonymousId: chance.uuid(),
    firstName: chance.pick(place.first),
    lastName: chance.pick(place.last),
    email: `${userId}@example.com`,
    ip: `${chance.pick(['192.0.2', '198.51.100', '203.0.113'])}.${chance.whole(1, 254)}`,
    usesApp: chance.happens(0.22),
    signsUp: chance.happens(0.5),
    account: chance.happens(0.25) ? makeAccount(chance.whole(0, accountNames.length - 1)) : undefined,
  };
}

function makeAccount(number) {
  return { groupId: `acct_${String(number + 1).padStart(2, '0')}`, name: accountNames[number] };
}

/** The traits of an Identify message, in the names the Spec reserves. */
export function traitsOf(person, createdAt) {
  const { place, account, chance } = person;
  return {
    firstName: person.firstName,
    lastName: person.lastName,
    name: `${person.firstName} ${person.lastName}`,
    email: person.email,
    ...(chance.happens(0.3) && { phone: `+1-555-01${chance.whole(10, 99)}` }),
    createdAt,
    address: {
      street: `${place.street} ${chance.whole(1, 120)}`,
      city: place.city,
      ...(place.state !== undefined && { state: place.state }),
      postalCode: place.postalCode,
      country: place.country,
    },
    ...(account !== undefined && { company: { id: account.groupId, name: account.name, plan: 'office' } }),
    newsletter: chance.happens(0.4),
  };
}
