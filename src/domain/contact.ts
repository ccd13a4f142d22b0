import type { ConsentChannel } from './consent.ts';

/** How two spellings of one address or number are told to be the same. */
export function normalizeContact(channel: ConsentChannel, contact: string): string {
  return channel === 'email' ? contact.trim().toLowerCase() : contact.replaceAll(/[^+\d]/g, '');
}
