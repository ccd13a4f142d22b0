import type { ASTNode } from 'graphql';

/** One entry of `errors`, as graphql-ruby writes it. */
export interface GraphErrorEntry {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a check of the document hands on: where it is, in graphql-ruby's words, and how to report. */
export interface Reporter {
  readonly path: readonly string[];
  readonly report: (
    node: ASTNode,
    path: readonly string[],
    message: string,
    extensions: Record<string, unknown>,
  ) => void;
}
