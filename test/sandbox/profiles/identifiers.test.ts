import { describe, expect, it } from 'vitest';
import { readIdentifiers } from '../../../src/sandbox/profiles/identifiers.ts';
import { createRules, type IdentityOptions } from '../../../src/sandbox/profiles/rules.ts';
import { type Fields, profileMessage } from './graph-fixture.ts';

function identifiers(
  fields: Omit<Fields, 'type'> & { type?: Fields['type'] },
  options: IdentityOptions = {},
) {
  const message = profileMessage({ type: 'track', ...fields });
  return readIdentifiers(message, createRules(options)).map(
    ({ collection, type, id }) => `${collection === 'users' ? '' : 'accounts/'}${type}=${id}`,
  );
}

const device = (fields: object) => ({ context: { device: fields } });
const external = (...externalIds: unknown[]) => ({ context: { externalIds } });
const crm = { id: 'c1', type: 'crm_id', collection: 'users', encoding: 'none' };

describe('identifiers of a message', () => {
  it.each<[string, Parameters<typeof identifiers>[0], string[]]>([
    ['userId', { userId: 'u1' }, ['user_id=u1']],
    ['anonymousId', { anonymousId: 'a1' }, ['anonymous_id=a1']],
    ['an empty userId', { userId: '' }, []],
    ['a numeric userId', { userId: 7 }, []],
    ['a null userId', { userId: null }, []],
    ['traits.email', { type: 'identify', traits: { email: 'm@x.y' } }, ['email=m@x.y']],
    ['context.traits.email', { context: { traits: { email: 'm@x.y' } } }, ['email=m@x.y']],
    [
      'both, differing',
      { traits: { email: 'm@x.y' }, context: { traits: { email: 'n@x.y' } } },
      ['email=m@x.y', 'email=n@x.y'],
    ],
    ['properties.email', { properties: { email: 'm@x.y' } }, []],
    ['context.email', { context: { email: 'm@x.y' } }, []],
    ['a top-level email', { email: 'm@x.y' }, []],
    ['an email that is no string', { traits: { email: ['m@x.y'] } }, []],
    [
      'the email of an account',
      { type: 'group', groupId: 'g', traits: { email: 'm@x.y' } },
      ['accounts/group_id=g'],
    ],
    [
      'groupId of Group',
      { type: 'group', groupId: 'g1', userId: 'u' },
      ['user_id=u', 'accounts/group_id=g1'],
    ],
    ['groupId of another call', { groupId: 'g1' }, []],
    ['context.groupId', { context: { groupId: 'g1' }, userId: 'u' }, ['user_id=u', 'accounts/group_id=g1']],
    ['android.id', device({ type: 'android', id: 'd1' }), ['android.id=d1']],
    ['ios.id', device({ type: 'ios', id: 'd1' }), ['ios.id=d1']],
    ['a device of another type', device({ type: 'windows', id: 'd1' }), []],
    ['a device without a type', device({ id: 'd1', token: 't' }), []],
    [
      'android.idfa',
      device({ type: 'android', advertisingId: 'x', adTrackingEnabled: true }),
      ['android.idfa=x'],
    ],
    ['ios.idfa', device({ type: 'ios', advertisingId: 'x', adTrackingEnabled: true }), ['ios.idfa=x']],
    ['android.idfa without leave', device({ type: 'android', advertisingId: 'x' }), []],
    ['ios.idfa without leave', device({ type: 'ios', advertisingId: 'x', adTrackingEnabled: false }), []],
    [
      'ios.idfa with leave as text',
      device({ type: 'ios', advertisingId: 'x', adTrackingEnabled: 'true' }),
      [],
    ],
    ['android.push_token', device({ type: 'android', token: 't' }), ['android.push_token=t']],
    ['ios.push_token', device({ type: 'ios', token: 't' }), ['ios.push_token=t']],
    [
      'ga_client_id',
      { context: { integrations: { 'Google Analytics': { clientId: '1.2' } } } },
      ['ga_client_id=1.2'],
    ],
    ['cross_domain_id without XID', { context: { traits: { crossDomainId: 'x' } } }, []],
    ['braze_id without Braze', { context: { Braze: { braze_id: 'b' } } }, []],
    ['an external id', external(crm), ['crm_id=c1']],
    ['one of an account', external({ ...crm, collection: 'accounts' }), ['accounts/crm_id=c1']],
    ['one without id', external({ ...crm, id: undefined }), []],
    ['one without type', external({ ...crm, type: undefined }), []],
    ['one without collection', external({ ...crm, collection: undefined }), []],
    ['one without encoding', external({ ...crm, encoding: undefined }), []],
    ['one in another encoding', external({ ...crm, encoding: 'md5' }), []],
    ['one of another collection', external({ ...crm, collection: 'things' }), []],
    ['one whose type has capitals', external({ ...crm, type: 'CRM' }), []],
    ['one whose id is a number', external({ ...crm, id: 5 }), []],
    ['what is no object among them', external(null, 'x', [crm], crm), ['crm_id=c1']],
    ['externalIds that are no list', { context: { externalIds: crm } }, []],
    ['the same one twice, in two cases', external(crm, { ...crm, id: 'C1' }), ['crm_id=c1']],
    [
      'many, the one to keep longest first',
      {
        userId: 'u',
        anonymousId: 'a',
        context: {
          traits: { email: 'm@x.y' },
          externalIds: [
            { ...crm, type: 'zip' },
            { ...crm, type: 'aaa' },
          ],
        },
      },
      ['user_id=u', 'email=m@x.y', 'aaa=c1', 'anonymous_id=a', 'zip=c1'],
    ],
    ['half of a surrogate pair', { userId: 'u\ud800' }, ['user_id=u\ufffd']],
  ])('%s', (_name, fields, expected) => {
    expect(identifiers(fields)).toEqual(expected);
  });

  it.each<[string, IdentityOptions, Parameters<typeof identifiers>[0], string[]]>([
    ['XID', { crossDomainIds: true }, { context: { traits: { crossDomainId: 'x' } } }, ['cross_domain_id=x']],
    ['Braze', { brazeIds: true }, { context: { Braze: { braze_id: 'b' } } }, ['braze_id=b']],
    ['properties.email', { emailFromProperties: true }, { properties: { email: 'm@x.y' } }, ['email=m@x.y']],
    [
      'a trait of ours in snake_case',
      { customIdentifiers: [{ key: 'phoneNumber' }] },
      { traits: { phone_number: '+1' } },
      ['phone_number=+1'],
    ],
    [
      'in camelCase, as a property',
      { customIdentifiers: [{ key: 'phone_number' }] },
      { properties: { phoneNumber: '+1' } },
      ['phone_number=+1'],
    ],
    [
      'in context.traits, with a name of its own',
      { customIdentifiers: [{ key: 'phone', type: 'tel' }] },
      { context: { traits: { phone: '+1' } } },
      ['tel=+1'],
    ],
    [
      'of an account, in the traits of Group',
      { customIdentifiers: [{ key: 'vat', collection: 'accounts' }] },
      { type: 'group', groupId: 'g', traits: { vat: 'v' } },
      ['accounts/group_id=g', 'accounts/vat=v'],
    ],
    [
      'priorities',
      { priorities: ['anonymous_id'] },
      { userId: 'u', anonymousId: 'a', traits: { email: 'm' } },
      ['anonymous_id=a', 'email=m', 'user_id=u'],
    ],
  ])('with %s', (_name, options, fields, expected) => {
    expect(identifiers(fields, options)).toEqual(expected);
  });

  it.each(['0', '0000', '--', '00000000-0000-0000-0000-000000000000', '-1', 'null', 'anonymous'])(
    'blocks %s when asked to',
    (value) => {
      const fields = { userId: 'u', anonymousId: value };
      expect(identifiers(fields)).toEqual(['user_id=u', `anonymous_id=${value}`]);
      expect(identifiers(fields, { blockSuggested: true })).toEqual(['user_id=u']);
      expect(identifiers(fields, { blockedValues: [value] })).toEqual(['user_id=u']);
    },
  );

  it.each(['01', '-2', 'Null', 'nullx', 'not anonymous'])('does not block %s', (userId) => {
    expect(identifiers({ userId }, { blockSuggested: true })).toEqual([`user_id=${userId}`]);
  });

  it('reads own keys alone', () => {
    const fields = JSON.parse('{"__proto__":{"userId":"u"},"context":{"__proto__":{"groupId":"g"}}}');
    expect(identifiers(fields)).toEqual([]);
  });
});
