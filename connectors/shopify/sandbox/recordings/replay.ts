import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { SHOPIFY_API_VERSION } from '#connectors/shopify/api-version.ts';
import { adminSchema } from '#connectors/shopify/schema.ts';
import type { Clock } from '#sdk/clock.ts';
import { createShopify, type ShopifyModel } from '../create-shopify.ts';
import { allResolvers } from '../resolvers/registry.ts';
import { keyedMutations } from '../wire/idempotency.ts';
import { type RecordedFacts, readFacts } from './recorded-facts.ts';
import { createSeeder, seedQuantity } from './seed-shop.ts';
import { documentOfAnswer } from './document-of-answer.ts';
import { idsMadeBy, readSteps, type Step } from './read-steps.ts';
import { createTranslation, differences, idsIn, type Translation, typeOf } from './translate.ts';

/** What became of one recorded call. */
export interface Replayed {
  readonly path: string;
  /** Root fields that the sandbox does not play; the call was not made then. */
  readonly unsupported: readonly string[];
  /** Empty when both answers are alike. */
  readonly differences: readonly string[];
}

/** The app that made the recordings; its number is a part of some answers. */
const RECORDED_APP = '347082227713';
const STRICT_SINCE = '2026-04';
const clock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: () => Promise.resolve(),
};

/** Makes the recorded calls against a new shop, and compares what it answers. */
export async function replay(recording: unknown, version: string): Promise<readonly Replayed[]> {
  const model = createShopify({
    clock,
    sendWebhook: () => Promise.resolve(200),
    scopes: recordedScopes(),
    currency: currencyOf(recording),
    plan: 'standard',
    appNumber: RECORDED_APP,
  });
  const translation = createTranslation();
  const facts = readFacts(recording);
  const seeder = createSeeder(model, facts, translation);
  const steps = readSteps(recording).map((step) => ({
    step,
    query: step.query ?? documentOfAnswer(adminSchema(), step),
  }));
  const made = new Set(
    steps.flatMap(({ step, query }) =>
      query === undefined || unplayedRoots(query).length > 0 ? [] : idsMadeBy(step),
    ),
  );
  const home = idsIn(recording).find((id) => typeOf(id) === 'Location' && facts.has(id) && !made.has(id));
  if (home === undefined) model.shop.addLocation({ name: 'Shop location' });
  else seeder.need(home, true);
  const seeded = new Set<string>();
  const replayed: Replayed[] = [];
  for (const { step, query } of steps) {
    if (query === undefined) {
      replayed.push({ path: step.path, unsupported: rootsOfAnswer(step), differences: [] });
      continue;
    }
    const unsupported = unplayedRoots(query);
    if (unsupported.length > 0) {
      replayed.push({ path: step.path, unsupported, differences: [] });
      continue;
    }
    for (const id of idsIn([step.variables, query])) if (!made.has(id)) seeder.need(id, isThere(step));
    const placeId = assignedPlace(step);
    if (placeId !== undefined) {
      seeder.need(placeId, true);
      putFirst(model, translation.known(placeId));
    }
    seedCompared({ model, facts, translation, seeded }, step);
    const ours = await call(model, version, { ...step, query: keyed(query, step, version) }, translation);
    const { data, errors } = step.answer;
    const recorded = { ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors }) };
    translation.learn(recorded, ours);
    replayed.push({
      path: step.path,
      unsupported: [],
      differences: differences(translation.toOurs(recorded), ours),
    });
  }
  return replayed;
}

async function call(
  model: ShopifyModel,
  version: string,
  step: Step & { readonly query: string },
  translation: Translation,
): Promise<unknown> {
  const response = await model.handler({
    method: 'POST',
    path: `/admin/api/${version}/graphql.json`,
    headers: { 'x-shopify-access-token': model.accessToken },
    body: JSON.stringify({
      query: translation.toOurs(step.query),
      variables: translation.toOurs(step.variables),
    }),
  });
  const { extensions: _, ...answer } = JSON.parse(response.body) as Record<string, unknown>;
  return answer;
}

/** A call that was not told that something is missing: what it names was there. */
function isThere({ answer }: Step): boolean {
  return !/does not exist|not found|could ?n.t be found|invalid id|wasn't found/i.test(
    JSON.stringify(answer),
  );
}

