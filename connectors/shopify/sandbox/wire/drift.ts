import type { Answer } from './run-operation.ts';

/** Never drifted: without them an answer would not be an answer of this API at all. */
const kept = new Set(['errors', '__typename']);

/**
 * The answer of a server that has changed under its clients: one field somewhere in the data is gone or has another
 * name. @param draw a number in [0, 1) that chooses which.
 */
export function driftAnswer(answer: Answer, draw: number): Answer {
  const data: unknown = structuredClone(answer.data);
  const places: { readonly owner: Record<string, unknown>; readonly name: string }[] = [];
  collect(data, places, 0);
  const place = places[Math.floor(draw * places.length)];
  if (place === undefined) return answer;
  const value = place.owner[place.name];
  Reflect.deleteProperty(place.owner, place.name);
  // Every second time it comes back under a new name.
  if (Math.floor(draw * 1_000) % 2 === 0) place.owner[`${place.name}V2`] = value;
  return { ...answer, data };
}

function collect(
  value: unknown,
  places: { readonly owner: Record<string, unknown>; readonly name: string }[],
  depth: number,
): void {
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, places, depth + 1);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const owner = value as Record<string, unknown>;
  for (const [name, entry] of Object.entries(owner)) {
    if (depth > 0 && !kept.has(name)) places.push({ owner, name });
    collect(entry, places, depth + 1);
  }
}
