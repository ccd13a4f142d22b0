import { accessDenied, httpError, missingError } from '#connectors/odoo/sandbox/orm/errors.ts';
import type { Database } from '#connectors/odoo/sandbox/orm/storage.ts';
import { type Row, isTruthy } from '#connectors/odoo/sandbox/orm/values.ts';

/** What a user may log in with. The key works in place of the password everywhere; JSON-2 takes nothing else. */
export interface Credentials {
  readonly password: string;
  readonly apiKey: string;
  /** An expired key is as good as a wrong one. */
  readonly isKeyExpired?: boolean;
}

export interface Users {
  set(uid: number, credentials: Credentials): void;
  /** @throws {OdooError} MissingError for an unknown id, AccessDenied for a wrong secret or a deactivated user. */
  check(uid: number, secret: string): void;
  /** The user's id, or `undefined` when login and secret do not fit. */
  authenticate(login: string, secret: string): number | undefined;
  /** @throws {OdooError} 401 for a key that is wrong, expired or of a deactivated user. */
  byKey(key: string): number;
}

export function createUsers(db: Database): Users {
  const known = new Map<number, Credentials>();
  const rows = db.table('res.users').rows;
  const accepts = (uid: number, secret: string): boolean => {
    const credentials = known.get(uid);
    const row = rows.get(uid);
    if (credentials === undefined || row === undefined || !isTruthy(row['active'])) return false;
    return (
      secret === credentials.password || (secret === credentials.apiKey && credentials.isKeyExpired !== true)
    );
  };
  return {
    set(uid, credentials) {
      known.set(uid, credentials);
    },
    check(uid, secret) {
      if (!rows.has(uid)) throw missingError('res.users', [uid], uid);
      if (!accepts(uid, secret)) throw accessDenied();
    },
    authenticate(login, secret) {
      const user = [...rows.values()].find((row: Row) => row['login'] === login);
      return user !== undefined && accepts(user.id, secret) ? user.id : undefined;
    },
    byKey(key) {
      for (const [uid, { apiKey }] of known) if (apiKey === key && accepts(uid, key)) return uid;
      throw httpError('Unauthorized', 401, 'Invalid apikey');
    },
  };
}
