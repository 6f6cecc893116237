// Answers as the Public API does for API calls by source and day, page by page, of as many sources as it is told, and
// with the workspace they belong to. Each page is made when it is asked for. Prints its URL.
import { createServer } from 'node:http';

const sources = Number(process.argv[2]);
const day = 86_400_000;

const server = createServer((request, reply) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  reply.setHeader('content-type', 'application/json');
  if (pathname === '/') {
    reply.end('{"data":{"workspace":{"id":"wBench","slug":"bench","name":"Bench"}}}');
    return;
  }
  const first = new Date(searchParams.get('period'));
  const end = Math.min(Date.now(), Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1) - 1);
  const total = sources * Math.ceil((end - first) / day);
  const start = Number(searchParams.get('pagination.cursor') ?? 0);
  const next = Math.min(total, start + Number(searchParams.get('pagination.count')));
  let rows = '';
  for (let row = start; row < next; row += 1) {
    const timestamp = new Date(first.getTime() + Math.floor(row / sources) * day).toISOString();
    rows += `${row === start ? '' : ','}{"sourceId":"sRcBench${String(row % sources).padStart(14, '0')}","apiCalls":"${row * 7}","timestamp":"${timestamp}"}`;
  }
  const following = next < total ? `,"next":"${next}"` : '';
  reply.end(
    `{"data":{"dailyPerSourceAPICallsUsage":[${rows}],"pagination":{"current":"${start}"${following},"totalEntries":${total}}}}`,
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
process.on('disconnect', () => process.exit());
