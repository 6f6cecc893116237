import { orderProperties } from './catalogue.mjs';
import { day, hour, local, minute } from './time.mjs';

const library = { name: 'analytics-node', version: '3.1.0' };

/** A message of the shop's own server: it knows who, when and what, but no page and no browser. */
export function fromServer(person, at, { type, ...rest }, context = {}) {
  return {
    at,
    message: {
      type,
      userId: person.userId,
      ...rest,
      context: { library, ...context },
      timestamp: local(at, person.place),
    },
  };
}

/** The mails that follow a sign-up. */
export function welcome(person, at) {
  const { chance } = person;
  const mail = {
    email_id: `mail-${chance.hex(6)}`,
    email_subject: 'Welcome to Kaffi ☕',
    campaign_name: 'welcome',
  };
  const messages = [
    fromServer(person, at + minute, { type: 'track', event: 'Email Delivered', properties: mail }),
  ];
  if (chance.happens(0.6)) {
    const opened = at + chance.whole(5, 600) * minute;
    messages.push(fromServer(person, opened, { type: 'track', event: 'Email Opened', properties: mail }));
    if (chance.happens(0.4)) {
      const link = { ...mail, link_url: 'https://kaffi.example/coffee' };
      messages.push(
        fromServer(person, opened + minute, { type: 'track', event: 'Email Link Clicked', properties: link }),
      );
    }
  }
  return messages;
}

/** The order itself, and sometimes the money back. `channel` says where it was placed. */
export function placeOrder(person, basket, at, channel) {
  const { chance, place, account } = person;
  const orderId = `K-${chance.whole(100_000, 999_999)}`;
  const order = orderProperties(orderId, basket, place, chance);
  const context = account === undefined ? {} : { groupId: account.groupId };
  const paid = at + chance.whole(20, 90) * 1000;
  const messages = [
    fromServer(
      person,
      paid,
      { type: 'track', event: 'Order Completed', properties: { ...order, channel } },
      context,
    ),
  ];
  if (chance.happens(0.08)) {
    const refunded = paid + chance.whole(2, 9) * day;
    const { order_id, total, currency, products } = order;
    messages.push(
      fromServer(person, refunded, {
        // The refund job sets its own id, so that running it twice counts once.
        messageId: `refund-${order_id}`,
        type: 'track',
        event: 'Order Refunded',
        properties: { order_id, total, currency, products },
      }),
    );
  } else if (chance.happens(0.04)) {
    const { order_id, total, currency } = order;
    messages.push(
      fromServer(person, paid + hour, {
        type: 'track',
        event: 'Order Cancelled',
        properties: { order_id, total, currency },
      }),
    );
  }
  return messages;
}
