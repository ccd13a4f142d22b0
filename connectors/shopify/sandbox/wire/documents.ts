import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import type { GraphErrorEntry } from './graph-errors.ts';
import { validateDocument } from './validate-document.ts';

const DOCUMENTS_MAX = 500;

export type Prepared = { readonly document: DocumentNode } | { readonly errors: readonly GraphErrorEntry[] };

/** Parses and validates each text once and keeps the newest few hundred. */
export function createDocuments(schema: GraphQLSchema): (text: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (text) => {
    const hit = known.get(text);
    if (hit !== undefined) return hit;
    const prepared = prepare(schema, text);
    if (known.size >= DOCUMENTS_MAX) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(text, prepared);
    return prepared;
  };
}

function prepare(schema: GraphQLSchema, text: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [syntaxError(error)] };
  }
  const errors = validateDocument(schema, document);
  return errors.length > 0 ? { errors } : { document };
}

function syntaxError(error: GraphQLError): GraphErrorEntry {
  const [at] = error.locations ?? [{ line: 1, column: 1 }];
  const { line, column } = at ?? { line: 1, column: 1 };
  const what = /<EOF>/.test(error.message)
    ? 'unexpected end of file'
    : `unexpected ${/Unexpected (.+?)\.?$/.exec(error.message)?.[1] ?? 'token'}`;
  return {
    message: `syntax error, ${what} at [${line}, ${column}]`,
    locations: [{ line, column }],
    extensions: { code: 'PARSE_ERROR' },
  };
}
