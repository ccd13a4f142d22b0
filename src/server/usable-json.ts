import { parse } from 'secure-json-parse';

const DEPTH_MAX = 64;

/** Text to store, and why it cannot be interpreted, if so. Reasons carry no contents. */
export interface ReadBody {
  readonly text: string;
  readonly unusable: string | undefined;
}

// Without `fatal` broken bytes would become U+FFFD and pass as data; the byte order mark is not JSON's.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decides whether a signed body can be interpreted: UTF-8, JSON, no prototype keys, and not too deep. */
export function readJsonBody(bytes: Uint8Array): ReadBody {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    // Kept for a person to look at; latin1 maps every byte to one character, so the original can be made again.
    return {
      text: Buffer.from(bytes).toString('latin1'),
      unusable: 'the body is not valid UTF-8 (stored byte for byte as Latin-1)',
    };
  }
  if (isTooDeep(text)) return { text, unusable: `the body is nested deeper than ${DEPTH_MAX} levels` };
  try {
    const value: unknown = parse(text, { protoAction: 'error', constructorAction: 'error' });
    if (typeof value !== 'object' || value === null)
      return { text, unusable: 'the body is JSON, but no object' };
    return { text, unusable: undefined };
  } catch {
    return {
      text,
      unusable: 'the body is not usable JSON (cut short, malformed, or with keys that reach into prototypes)',
    };
  }
}

/** Counts brackets outside strings before anything is built: a parser would first make what is then refused. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 92) at += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > DEPTH_MAX) return true;
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return false;
}
