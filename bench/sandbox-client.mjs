// Keeps some connections of a server busy for a while: node sandbox-client.mjs '{"url":…,"seconds":…}'
// Prints how many requests were answered 200. Speaks HTTP over bare sockets, so that the client costs little.
import { connect } from 'node:net';

const load = JSON.parse(process.argv[2]);
/** With `keepAlive` false each request has a connection of its own. */
const { url, path, seconds, connections, messages, bytes, run = 0, keepAlive = true } = load;
const { port } = new URL(url);
const authorization = `Basic ${Buffer.from('bench:').toString('base64')}`;
let number = 0;
let answered = 0;
let failed = 0;
let isOver = false;

/** Ready-made requests that differ in the messageIds only: the ids have one length and are written over. */
function makeRequest(index) {
  const idOf = (at) => `${run}-${String(index).padStart(3, '0')}-${String(at).padStart(6, '0')}-00000000`;
  const item = (at) => {
    const message = {
      type: 'track',
      event: 'Order Completed',
      userId: `user_${at % 1_000}`,
      messageId: idOf(at),
      timestamp: '2024-05-01T12:00:00.000Z',
      properties: { revenue: 49.9, currency: 'EUR', pad: '' },
    };
    const short = Buffer.byteLength(JSON.stringify(message));
    message.properties.pad = 'x'.repeat(Math.max(0, bytes - short));
    return message;
  };
  const items = Array.from({ length: messages }, (_, at) => item(at));
  const body = Buffer.from(
    JSON.stringify(path === '/v1/batch' ? { sentAt: '2024-05-01T12:00:00.000Z', batch: items } : items[0]),
  );
  const head = Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: ${authorization}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
      `${keepAlive ? '' : 'Connection: close\r\n'}\r\n`,
  );
  const places = [];
  const mark = Buffer.from('-00000000"');
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) places.push(at + 1);
  return {
    head,
    body,
    renew() {
      number += 1;
      const digits = String(number).padStart(8, '0');
      for (const at of places) body.write(digits, at, 'latin1');
    },
  };
}

function work(index) {
  return new Promise((resolve) => {
    const request = makeRequest(index);
    let socket = open();
    let reply = '';
    function open() {
      const opened = connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
      return opened.on('connect', send).on('data', receive).on('error', resolve).on('close', end);
    }
    function send() {
      if (isOver) {
        socket.destroy();
        resolve();
        return;
      }
      request.renew();
      socket.cork();
      socket.write(request.head);
      socket.write(request.body);
      socket.uncork();
    }
    function receive(data) {
      reply += data.toString('latin1');
      const end = reply.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(reply)?.[1] ?? 0);
      const isChunked = /transfer-encoding: chunked/i.test(reply);
      if (isChunked ? !reply.endsWith('0\r\n\r\n') : reply.length < end + 4 + length) return;
      if (reply.startsWith('HTTP/1.1 200')) answered += 1;
      else failed += 1;
      reply = '';
      if (keepAlive) send();
      else socket.end();
    }
    function end() {
      if (keepAlive || isOver) resolve();
      else socket = open();
    }
  });
}

const started = performance.now();
setTimeout(() => {
  isOver = true;
}, seconds * 1_000);
await Promise.all(Array.from({ length: connections }, (_, index) => work(index)));
const took = (performance.now() - started) / 1_000;
process.stdout.write(JSON.stringify({ answered, failed, messages: answered * messages, seconds: took }));
