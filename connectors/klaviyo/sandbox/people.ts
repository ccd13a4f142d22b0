import { type SandboxChannel, subscribe, suppress, unsubscribe } from './consents.ts';
import { runDueJobs } from './jobs.ts';
import { addProfile, findBy, type Identifiers, type ProfileAttributes, writeAttributes } from './profiles.ts';
import type { KlaviyoState, SandboxProfile, SuppressionEntry } from './state.ts';

/** What customers do at Klaviyo's own forms and links, and the merchant in the account. */
export interface People {
  addProfile(attributes: ProfileAttributes): SandboxProfile;
  editProfile(who: Identifiers, attributes: ProfileAttributes): void;
  subscribe(who: Identifiers, channel: SandboxChannel): void;
  unsubscribe(who: Identifiers, channel: SandboxChannel): void;
  suppress(who: Identifiers, reason: SuppressionEntry['reason']): void;
  /** A list; the flows named start for whoever is added to it. */
  addList(name: string, flows?: readonly string[]): string;
  /** Somebody of the merchant's puts a profile on a list, or takes it off. */
  setMember(list: string, who: Identifiers, isMember: boolean): void;
  addVariant(externalId: string): void;
}

export function createPeople(state: KlaviyoState): People {
  const found = (who: Identifiers): SandboxProfile => {
    runDueJobs(state);
    const profile = findBy(state, who);
    if (profile === undefined) throw new TypeError('nobody has these keys');
    return profile;
  };
  return {
    addProfile: (attributes) => addProfile(state, attributes),
    editProfile: (who, attributes) => writeAttributes(state, found(who), attributes),
    subscribe: (who, channel) =>
      subscribe(state, found(who), { channel, detail: 'acme.test/signup', by: 'person' }),
    unsubscribe: (who, channel) => unsubscribe(state, found(who), { channel, method: 'PREFERENCE_PAGE' }),
    suppress: (who, reason) => suppress(state, found(who), reason),
    addList(name, flows = []) {
      const id = state.nextId('LIS');
      state.lists.set(id, { id, name, members: new Map(), flows });
      return id;
    },
    setMember(list, who, isMember) {
      const members = state.lists.get(list)?.members;
      if (members === undefined) throw new TypeError(`there is no list ${list}`);
      if (isMember) members.set(found(who).id, state.clock.now());
      else members.delete(found(who).id);
    },
    addVariant: (externalId) => void state.variants.set(`$custom:::$default:::${externalId}`, null),
  };
}
