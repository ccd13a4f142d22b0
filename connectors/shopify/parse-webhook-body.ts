import parseJson from 'secure-json-parse';
import { RejectedError } from '#sdk/errors.ts';

const DEPTH_MAX = 64;

/**
 * A webhook's body as a value. Whole numbers beyond 2^53 arrive as their own digits (a text), because `JSON.parse`
 * would change them and Shopify's ids may be that large. Keys that would reach a prototype are refused.
 *
 * @throws {RejectedError} not JSON, too deep, or with a forbidden key.
 */
export function parseWebhookBody(body: string): unknown {
  if (depthOf(body) > DEPTH_MAX)
    throw new RejectedError(`the body nests deeper than ${DEPTH_MAX}`, { code: 'too-deep' });
  try {
    const parsed: unknown = parseJson(body, keepLargeIntegers);
    return parsed;
  } catch (cause) {
    // The parser's message may quote the body.
    throw new RejectedError('the body is no usable JSON', { code: 'not-json', cause: nameOf(cause) });
  }
}

function keepLargeIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

/** The deepest nesting of a JSON text, without parsing it: a parser that recurses never sees what is too deep. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isText) {
      if (character === '\\') index += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown';
}
