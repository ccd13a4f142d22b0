import type { Problem } from './problem.ts';
import type { Configuration } from './schema.ts';
import { findUnknownName } from './unknown-name.ts';

/** What contradicts itself in which location ships what. */
export function findRoutingProblems({
  connections,
  locations,
  routing,
  tags,
}: Configuration): readonly Problem[] {
  const ruleNames = Object.keys(routing.rules);
  const shippers = Object.entries(locations).flatMap(([name, { shippedBy }]) =>
    shippedBy === null
      ? []
      : findUnknownName(
          { path: `locations.${name}.shippedBy`, written: shippedBy, what: 'connection' },
          Object.keys(connections),
        ),
  );
  const unknown = Object.entries(routing.rules).flatMap(([name, { when, shipFrom }]) => {
    const path = `routing.rules.${name}`;
    return [
      ...shipFrom.flatMap((written, index) =>
        findUnknownName(
          { path: `${path}.shipFrom.${index}`, written, what: 'location' },
          Object.keys(locations),
        ),
      ),
      ...when.tags.flatMap((written, index) =>
        findUnknownName({ path: `${path}.when.tags.${index}`, written, what: 'tag' }, Object.keys(tags)),
      ),
    ];
  });
  if (routing.by === 'rules' && ruleNames.length === 0)
    return [
      ...shippers,
      {
        path: 'routing.rules',
        reason: "is missing: by is 'rules'",
        advice: "write rules: { nearest: { shipFrom: ['main'] } }, or by: 'channel'",
      },
    ];
  if (routing.by === 'channel' && ruleNames.length > 0)
    return [
      ...shippers,
      ...unknown,
      { path: 'routing.by', reason: 'the rules would not be asked', advice: "write by: 'rules'" },
    ];
  return [...shippers, ...unknown];
}
