/** A place in a JSON value. */
export type JsonPath = readonly (string | number)[];

/**
 * Every place of a field in a JSON value, each kind of place once: of the records of a list only the first that has
 * the field. Keys that are numbers are entries of a map and no fields.
 */
export function fieldPaths(value: unknown): readonly JsonPath[] {
  const found = new Map<string, JsonPath>();
  const walk = (inner: unknown, path: JsonPath): void => {
    if (Array.isArray(inner)) {
      for (const [index, entry] of inner.entries()) walk(entry, [...path, index]);
    } else if (typeof inner === 'object' && inner !== null) {
      for (const [key, entry] of Object.entries(inner)) {
        if (/^\d+$/.test(key)) continue;
        const here = [...path, key];
        const kind = here.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
        if (!found.has(kind)) found.set(kind, here);
        walk(entry, here);
      }
    }
  };
  walk(value, []);
  return [...found.values()];
}

/** The value without the field at this place, or with another value there. */
export function withField(
  value: unknown,
  path: JsonPath,
  put: { readonly value: unknown } | 'removed',
): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(value) && typeof step === 'number') {
    return value.map((entry: unknown, index) => (index === step ? withField(entry, rest, put) : entry));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]): readonly (readonly [string, unknown])[] => {
      if (key !== step) return [[key, entry]];
      if (rest.length > 0) return [[key, withField(entry, rest, put)]];
      return put === 'removed' ? [] : [[key, put.value]];
    }),
  );
}

/** Places where `after` says something else than `before`. What is absent or null says nothing. */
export function contradictions(before: unknown, after: unknown, path = '$'): readonly string[] {
  if (after === undefined || after === null || Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length !== after.length) return [`${path}: ${before.length} entries became ${after.length}`];
    return before.flatMap((entry: unknown, index) =>
      contradictions(entry, after[index], `${path}[${index}]`),
    );
  }
  if (typeof before === 'object' && before !== null && typeof after === 'object') {
    return Object.entries(before).flatMap(([key, entry]) =>
      contradictions(entry, (after as Readonly<Record<string, unknown>>)[key], `${path}.${key}`),
    );
  }
  return [`${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
}
