import type { Problem } from './problem.ts';
import type { Configuration } from './schema.ts';
import { findUnknownName } from './unknown-name.ts';

/**
 * What contradicts itself in the places that merely stand for others. A place whose count is believed would lose units that
 * left elsewhere, and fewer than there are would be sold.
 */
export function findBookingProblems({ connections, locations }: Configuration): readonly Problem[] {
  const counted = new Map(
    Object.entries(locations).map(([name, { authority }]) => [
      `${authority.connection} ${authority.locationId}`,
      name,
    ]),
  );
  return Object.entries(locations).flatMap(([name, { authority, bookedAt }]) =>
    Object.entries(bookedAt).flatMap(([connection, locationId]): readonly Problem[] => {
      const path = `locations.${name}.bookedAt.${connection}`;
      const unknown = findUnknownName(
        { path, written: connection, what: 'connection' },
        Object.keys(connections),
      );
      if (unknown.length > 0) return unknown;
      if (connection === authority.connection)
        return [
          {
            path,
            reason: `${connection} counts this location: its own place is known`,
            advice: 'leave it out',
          },
        ];
      const other = counted.get(`${connection} ${locationId}`);
      return other === undefined
        ? []
        : [
            {
              path,
              reason: `${connection} counts ${other} there, and would lose units that left ${name}`,
              advice: `make a place of its own for ${name} in ${connection}`,
            },
          ];
    }),
  );
}
