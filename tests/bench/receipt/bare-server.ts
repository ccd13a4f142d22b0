import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fastify from 'fastify';
import { answerQuestions } from '../bench-process.ts';
import { WEBHOOK_SECRET } from './sample-webhooks.ts';

interface Waiting {
  readonly row: readonly [deliveryId: string, topic: string, receivedAt: number, body: string];
  readonly resolve: () => void;
}

// The least that keeps the promise "2xx means durable": Fastify, one HMAC, one insert, one commit for all that wait. No
// sealing, no check of the JSON, no metrics, no work table.
const folder = mkdtempSync(join(tmpdir(), 'syncline-bench-'));
const database = new Database(join(folder, 'bare.sqlite'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'CREATE TABLE events (id INTEGER PRIMARY KEY, delivery_id TEXT NOT NULL UNIQUE, topic TEXT, received_at INTEGER, body TEXT)',
);
const insert = database.prepare(
  'INSERT INTO events (delivery_id, topic, received_at, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
);
const insertAll = database.transaction((batch: readonly Waiting[]) => {
  for (const { row } of batch) insert.run(...row);
});
let waiting: Waiting[] = [];
let commits = 0;

function commit(): void {
  const batch = waiting;
  waiting = [];
  insertAll(batch);
  commits += 1;
  for (const { resolve } of batch) resolve();
}

function store(row: Waiting['row']): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.length === 0) setImmediate(commit);
    waiting.push({ row, resolve });
  });
}

const app = fastify({ logger: false });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
  done(null, body);
});
app.post<{ Body: Buffer }>('/webhooks/store', async ({ headers, body }, reply) => {
  const given = Buffer.from(String(headers['x-shopify-hmac-sha256']), 'base64');
  const expected = createHmac('sha256', WEBHOOK_SECRET).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return reply.code(401).send();
  const { 'x-shopify-webhook-id': deliveryId, 'x-shopify-topic': topic } = headers;
  await store([String(deliveryId), String(topic), Date.now(), body.toString('utf8')]);
  return reply.code(200).send({ result: 'stored' });
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });

answerQuestions(
  {
    url: () => url,
    stored: () => database.prepare<[], number>('SELECT count(*) FROM events').pluck().get(),
    commits: () => commits,
  },
  async () => {
    await app.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
