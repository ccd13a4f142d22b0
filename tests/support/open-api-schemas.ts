/** A parsed JSON document. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

type Node = Record<string, Json>;

/**
 * Makes the schemas of an OpenAPI 3.0 document mean for a JSON Schema validator what they mean for their author:
 * `nullable` beside no type is a choice, members of `allOf` are one object that is closed once and not each by itself, a
 * wrapper of alternatives is not closed by its own lack of properties, and alternatives of which one extends the other
 * are any of them. Nothing becomes stricter or is left out otherwise.
 */
export function closeSchemas(document: Json): Json {
  const root = document as Node;

  const visit = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    // What stands beside a reference is ignored in OpenAPI 3.0.
    if (typeof node['$ref'] === 'string') return { $ref: node['$ref'] };
    if (Array.isArray(node['allOf'])) return visit(flatten(node));
    const { oneOf, discriminator: _discriminator, nullable, ...rest } = node;
    const own: Node = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, visit(value)]));
    if (Array.isArray(oneOf)) own['anyOf'] = oneOf.map(visit);
    if (own['anyOf'] !== undefined && own['properties'] === undefined) delete own['additionalProperties'];
    if (nullable !== true) return own;
    if (typeof own['type'] === 'string' && own['enum'] === undefined) return { ...own, nullable: true };
    return { anyOf: [own, { type: 'null' }] };
  };

  const flatten = (node: Node): Node => {
    const { allOf, ...own } = node;
    const members = [...(allOf as Json[]).map((member) => resolve(member)), own];
    const merged: Node = { ...own, properties: {}, required: [] };
    for (const member of members) {
      const whole = Array.isArray(member['allOf']) ? flatten(member) : member;
      merged['properties'] = {
        ...(merged['properties'] as Node),
        ...(whole['properties'] as Node | undefined),
      };
      merged['required'] = [
        ...(merged['required'] as Json[]),
        ...((whole['required'] as Json[] | undefined) ?? []),
      ];
    }
    return merged;
  };

  const resolve = (node: Json): Node => {
    const { $ref } = node as Node;
    if (typeof $ref !== 'string') return node as Node;
    let at: Json = root;
    for (const step of $ref.split('/').slice(1)) {
      at = (at as Node)[step.replaceAll('~1', '/').replaceAll('~0', '~')] ?? {};
    }
    return resolve(at);
  };

  return visit(root);
}
