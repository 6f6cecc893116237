// The most that `batch` could reach: undici posting ready-made bodies of 480 KiB over 8 connections, nothing read,
// nothing judged. Arguments: the URL, and how many bytes in all.
import { Pool } from 'undici';

const [, , url, total] = process.argv;
const body = Buffer.alloc(480 * 1024, 'x');
const pool = new Pool(url, { connections: 8, pipelining: 1 });
let left = Math.ceil(Number(total) / body.length);
const sender = async () => {
  while (left > 0) {
    left -= 1;
    const headers = { 'content-type': 'application/json', authorization: 'Basic eDo=' };
    const { statusCode, body: reply } = await pool.request({
      path: '/v1/batch',
      method: 'POST',
      headers,
      body,
    });
    await reply.dump();
    if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  }
};
await Promise.all(Array.from({ length: 8 }, sender));
await pool.close();
