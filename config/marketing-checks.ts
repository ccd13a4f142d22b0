import type { Connection } from '#sdk/define-connector.ts';
import type { Problem } from './problem.ts';
import type { Configuration } from './schema.ts';
import { findUnknownName } from './unknown-name.ts';

/** Names that must be those of connections, and a tool that cannot feed itself. */
export function findMarketingProblems({ connections, marketing }: Configuration): readonly Problem[] {
  const known = Object.keys(connections);
  return Object.entries(marketing).flatMap(([name, { stores }]) => [
    ...findUnknownName({ path: `marketing.${name}`, written: name, what: 'connection' }, known),
    ...stores.flatMap((store, index) => {
      const path = `marketing.${name}.stores.${index}`;
      if (store !== name) return findUnknownName({ path, written: store, what: 'connection' }, known);
      return [{ path, reason: 'a connection cannot feed itself', advice: 'name the stores that feed it' }];
    }),
  ]);
}

function canWriteToCustomers({ customers, consents, events }: Connection): boolean {
  return customers?.target !== undefined && consents?.target !== undefined && events?.target !== undefined;
}

function canFeed({ customers, consents }: Connection): boolean {
  return customers?.source !== undefined && consents?.optOut !== undefined;
}

/** What the opened connections must be able to do. */
export function missingMarketing(
  { marketing }: Configuration,
  connections: ReadonlyMap<string, Connection>,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [name, { stores, ...told }] of Object.entries(marketing)) {
    const target = connections.get(name);
    if (target !== undefined) problems.push(...missingTargets(name, told, target));
    if (target !== undefined && !canWriteToCustomers(target)) {
      problems.push({
        path: `marketing.${name}`,
        reason: `the connector of "${name}" cannot keep customers, what they agreed to and what they bought`,
        advice: 'name a connection that can',
      });
    }
    stores.forEach((store, index) => {
      const source = connections.get(store);
      if (source === undefined || canFeed(source)) return;
      problems.push({
        path: `marketing.${name}.stores.${index}`,
        reason: `the connection "${store}" does not tell of its customers`,
        advice: 'for Shopify, set customers: true in its settings',
      });
    });
  }
  return problems;
}

/** What a tool is told besides needs a part of its connector each. */
function missingTargets(
  name: string,
  { segments, stockSignals }: Pick<Configuration['marketing'][string], 'segments' | 'stockSignals'>,
  target: Connection,
): readonly Problem[] {
  const cannot = (path: string, what: string, advice: string): Problem => ({
    path: `marketing.${name}.${path}`,
    reason: `the connector of "${name}" cannot ${what}`,
    advice,
  });
  const lists = Object.entries(segments).filter(([, { list }]) => list !== null);
  return [
    ...(target.lists?.target === undefined
      ? lists.map(([segment]) =>
          cannot(`segments.${segment}.list`, 'keep lists', 'write property: true instead'),
        )
      : []),
    ...(stockSignals !== null && target.stockSignals?.target === undefined
      ? [cannot('stockSignals', 'be told of stock', 'leave it out')]
      : []),
  ];
}
