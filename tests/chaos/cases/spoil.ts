import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Scene } from '#tests/chaos/chaos-case.ts';
import {
  type HttpFault,
  plainAnswer,
  type SeenAnswer,
  type SeenRequest,
} from '#tests/chaos/proxy/http-fault.ts';
import type { HttpProxy } from '#tests/chaos/proxy/http-proxy.ts';

// What any vendor may do to any call; the cases say which vendors do it.

const BOMB = gzipSync(Buffer.alloc(96 * 1024 * 1024));

export interface Spoiling {
  readonly fault: HttpFault;
  readonly forMs: number;
  /** Absent: every call. */
  readonly when?: ((request: SeenRequest) => boolean) | undefined;
}

/** The same fault at these vendors, for so long. */
export async function spoil(
  { fired }: Pick<Scene, 'fired'>,
  vendors: Readonly<Record<string, HttpProxy>>,
  { fault, forMs, when = () => true }: Spoiling,
): Promise<void> {
  const rules = Object.entries(vendors).map(([name, proxy]) => ({
    name,
    rule: proxy.rule({ name: fault.kind, when, fault }),
  }));
  await sleep(forMs);
  for (const { name, rule } of rules) {
    rule.remove();
    fired(`${name} calls spoiled`, rule.fired);
  }
}

export function everySecond(): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % 2 === 0;
  };
}

export function throttled(count: number): SeenAnswer {
  const waits: readonly Readonly<Record<string, string>>[] = [
    { 'retry-after': '1' },
    { 'retry-after': new Date(Date.now() + 2_000).toUTCString() },
    // A wait that can be read is obeyed, up to an hour; no suite waits that long.
    { 'retry-after': 'in a while' },
    { 'retry-after': '0.4' },
    {},
  ];
  return plainAnswer(429, 'Too Many Requests', waits[count % waits.length]);
}

export function failed(count: number): SeenAnswer {
  const status = [500, 502, 503][count % 3] ?? 500;
  return plainAnswer(status, `<html><body><h1>${status}</h1></body></html>`);
}

export function garble(answer: SeenAnswer, count: number): SeenAnswer {
  const text = answer.body.toString('utf8');
  const changed: readonly (() => SeenAnswer)[] = [
    () => plainAnswer(200, '<html><body>We are down for maintenance.</body></html>'),
    () => ({ ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) }),
    () => ({ ...answer, body: Buffer.alloc(0) }),
    () => ({ ...answer, body: Buffer.from('null') }),
    () => ({ ...answer, body: Buffer.from(text, 'utf16le') }),
    () => ({ ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body: BOMB }),
  ];
  return (changed[count % changed.length] ?? (() => answer))();
}
