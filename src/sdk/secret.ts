import { inspect } from 'node:util';
import { z } from 'zod';

/** A credential that prints as `[secret]` wherever it is logged, serialized or put into a text. */
export interface Secret {
  /** The value, for the one place that sends or compares it. */
  reveal(): string;
}

class HiddenSecret implements Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [inspect.custom](): string {
    return '[secret]';
  }
}

export function hideSecret(value: string): Secret {
  return new HiddenSecret(value);
}

/** A setting that is a credential. Accepts a text or a secret; what comes out never prints. */
export function secret() {
  return z.union([
    z.string().min(1).transform(hideSecret),
    z.instanceof(HiddenSecret).transform((value): Secret => value),
  ]);
}
