import { bare } from '#sdk/sandbox/json-body.ts';
import { z } from 'zod';
import type { SandboxList } from '../state.ts';
import { invalid, json, notFound } from './answers.ts';
import type { Call, Route } from './call.ts';
import { linkedPage } from './pages.ts';
import { toTime } from './profile-view.ts';

const MEMBERS_MAX = 1_000;
const newMembers = z.object({ data: z.array(z.object({ id: z.string() })).max(MEMBERS_MAX) });

export const listLists: Route = (call) => {
  const { state, url } = call;
  const at = state.clock.now();
  return linkedPage(call, {
    items: [...state.lists.values()],
    keyOf: ({ id }) => [id, id],
    view: ({ id, name }) => ({
      type: 'list',
      id,
      attributes: { name, created: toTime(at), updated: toTime(at), opt_in_process: 'single_opt_in' },
      links: { self: `${url.origin}/api/lists/${id}` },
    }),
    sizeDefault: 10,
    sizeMax: 10,
  });
};

export const listMembers: Route = (call) => {
  const list = listOf(call);
  if (list === undefined) return notFound();
  return linkedPage(call, {
    items: [...list.members],
    keyOf: ([id, joinedAt]) => [joinedAt, id],
    view: ([id]) => ({ type: 'profile', id }),
    sizeDefault: 20,
    sizeMax: 100,
  });
};

export const listFlows: Route = (call) => {
  const list = listOf(call);
  if (list === undefined) return notFound();
  return json(200, {
    data: list.flows.map((id) => ({ type: 'flow', id })),
    links: { self: call.url.href },
  });
};

/** Whoever is on the list already is not added again; the others get what its flows send. */
export const addMembers: Route = (call) => {
  const { state } = call;
  const list = listOf(call);
  if (list === undefined) return notFound();
  const parsed = newMembers.safeParse(call.body);
  if (!parsed.success) return invalid('the members are not valid');
  const at = state.clock.now();
  for (const { id } of parsed.data.data) {
    if (list.members.has(id) || !state.profiles.has(id)) continue;
    list.members.set(id, at);
    for (const flow of list.flows) state.messages.push({ at, profileId: id, cause: `flow ${flow}` });
  }
  return bare(204);
};

export const removeMembers: Route = (call) => {
  const list = listOf(call);
  if (list === undefined) return notFound();
  const parsed = newMembers.safeParse(call.body);
  if (!parsed.success) return invalid('the members are not valid');
  for (const { id } of parsed.data.data) list.members.delete(id);
  return bare(204);
};

function listOf({ state, id }: Call): SandboxList | undefined {
  return state.lists.get(id);
}
