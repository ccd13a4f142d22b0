const GID = /gid:\/\/shopify\/(\w+)\/([\w-]+)(\?[^"\s,\]]*)?/g;
const NAME = /^#\d+(?:-F\d+)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** A cursor: the JSON of the last row, in base64. */
const CURSOR = /^eyJsYXN0X2lk/;
const ENUM_LIST = / to be one of: /;
/** Ids of a real shop; shorter numbers are ordinary ones. */
const TAIL_LENGTH_MIN = 9;

/** The recorded shop's ids and order names, and what they are here. */
export interface Translation {
  known(id: string): string | undefined;
  set(recorded: string, ours: string): void;
  /** Anything recorded, with our ids in place of the recorded ones. */
  toOurs(value: unknown): unknown;
  /** Learns pairs of ids from two answers of the same shape. */
  learn(recorded: unknown, ours: unknown): void;
}

export function createTranslation(): Translation {
  const ids = new Map<string, string>();
  const texts = new Map<string, string>();
  const set = (recorded: string, ours: string): void => {
    if (ids.has(recorded)) return;
    ids.set(recorded, ours);
    const [from, to] = [tailOf(recorded), tailOf(ours)];
    if (from !== undefined && to !== undefined && from.length >= TAIL_LENGTH_MIN) texts.set(from, to);
  };
  const toOurText = (text: string): string => {
    let out = text.replace(GID, (id) => ids.get(id) ?? id);
    for (const [from, to] of texts) out = out.replaceAll(from, to);
    return out;
  };
  const learnText = (recorded: string, ours: string): void => {
    const pairs = [recorded, ours].map((text) => text.match(GID) ?? []);
    const [from = [], to = []] = pairs;
    if (from.length > 0 && from.length === to.length) {
      from.forEach((id, index) => {
        const other = to[index];
        // Only ids of one kind are the same thing.
        if (other !== undefined && typeOf(id) === typeOf(other)) set(id, other);
      });
    } else if (CURSOR.test(recorded) && CURSOR.test(ours)) {
      texts.set(recorded, ours);
    } else if (NAME.test(recorded) && NAME.test(ours)) {
      texts.set(recorded.split('-')[0] ?? recorded, ours.split('-')[0] ?? ours);
    }
  };
  const translation: Translation = {
    known: (id) => ids.get(id),
    set,
    toOurs(value) {
      if (typeof value === 'string') return toOurText(value);
      if (Array.isArray(value)) return value.map((entry) => translation.toOurs(entry));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, translation.toOurs(entry)]),
      );
    },
    learn(recorded, ours) {
      if (typeof recorded === 'string' && typeof ours === 'string') learnText(recorded, ours);
      if (typeof recorded !== 'object' || recorded === null || typeof ours !== 'object' || ours === null)
        return;
      const other = new Map<string, unknown>(Object.entries(ours));
      for (const [key, entry] of Object.entries(recorded)) translation.learn(entry, other.get(key));
    },
  };
  return translation;
}

/** Every id in a value, at any depth. */
export function idsIn(value: unknown): readonly string[] {
  return JSON.stringify(value ?? null).match(GID) ?? [];
}

export function typeOf(id: string): string {
  return /shopify\/(\w+)\//.exec(id)?.[1] ?? '';
}

function tailOf(id: string): string | undefined {
  return /\/([\w-]+)(?:\?.*)?$/.exec(id)?.[1];
}

/** In words, where two values differ. Times are alike when both are times, cursors when both are cursors. */
export function differences(recorded: unknown, ours: unknown, path = ''): readonly string[] {
  if (Object.is(recorded, ours)) return [];
  if (typeof recorded === 'string' && typeof ours === 'string') {
    if (TIME.test(recorded) && TIME.test(ours)) return [];
    if (/cursor$/i.test(path)) return [];
    if (ENUM_LIST.test(recorded) && ENUM_LIST.test(ours) && sortList(recorded) === sortList(ours)) return [];
    // A generated mark in the name of a job.
    if (recorded.startsWith('gid://shopify/Job/') && ours.startsWith('gid://shopify/Job/')) return [];
  }
  if (Array.isArray(recorded) && Array.isArray(ours) && recorded.length !== ours.length) {
    return [
      `${path}: ${recorded.length} entries recorded, ${ours.length} here: ${show(recorded)} / ${show(ours)}`,
    ];
  }
  if (typeof recorded === 'object' && recorded !== null && typeof ours === 'object' && ours !== null) {
    const [left, right] = [recorded, ours].map((value) => new Map<string, unknown>(Object.entries(value)));
    const keys = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
    keys.delete('locations');
    return [...keys].flatMap((key) =>
      differences(left?.get(key), right?.get(key), path === '' ? key : `${path}.${key}`),
    );
  }
  // Places in lists are written as numbers by some versions.
  if (/\.field\.\d+$/.test(path) && String(recorded) === String(ours)) return [];
  return [`${path}: recorded ${show(recorded)}, here ${show(ours)}`];
}

/** The published schema lists values by name, the server in its own order, and versions differ in some. */
function sortList(text: string): string {
  return text.replace(/ to be one of: .*$/s, '');
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 160);
}