/** Where a new order was to be shipped from; the recorded shop had several places. */
function assignedPlace({ answer }: Step): string | undefined {
  const match = /"assignedLocation":\{[^}]*?"location":\{[^}]*?"id":"([^"]+)"/.exec(
    JSON.stringify(answer.data ?? null),
  );
  return /"orderCreate":/.test(JSON.stringify(answer.data ?? null)) ? match?.[1] : undefined;
}

function putFirst({ state }: ShopifyModel, id: string | undefined): void {
  const first = id === undefined ? undefined : state.locations.get(id);
  if (first === undefined) return;
  const others = [...state.locations.values()].filter((place) => place !== first);
  state.locations.clear();
  for (const place of [first, ...others]) state.locations.set(place.id, place);
}

/** Cells that the call compares with a number get it first, unless they were written in this run. */
function seedCompared(
  {
    model,
    facts,
    translation,
    seeded,
  }: { model: ShopifyModel; facts: RecordedFacts; translation: Translation; seeded: Set<string> },
  step: Step,
): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('inventoryItemId' in value && 'locationId' in value) {
      const [item, location] = [String(value.inventoryItemId), String(value.locationId)];
      const first = facts.firstQuantity(item, location);
      const [ourItem, ourLocation] = [translation.known(item), translation.known(location)];
      const cell = `${item} ${location}`;
      if (first !== undefined && ourItem !== undefined && ourLocation !== undefined && !seeded.has(cell)) {
        seeded.add(cell);
        seedQuantity(model, ourItem, ourLocation, first);
      }
    }
    Object.values(value).forEach(visit);
  };
  visit(step.variables);
}

/** All scopes of the played types, but for those that the recorded app did not have. */
function recordedScopes(): readonly string[] {
  const file = new URL(`../../generated/admin-access-${SHOPIFY_API_VERSION}.json`, import.meta.url);
  const rules = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { readonly scopes: readonly string[] }
  >;
  const missing = new Set(['read_apps', 'write_taxes']);
  return [...new Set(Object.values(rules).flatMap((rule) => rule.scopes))].filter(
    (scope) => !missing.has(scope),
  );
}

/** The recordings come from a shop in Canada and from one in the United States. */
function currencyOf(recording: unknown): string {
  return (
    /"shopMoney":\{"amount":"[\d.]+","currencyCode":"(\w{3})"/.exec(JSON.stringify(recording))?.[1] ?? 'CAD'
  );
}

function unplayedRoots(query: string): readonly string[] {
  return rootsOf(query).filter((name) => !isPlayed(name) || name.startsWith('__'));
}

function rootsOf(query: string): readonly string[] {
  return parse(query).definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? node.selectionSet.selections.flatMap((entry) => (entry.kind === Kind.FIELD ? [entry.name.value] : []))
      : [],
  );
}

function rootsOfAnswer({ answer }: Step): readonly string[] {
  const { data } = answer;
  const names = typeof data === 'object' && data !== null ? Object.keys(data) : [];
  return names.length > 0 ? names : ['(a document that was not recorded)'];
}

function isPlayed(name: string): boolean {
  return (
    name.startsWith('__') ||
    allResolvers['QueryRoot']?.[name] !== undefined ||
    allResolvers['Mutation']?.[name] !== undefined
  );
}

/** A document that was written from its answer has lost its key; the recorded call must have had one. */
function keyed(query: string, step: Step, version: string): string {
  if (step.query !== undefined || version < STRICT_SINCE) return query;
  const [root = ''] = rootsOf(query);
  if (!keyedMutations.has(root) || JSON.stringify(step.answer).includes('@idempotent directive is required'))
    return query;
  const open = query.indexOf(`${root}(`);
  let depth = 0;
  for (let at = open + root.length; at < query.length; at += 1) {
    if (query[at] === '(') depth += 1;
    if (query[at] === ')') depth -= 1;
    if (depth === 0)
      return `${query.slice(0, at + 1)} @idempotent(key: "${step.path}")${query.slice(at + 1)}`;
  }
  return query;
}
