import type { Connection } from '#sdk/define-connector.ts';
import { findBookingProblems } from './booking-checks.ts';
import { findMarketingProblems, missingMarketing } from './marketing-checks.ts';
import type { Problem } from './problem.ts';
import { findRoutingProblems } from './routing-checks.ts';
import type { Configuration } from './schema.ts';
import { findSegmentProblems } from './segment-checks.ts';
import { findStockProblems } from './stock-checks.ts';
import { findUnknownName } from './unknown-name.ts';

/** What no single setting can see: names that must exist elsewhere, and places that must not be named twice. */
export function findContradictions(configuration: Configuration): readonly Problem[] {
  return [
    ...findUnknownConnections(configuration),
    ...findDoubleLocations(configuration),
    ...findPolicyProblems(configuration),
    ...findStockProblems(configuration),
    ...findRoutingProblems(configuration),
    ...findBookingProblems(configuration),
    ...findMarketingProblems(configuration),
    ...findSegmentProblems(configuration),
  ];
}

function findUnknownConnections({ connections, locations, channels }: Configuration): readonly Problem[] {
  const problems: Problem[] = [];
  const expect = (path: string, written: string, known: readonly string[], what: string): void => {
    problems.push(...findUnknownName({ path, written, what }, known));
  };
  const connectionNames = Object.keys(connections);
  for (const [name, location] of Object.entries(locations)) {
    expect(
      `locations.${name}.authority.connection`,
      location.authority.connection,
      connectionNames,
      'connection',
    );
    for (const channel of Object.keys(location.shownOn)) {
      expect(`locations.${name}.shownOn.${channel}`, channel, Object.keys(channels), 'channel');
    }
  }
  for (const [name, channel] of Object.entries(channels)) {
    expect(`channels.${name}`, name, connectionNames, 'connection');
    if (channel.bookedBy === null) continue;
    expect(`channels.${name}.bookedBy`, channel.bookedBy, connectionNames, 'connection');
    if (channel.bookedBy === name) {
      problems.push({
        path: `channels.${name}.bookedBy`,
        reason: 'a channel cannot book its own orders',
        advice: 'name the connection of the ERP, or null',
      });
    }
  }
  return problems;
}

/** One number can have only one source: two of our locations for one of theirs would overwrite each other. */
function findDoubleLocations({ locations }: Configuration): readonly Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const note = (key: string, path: string): void => {
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, path);
    else
      problems.push({
        path,
        reason: `this location is already used by ${earlier}`,
        advice: 'map every location of a system once',
      });
  };
  for (const [name, { authority, shownOn }] of Object.entries(locations)) {
    note(`authority ${authority.connection} ${authority.locationId}`, `locations.${name}.authority`);
    for (const [channel, locationId] of Object.entries(shownOn))
      note(`shown ${channel} ${locationId}`, `locations.${name}.shownOn.${channel}`);
  }
  return problems;
}

function findPolicyProblems({ policies }: Configuration): readonly Problem[] {
  if (policies.unmappedSku !== 'placeholder' || policies.placeholderSku !== null) return [];
  return [
    {
      path: 'policies.placeholderSku',
      reason: "is missing: unmappedSku is 'placeholder'",
      advice: 'name the SKU of the item that stands for unknown ones',
    },
  ];
}

/** What the opened connections must be able to do for the parts they were given. Contacts nobody. */
export function findMissingCapabilities(
  configuration: Configuration,
  connections: ReadonlyMap<string, Connection>,
): readonly Problem[] {
  const problems: Problem[] = [];
  const require = (
    path: string,
    name: string,
    can: (connection: Connection) => boolean,
    what: string,
  ): void => {
    const connection = connections.get(name);
    if (connection === undefined || can(connection)) return;
    problems.push({
      path,
      reason: `the connector of "${name}" cannot ${what}`,
      advice: 'name a connection that can',
    });
  };
  for (const [name, { authority, shownOn, shippedBy }] of Object.entries(configuration.locations)) {
    if (shippedBy !== null)
      require(`locations.${name}.shippedBy`, shippedBy, canShip, 'ship (it takes neither orders nor requests)');
    require(`locations.${name}.authority.connection`, authority.connection, (one) =>
      one.stock?.source !== undefined, 'count stock');
    for (const channel of Object.keys(shownOn)) {
      require(`locations.${name}.shownOn.${channel}`, channel, (one) =>
        one.stock?.target !== undefined, 'show stock');
    }
  }
  for (const [name, { bookedBy }] of Object.entries(configuration.channels)) {
    require(`channels.${name}`, name, (one) => one.orders?.source !== undefined, 'sell (it has no orders)');
    if (bookedBy !== null)
      require(`channels.${name}.bookedBy`, bookedBy, (one) =>
        one.orders?.target !== undefined, 'book orders');
  }
  problems.push(...missingMarketing(configuration, connections));
  return problems;
}

function canShip({ orders, requests }: Connection): boolean {
  return orders?.target !== undefined || requests?.target !== undefined;
}

/** What running only one part of Syncline in a process needs. */
export function findRoleProblems(configuration: Configuration): readonly Problem[] {
  const together =
    'processes that share the work must share a Redis and a PostgreSQL; set it, or start without --only';
  return [
    ...(configuration.redisUrl === null
      ? [{ path: 'redisUrl', reason: '--only needs REDIS_URL', advice: together }]
      : []),
    ...(configuration.databaseUrl === null
      ? [{ path: 'databaseUrl', reason: '--only needs DATABASE_URL with a PostgreSQL', advice: together }]
      : []),
  ];
}
