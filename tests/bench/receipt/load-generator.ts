import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { answerQuestions } from '../bench-process.ts';
import { quantileOf } from '../figures.ts';
import { makeSampleWebhooks, type SampleWebhook, SHOP, TOPIC } from './sample-webhooks.ts';

const task = z.object({
  url: z.url(),
  connections: z.int().positive(),
  warmUpMs: z.number(),
  measureMs: z.number(),
});

export interface LoadResult {
  readonly perSecond: number;
  readonly p99Ms: number;
  /** All webhooks that were answered with 200, the ones of the warm-up among them. */
  readonly accepted: number;
  readonly refused: number;
}

// Sockets by hand, because a client library would need more time per request than the servers that are measured.
answerQuestions({ run: (details) => run(task.parse(details)) }, () => Promise.resolve());

async function run({ url, connections, warmUpMs, measureMs }: z.output<typeof task>): Promise<LoadResult> {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now() + warmUpMs;
  const endsAt = startedAt + measureMs;
  const latenciesMs: number[] = [];
  const seen = { accepted: 0, refused: 0 };
  await Promise.all(
    makeSampleWebhooks(connections).map(async (sample) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      await once(socket, 'connect');
      await sendAgainAndAgain(socket, requestOf(sample, hostname), (status, sentAt) => {
        const now = performance.now();
        if (status === 200) seen.accepted += 1;
        else seen.refused += 1;
        if (now >= startedAt && now < endsAt && status === 200) latenciesMs.push(now - sentAt);
        return now < endsAt;
      });
      socket.destroy();
    }),
  );
  return {
    ...seen,
    perSecond: latenciesMs.length / (measureMs / 1_000),
    p99Ms: latenciesMs.length === 0 ? 0 : quantileOf(latenciesMs, 0.99),
  };
}

interface PreparedRequest {
  readonly bytes: Buffer;
  /** Where the delivery id stands: each request needs its own. */
  readonly idAt: number;
}

function requestOf({ body, signature }: SampleWebhook, host: string): PreparedRequest {
  const id = randomUUID();
  const head = [
    'POST /webhooks/store HTTP/1.1',
    `host: ${host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `x-shopify-hmac-sha256: ${signature}`,
    `x-shopify-shop-domain: ${SHOP}`,
    `x-shopify-topic: ${TOPIC}`,
    'x-shopify-api-version: 2026-10',
    'x-shopify-triggered-at: 2026-11-22T15:00:00.000000000Z',
    `x-shopify-webhook-id: ${id}`,
    '\r\n',
  ].join('\r\n');
  return { bytes: Buffer.concat([Buffer.from(head, 'latin1'), body]), idAt: head.indexOf(id) };
}

/** One request at a time; the next leaves when the answer is whole, as long as `answered` says so. */
function sendAgainAndAgain(
  socket: Socket,
  { bytes, idAt }: PreparedRequest,
  answered: (status: number, sentAt: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let received = '';
    const send = (): void => {
      bytes.write(randomUUID(), idAt, 'latin1');
      sentAt = performance.now();
      socket.write(bytes);
    };
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      received += text;
      const status = wholeAnswer(received);
      if (status === null) return;
      received = '';
      if (answered(status, sentAt)) send();
      else resolve();
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed a connection')));
    send();
  });
}

/** The status, once head and body are there. */
function wholeAnswer(text: string): number | null {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(text) ?? [];
  if (length === undefined) throw new Error('an answer without a length');
  return text.length < headEnd + 4 + Number(length) ? null : Number(text.slice(9, 12));
}
