import { fromServer } from './server.mjs';
import { closing, day, hour, minute } from './time.mjs';

const industries = ['Architecture', 'Logistics', 'Retail', 'Software', 'Health'];

/** The offices: the first member opens the account and starts a trial, the others are invited. */
export function accounts(people) {
  const members = new Map();
  for (const person of people.filter((one) => one.signsUp && one.account !== undefined)) {
    const group = members.get(person.account.groupId) ?? [];
    group.push(person);
    members.set(person.account.groupId, group);
  }
  return [...members.values()].flatMap((group) =>
    accountLife(group.sort((one, other) => one.arrives - other.arrives)),
  );
}

function accountLife([owner, ...others]) {
  const { chance, account } = owner;
  const opened = owner.arrives + 2 * hour;
  const traits = {
    name: account.name,
    industry: chance.pick(industries),
    employees: chance.whole(3, 400),
    plan: 'office',
    website: `https://${account.groupId.replace('_', '-')}.example`,
    createdAt: new Date(opened).toISOString(),
    address: { city: owner.place.city, country: owner.place.country },
  };
  const track = (person, at, event, properties) =>
    fromServer(person, at, { type: 'track', event, properties }, { groupId: account.groupId });
  const messages = [
    track(owner, opened, 'Account Created', { account_name: account.name }),
    fromServer(owner, opened + 1000, { type: 'group', groupId: account.groupId, traits }),
    track(owner, opened + minute, 'Trial Started', { trial_plan_name: 'office', trial_days: 14 }),
  ];
  for (const person of others) {
    const joined = Math.max(person.arrives + 2 * hour, opened + hour);
    messages.push(
      track(owner, joined - 20 * minute, 'Invite Sent', {
        invitee_email: person.email,
        invitee_role: 'member',
      }),
      track(person, joined, 'Account Added User', { role: 'member' }),
      fromServer(person, joined + 1000, {
        type: 'group',
        groupId: account.groupId,
        traits: { name: account.name },
      }),
    );
  }
  const ended = opened + 14 * day;
  if (ended < closing) {
    messages.push(
      track(owner, ended, 'Trial Ended', { trial_plan_name: 'office' }),
      fromServer(owner, ended + 1000, {
        type: 'group',
        groupId: account.groupId,
        traits: { plan: chance.pick(['office', 'free']) },
      }),
    );
  }
  return messages;
}
