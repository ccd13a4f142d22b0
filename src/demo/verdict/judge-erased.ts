import type { MarketingBook } from './marketing-book.ts';

export interface ErasedVerdict {
  readonly asked: number;
  /** In sentences, for a person. */
  readonly complaints: readonly string[];
}

/** Who asked to be forgotten has no profile at the tool, by no key. Its events go with a profile. */
export function judgeErased({ erased, profiles }: MarketingBook): ErasedVerdict {
  const complaints = erased.flatMap(({ email, references }) =>
    profiles
      .filter(
        (profile) =>
          profile.email === email || (profile.reference !== null && references.includes(profile.reference)),
      )
      .map(({ id }) => `${email} was erased, and is the profile ${id} of the tool`),
  );
  return { asked: erased.length, complaints };
}
