/** What makes a list say who is wanted on it, by difference: whoever is on it already is not put on it again. */
export function planMembers(
  wanted: ReadonlySet<string>,
  present: ReadonlySet<string>,
): { readonly add: readonly string[]; readonly remove: readonly string[] } {
  return {
    add: [...wanted].filter((one) => !present.has(one)),
    remove: [...present].filter((one) => !wanted.has(one)),
  };
}
