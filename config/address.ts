import { z } from 'zod';
import { hideSecret, type Secret, secret } from '#sdk/secret.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a server of the merchant. It may carry a password, so what comes out never prints. Only its beginning is
 * judged here: lists of hosts, as Sentinel and Cluster have them, are no URL, and the room that connects reads them.
 */
export function address(protocols: readonly string[]) {
  return secret().transform((value, context): Secret => {
    const text = value.reveal().trim();
    if (protocols.some((protocol) => text.startsWith(`${protocol}//`) && text.length > protocol.length + 2))
      return hideSecret(text);
    const beginnings = protocols.map((protocol) => `${protocol}//`).join(', ');
    context.addIssue({ code: 'custom', message: `expected an address that begins with ${beginnings}` });
    return z.NEVER;
  });
}

/** Where the outside reaches us; comes out without a slash at the end. Plain http only on this machine. */
export function publicAddress() {
  return z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
    if (url !== null && isSafe && url.search === '' && url.hash === '' && url.username === '') {
      return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
    }
    context.addIssue({
      code: 'custom',
      message: 'expected an https address without query, such as https://sync.example.com',
    });
    return z.NEVER;
  });
}
