/** What makes an effect one and the same: see design rule W3 for what `version` is. */
export interface EffectIdentity {
  readonly job: string;
  readonly connection: string;
  readonly subject: string;
  readonly purpose: string;
  readonly version: string;
}

export function effectKey(identity: EffectIdentity): string {
  const parts = [identity.job, identity.connection, identity.subject, identity.purpose, identity.version];
  return parts.map((part) => part.replaceAll('%', '%25').replaceAll('|', '%7C')).join('|');
}
