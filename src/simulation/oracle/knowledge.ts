import { type CellAddress, cellSubject } from '#domain/stock.ts';
import type { CellFacts, NewAuthorityReading, StockRepository } from '#sdk/ledger/stock.ts';
import type { SimulatedCall } from '../edges/sender-port.ts';
import type { CallListener } from '../named-steps.ts';
import type { SimulatedProcess } from '../process.ts';
import type { Timeline } from '../timeline.ts';

/** When a request for stock really left, and what the ledger's version was then. */
export interface StockRequest {
  readonly at: number;
  readonly sequence: number;
}

/** What the engine knew and when: taken at its ports, so that what could not be known is not held against it. */
export interface Knowledge {
  readonly onCall: CallListener;
  speak(process: SimulatedProcess | null): void;
  noteRequest(call: SimulatedCall): void;
  /** The facts of a cell that the plan behind this write was made from. */
  planOf(vendorKey: string, connection: string, cell: string): CellFacts | undefined;
  /** When the channel was last asked for its numbers before this write was sent. */
  lookBefore(vendorKey: string, connection: string): number | undefined;
  /** Of the requests that could have brought this reading, the latest. */
  requestOf(reading: Pick<NewAuthorityReading, 'connection' | 'sentAt'>): StockRequest | undefined;
  /** All requests so far, by what names them, for a history that begins where this one ends. */
  requests(): ReadonlyMap<string, StockRequest>;
  learn(earlier: ReadonlyMap<string, StockRequest>): void;
}

export interface KnowledgeEdges {
  readonly timeline: Timeline;
  readonly sequence: () => number;
  readonly onReading: (reading: NewAuthorityReading) => void;
}

type CellChange = Parameters<StockRepository['updateCell']>[2];

const PLAN_KEY = /Plan(?:\/|%2F)([0-9a-f-]{36})/;

/** A number that is set, or lowered by a difference. */
export function isStockWrite(operation: string | undefined): boolean {
  return operation === 'stock.set' || operation === 'stock.lower';
}

/** The key of a stock write, in its request or in the reference that the store keeps of it. */
export function vendorKeyIn(text: string): string | undefined {
  return PLAN_KEY.exec(text)?.[1];
}

export function createKnowledge({ timeline, sequence, onReading }: KnowledgeEdges): Knowledge {
  let speaker: SimulatedProcess | null = null;
  /** The newest facts that each process read, by connection and cell, and those of them by which it planned. */
  const seen = new Map<string, CellFacts>();
  const planned = new Map<string, CellFacts>();
  const plans = new Map<string, CellFacts>();
  const requests = new Map<string, StockRequest>();
  /** By process and connection, and by the write that followed. */
  const looks = new Map<string, number>();
  const lookOfPlan = new Map<string, number>();
  const bind = (process: SimulatedProcess, connection: string, vendorKey: string): void => {
    const start = `${process.name} ${connection} `;
    const look = looks.get(start);
    if (look !== undefined && !lookOfPlan.has(`${vendorKey} ${connection}`))
      lookOfPlan.set(`${vendorKey} ${connection}`, look);
    for (const [key, facts] of planned) {
      if (!key.startsWith(start)) continue;
      const plan = `${vendorKey} ${connection} ${key.slice(start.length)}`;
      // A re-send carries out the plan of its first send.
      if (!plans.has(plan)) plans.set(plan, facts);
    }
  };
  /** A plan notes the reading that it was made from. Others read facts, too, and decide nothing. */
  const notePlan = (start: string, cell: unknown, change: unknown): void => {
    if ((change as CellChange).reading === undefined) return;
    const key = `${start} ${cellSubject(cell as CellAddress)}`;
    const facts = seen.get(key);
    if (facts !== undefined) planned.set(key, facts);
  };
  return {
    speak(process) {
      speaker = process;
    },
    onCall({ method, args, result }) {
      if (method === 'stock.recordReading') onReading(args[0] as NewAuthorityReading);
      if (speaker === null) return;
      const process = speaker;
      const connection = args[0] as string;
      if (method === 'stock.updateCell') notePlan(`${process.name} ${connection}`, args[1], args[2]);
      if (method !== 'stock.facts') return;
      void (result as Promise<readonly CellFacts[]>).then((facts) => {
        for (const one of facts) seen.set(`${process.name} ${connection} ${cellSubject(one.cell)}`, one);
      });
    },
    noteRequest({ process, connection, request, sentAt }) {
      const key = isStockWrite(request.operation) ? vendorKeyIn(request.body ?? '') : undefined;
      if (key !== undefined) bind(process, connection, key);
      if (request.operation === 'stock.read') looks.set(`${process.name} ${connection} `, timeline.now());
      requests.set(`${connection} ${sentAt}`, { at: timeline.now(), sequence: sequence() });
    },
    planOf: (vendorKey, connection, cell) => plans.get(`${vendorKey} ${connection} ${cell}`),
    lookBefore: (vendorKey, connection) => lookOfPlan.get(`${vendorKey} ${connection}`),
    requestOf: ({ connection, sentAt }) => requests.get(`${connection} ${sentAt}`),
    requests: () => requests,
    learn(earlier) {
      for (const [name, request] of earlier) requests.set(name, request);
    },
  };
}
