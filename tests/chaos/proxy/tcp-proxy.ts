import { connect, createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen.ts';

/** What a wire does with the bytes of one direction. `hole`: they are read and go nowhere, and nobody is told. */
export type Direction = 'up' | 'down';

export interface TcpCounters {
  readonly connections: number;
  readonly refused: number;
  readonly cut: number;
  /** Answers swallowed by `cutAnswers`. */
  readonly answersCut: number;
  /** Bytes that went into the hole. */
  readonly swallowed: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** A wire between a client and a server that breaks on demand. It knows bytes, not protocols. */
export interface TcpProxy {
  readonly port: number;
  readonly counters: TcpCounters;
  /** Where new connections go from now on. */
  retarget(port: number): void;
  /** New connections are ended at once, the open ones are cut. */
  down(): void;
  /** The bytes of this direction vanish: the one-way partition that no error reports. */
  hole(direction: Direction): void;
  /** Each chunk waits this long. */
  slow(delayMs: number): void;
  /** Ends all open connections now. Returns how many there were. */
  cutAll(): number;
  /**
   * An answer that holds these bytes is swallowed and its connection cut: what the server says happened, and nobody
   * hears it. Holds for so many answers.
   */
  cutAnswers(bytes: Buffer, times: number): void;
  /** Everything works again; connections that lost bytes are cut, because they can never be right again. */
  heal(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isSpoiled: boolean;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const counters: Mutable<TcpCounters> = {
    connections: 0,
    refused: 0,
    cut: 0,
    answersCut: 0,
    swallowed: 0,
    bytesUp: 0,
    bytesDown: 0,
  };
  const pairs = new Set<Pair>();
  const holes = new Set<Direction>();
  let target = targetPort;
  let isDown = false;
  let delayMs = 0;
  let doom: { readonly bytes: Buffer; left: number } | null = null;

  const cut = (pair: Pair): void => {
    if (!pairs.delete(pair)) return;
    counters.cut += 1;
    pair.client.destroy();
    pair.server.destroy();
  };
  const carry = (pair: Pair, direction: Direction, chunk: Buffer): void => {
    if (holes.has(direction)) {
      counters.swallowed += chunk.length;
      pair.isSpoiled = true;
      return;
    }
    if (direction === 'up') {
      counters.bytesUp += chunk.length;
    } else {
      counters.bytesDown += chunk.length;
      if (doom !== null && doom.left > 0 && chunk.includes(doom.bytes)) {
        doom.left -= 1;
        counters.answersCut += 1;
        cut(pair);
        return;
      }
    }
    const to = direction === 'up' ? pair.server : pair.client;
    if (delayMs === 0) to.write(chunk);
    else setTimeout(() => to.writable && to.write(chunk), delayMs);
  };
  const server = createServer((client) => {
    if (isDown) {
      counters.refused += 1;
      client.destroy();
      return;
    }
    counters.connections += 1;
    const pair: Pair = { client, server: connect(target, '127.0.0.1'), isSpoiled: false };
    pairs.add(pair);
    for (const [from, other, direction] of [
      [client, pair.server, 'up'],
      [pair.server, client, 'down'],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => carry(pair, direction, chunk));
      from.on('end', () => other.end());
      from.on('error', () => other.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    counters,
    retarget(to) {
      target = to;
    },
    down() {
      isDown = true;
      for (const pair of pairs) cut(pair);
    },
    hole: (direction) => void holes.add(direction),
    slow(ms) {
      delayMs = ms;
    },
    cutAll() {
      const open = [...pairs];
      for (const pair of open) cut(pair);
      return open.length;
    },
    cutAnswers(bytes, times) {
      doom = { bytes, left: times };
    },
    heal() {
      isDown = false;
      delayMs = 0;
      doom = null;
      holes.clear();
      for (const pair of pairs) if (pair.isSpoiled) cut(pair);
    },
    async close() {
      for (const pair of pairs) cut(pair);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
