// What a request costs at least: node:http that reads the body and says yes. Prints its URL.
import { startIngestServer } from './ingest-server.mjs';

process.stdout.write(`${(await startIngestServer()).url}\n`);
