// A server that only drains: takes each request by its content-length, says yes, and looks at nothing. What a client
// costs is then its own cost. Prints its URL; answers `{requests, bytes}` to each message of its parent.
import { createServer } from 'node:net';

const reply = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 17\r\n\r\n{"success": true}',
);
const headEnd = Buffer.from('\r\n\r\n');
const seen = { requests: 0, bytes: 0 };

const server = createServer({ noDelay: true }, (socket) => {
  let head = Buffer.alloc(0);
  let left = 0;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (left === 0) {
        head = head.length === 0 ? rest : Buffer.concat([head, rest]);
        const end = head.indexOf(headEnd);
        if (end === -1) return;
        const length = /content-length: (\d+)/i.exec(head.latin1Slice(0, end));
        left = Number(length?.[1] ?? 0);
        seen.bytes += left;
        rest = head.subarray(end + headEnd.length);
        head = Buffer.alloc(0);
      }
      const taken = Math.min(left, rest.length);
      left -= taken;
      rest = rest.subarray(taken);
      if (left > 0) return;
      seen.requests += 1;
      socket.write(reply);
    }
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
process.on('message', () => process.send({ ...seen }));
process.on('disconnect', () => process.exit());
