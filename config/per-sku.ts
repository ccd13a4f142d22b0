import { z } from 'zod';
import type { PerSku } from '#domain/per-sku.ts';
import { name, sku } from './fields.ts';

/** What may differ from SKU to SKU: `bySku` wins, then the first tag of `byTag` that the SKU carries. */
export function perSku<Value extends z.core.$ZodType>(value: Value) {
  return {
    bySku: z.record(sku, value).default({}),
    /** Tags of `tags`, the more important first. */
    byTag: z.record(name, value).default({}),
  };
}

interface Written<Value> {
  readonly bySku: Readonly<Record<string, Value>>;
  readonly byTag: Readonly<Record<string, Value>>;
}

export function toPerSku<Value, Others>(written: Written<Value>, others: Others): PerSku<Value | Others> {
  return {
    bySku: new Map(Object.entries(written.bySku)),
    byTag: new Map(Object.entries(written.byTag)),
    others,
  };
}
