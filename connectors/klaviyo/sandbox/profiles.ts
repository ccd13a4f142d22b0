import type { JobError, KlaviyoState, Marketing, SandboxProfile } from './state.ts';

const E164 = /^\+[1-9]\d{6,14}$/u;
const FIELDS = ['first_name', 'last_name', 'organization', 'locale', 'title', 'image'] as const;

/** By which a profile can be found. */
export interface Identifiers {
  readonly id?: string | null | undefined;
  readonly external_id?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone_number?: string | null | undefined;
}

export type ProfileAttributes = Identifiers & Readonly<Record<string, unknown>>;

export function addProfile(state: KlaviyoState, attributes: ProfileAttributes): SandboxProfile {
  const now = state.clock.now();
  const profile: SandboxProfile = {
    id: state.nextId('PRO'),
    createdAt: now,
    updatedAt: now,
    externalId: null,
    email: null,
    phone: null,
    fields: new Map(),
    location: new Map(),
    properties: new Map(),
    emailMarketing: silent(),
    smsMarketing: silent(),
    suppressions: [],
  };
  state.profiles.set(profile.id, profile);
  writeAttributes(state, profile, attributes);
  return profile;
}

export function findBy(
  state: KlaviyoState,
  { id, external_id: externalId, email, phone_number: phone }: Identifiers,
): SandboxProfile | undefined {
  return (
    (id == null ? undefined : state.profiles.get(id)) ??
    findIndexed(state, externalId, {
      prefix: 'external_id',
      of: (profile) => profile.externalId,
    }) ??
    findIndexed(state, email?.toLowerCase(), {
      prefix: 'email',
      of: (profile) => profile.email?.toLowerCase() ?? null,
    }) ??
    findIndexed(state, phone, { prefix: 'phone', of: (profile) => profile.phone })
  );
}

type Index = Map<string, SandboxProfile>;
/** So that an account of many profiles stays quick. A key may name a profile that has another one by now. */
const indexes = new WeakMap<KlaviyoState, Index>();

function indexOf(state: KlaviyoState): Index {
  const known = indexes.get(state) ?? new Map<string, SandboxProfile>();
  indexes.set(state, known);
  return known;
}

function findIndexed(
  state: KlaviyoState,
  key: string | null | undefined,
  { prefix, of }: { readonly prefix: string; readonly of: (profile: SandboxProfile) => string | null },
): SandboxProfile | undefined {
  if (key == null) return undefined;
  const found = indexOf(state).get(`${prefix} ${key}`);
  if (found === undefined) return undefined;
  if (state.profiles.get(found.id) === found && of(found) === key) return found;
  return [...state.profiles.values()].find((profile) => of(profile) === key);
}

/** The first who has a key keeps it for as long as they have it. */
function index(state: KlaviyoState, profile: SandboxProfile): void {
  const known = indexOf(state);
  const keys = [
    ['external_id', profile.externalId, (one: SandboxProfile) => one.externalId],
    [
      'email',
      profile.email?.toLowerCase() ?? null,
      (one: SandboxProfile) => one.email?.toLowerCase() ?? null,
    ],
    ['phone', profile.phone, (one: SandboxProfile) => one.phone],
  ] as const;
  for (const [prefix, key, of] of keys) {
    if (key === null) continue;
    const name = `${prefix} ${key}`;
    const holder = known.get(name);
    if (holder === undefined || state.profiles.get(holder.id) !== holder || of(holder) !== key)
      known.set(name, profile);
  }
}

/** One profile of an import: found by its keys or made anew. What cannot be is told, and nothing of it is done. */
export function importProfile(
  state: KlaviyoState,
  attributes: ProfileAttributes,
  pointer: string,
): readonly JobError[] {
  const { external_id: externalId, email, phone_number: phone } = attributes;
  if (email != null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)) {
    return [refuse('invalid', 'Invalid email address', `${pointer}/attributes/email`)];
  }
  if (phone != null && !E164.test(phone)) {
    return [refuse('invalid', 'Invalid phone number', `${pointer}/attributes/phone_number`)];
  }
  const found = findBy(state, attributes);
  const owners = [findBy(state, { email }), findBy(state, { phone_number: phone })].filter(
    (owner) => owner !== undefined,
  );
  const isTaken = owners.some((owner) => owner !== found);
  const isAnothers = externalId != null && found?.externalId != null && found.externalId !== externalId;
  if (isTaken || isAnothers) {
    return [refuse('duplicate_profile', 'A profile already exists with one of these identifiers', pointer)];
  }
  if (found === undefined) addProfile(state, attributes);
  else writeAttributes(state, found, attributes);
  return [];
}

/** What is absent stays, null clears. */
export function writeAttributes(
  state: KlaviyoState,
  profile: SandboxProfile,
  attributes: ProfileAttributes,
): void {
  const { external_id: externalId, email, phone_number: phone, location, properties } = attributes;
  if (externalId !== undefined) profile.externalId = externalId;
  if (email !== undefined) profile.email = email;
  if (phone !== undefined) profile.phone = phone;
  for (const name of FIELDS) {
    const value = attributes[name];
    if (value !== undefined) profile.fields.set(name, value as string | null);
  }
  for (const [name, value] of entriesOf(location)) profile.location.set(name, value as string | null);
  for (const [name, value] of entriesOf(properties)) profile.properties.set(name, value);
  profile.updatedAt = state.clock.now();
  index(state, profile);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function refuse(code: string, title: string, pointer: string): JobError {
  return { code, title, detail: title, pointer };
}

function silent(): Marketing {
  return { consent: 'NEVER_SUBSCRIBED', at: null, method: null, detail: null };
}
