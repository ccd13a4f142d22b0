/** A thing that must not be seen, and a name for it that may. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** What was looked through: every place with everything that can be read there. */
export type Places = Readonly<Record<string, readonly string[]>>;

/** Where something that must not be seen can be read: as it is, escaped, or in a form that anybody can undo. */
export function findInClear(places: Places, canaries: readonly Canary[]): readonly string[] {
  const found = new Set<string>();
  const looks = canaries.flatMap(({ name, value }) =>
    formsOf(value).map((form) => ({ name, form: form.toLowerCase() })),
  );
  for (const [place, texts] of Object.entries(places)) {
    for (const text of texts) {
      const lower = text.toLowerCase();
      for (const { name, form } of looks) if (lower.includes(form)) found.add(`${name} in ${place}`);
    }
  }
  return [...found].toSorted();
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  // Base64 depends on where the value begins; what is the same for each beginning is looked for.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    ...new Set([
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      bytes.toString('hex'),
      ...base64.filter((form) => form.length >= 8),
    ]),
  ];
}
