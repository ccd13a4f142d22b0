/** Gives out ids as Shopify writes them. Numbers start high, as a real shop's do. */
export interface Ids {
  next(type: string): string;
}

/** @param from the first number of every type; above 2^53 for a test of readers that parse ids as numbers. */
export function createIds(from: bigint): Ids {
  let last = from;
  return {
    next(type) {
      last += 1n;
      return `gid://shopify/${type}/${last}`;
    },
  };
}

const GID = /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/;

/** `gid://shopify/Order/12` -> `Order` and `12`; undefined when it is no id. */
export function parseGid(gid: string): { readonly type: string; readonly tail: string } | undefined {
  const match = GID.exec(gid);
  return match?.[1] === undefined || match[2] === undefined ? undefined : { type: match[1], tail: match[2] };
}

export function tailOf(gid: string): string {
  return parseGid(gid)?.tail ?? '0';
}
