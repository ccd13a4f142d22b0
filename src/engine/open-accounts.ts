import { connectors } from '#connectors/registry.ts';
import type { Configuration } from '#config/schema.ts';
import { createHttpPort, type EngineHttpPort } from '#http/http-port.ts';
import type { Breakers } from '#queue/breaker.ts';
import type { Buckets, Ticket } from '#queue/buckets.ts';
import { paceOfRun } from '#queue/run-priority.ts';
import type { Connection, Connector, LimitShape } from '#sdk/define-connector.ts';
import type { Metrics } from '#server/metrics.ts';
import type { Accounts, Edges } from './edges.ts';

export interface AccountTools {
  readonly edges: Edges;
  readonly buckets: Buckets;
  readonly breakers: Breakers;
  readonly metrics: Metrics;
}

export function openAccounts(configuration: Configuration, tools: AccountTools): Accounts {
  const { clock, random, log } = tools.edges;
  const all = new Map<string, Connection>();
  const shapes = new Map<string, LimitShape>();
  const ports: EngineHttpPort[] = [];
  for (const [name, { connector, settings, timeout }] of Object.entries(configuration.connections)) {
    const found = findConnector(connector, tools.edges);
    const shape = found.limits(settings);
    const http = openPort({ connection: name, shape, timeoutMs: timeout }, tools);
    ports.push(http);
    shapes.set(name, shape);
    all.set(name, found.open(settings, { http, clock, random, log }));
  }
  return {
    all,
    shapes,
    close: async () => {
      await Promise.allSettled(ports.map((port) => port.close()));
    },
  };
}

function findConnector(name: string, { connectors: known = connectors }: Edges): Connector {
  const found = known.find((connector) => connector.name === name);
  // The configuration was checked against the same list.
  if (found === undefined) throw new Error(`there is no connector "${name}"`);
  return found;
}

interface Door {
  readonly connection: string;
  readonly shape: LimitShape;
  readonly timeoutMs: number;
}

function openPort({ connection, shape, timeoutMs }: Door, tools: AccountTools): EngineHttpPort {
  const { buckets, breakers, metrics, edges } = tools;
  const { clock, random, log } = edges;
  return createHttpPort<Ticket>({
    connection,
    sender: edges.openSender(connection, { clock }),
    timeoutMs,
    limit: {
      acquire: (call) => buckets.acquire(connection, shape, call),
      settle: (ticket, report) => buckets.settle(ticket, report),
    },
    breaker: breakers.of(connection),
    clock,
    random,
    pace: paceOfRun,
    onCall: ({ operation, outcome, status, ms }) => {
      metrics.call({ connection, operation, outcome: outcomeOf(outcome, status), seconds: ms / 1_000 });
    },
    onSettleError: () => {
      log.debug('a call could not be settled with the shared limit; its share returns by itself', {
        connection,
      });
    },
  });
}

function outcomeOf(outcome: string, status: number | null): string {
  if (status === null) return outcome;
  return status < 400 ? 'ok' : `status-${Math.floor(status / 100)}xx`;
}
