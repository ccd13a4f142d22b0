import type { Json } from './values.ts';

/**
 * An error as the vendor's server raises it. `type` is the Python class name that reaches the client, and `status`
 * the HTTP status that JSON-2 gives it; /jsonrpc answers 200 for all of them.
 */
export class OdooError extends Error {
  readonly type: string;
  readonly status: number;
  readonly details: readonly Json[];

  constructor(type: string, status: number, message: string, details: readonly Json[] = [message]) {
    super(message);
    this.name = 'OdooError';
    this.type = type;
    this.status = status;
    this.details = details;
  }
}

/**
 * Two transactions touched the same row. The server repeats a plain call by itself; `load` catches it and reports it
 * as a message in an answer with status 200.
 */
export class SerializationError extends OdooError {
  constructor() {
    super(
      'psycopg2.errors.SerializationFailure',
      500,
      'could not serialize access due to concurrent update\n',
    );
    this.name = 'SerializationError';
  }
}

export const userError = (message: string): OdooError =>
  new OdooError('odoo.exceptions.UserError', 422, message);
export const validationError = (message: string): OdooError =>
  new OdooError('odoo.exceptions.ValidationError', 422, message);
export const accessError = (message: string): OdooError =>
  new OdooError('odoo.exceptions.AccessError', 403, message);
export const accessDenied = (): OdooError =>
  new OdooError('odoo.exceptions.AccessDenied', 403, 'Access Denied');
export const valueError = (message: string): OdooError => new OdooError('builtins.ValueError', 500, message);
export const typeError = (message: string): OdooError => new OdooError('builtins.TypeError', 500, message);
export const keyError = (key: string): OdooError => new OdooError('builtins.KeyError', 500, key);
export const attributeError = (message: string): OdooError =>
  new OdooError('builtins.AttributeError', 500, message);

export function missingError(model: string, ids: readonly number[], uid: number): OdooError {
  const tuple = ids.length === 1 ? `${String(ids[0])},` : ids.join(', ');
  return new OdooError(
    'odoo.exceptions.MissingError',
    404,
    `Record does not exist or has been deleted.\n(Record: ${model}(${tuple}), User: ${uid})`,
  );
}

/** Errors of the HTTP layer, which only JSON-2 has: their second argument is the status. */
export function httpError(name: string, status: number, message: string): OdooError {
  return new OdooError(`werkzeug.exceptions.${name}`, status, message, [message, status]);
}
