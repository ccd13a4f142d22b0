import { escapeName, unescapeName } from './external-ids.ts';

/**
 * How a delivery says which parcel of another system it repeats: a word in its notes, written before it is validated. Odoo
 * copies the notes into a back order, so the word also names the one delivery that it is true of.
 */
export interface ParcelMark {
  /** `<shipping connection>/<shipment id>`. */
  readonly reference: string;
  readonly pickingId: number;
}

const word = String.raw`shipment_((?:[A-Za-z0-9]|_[0-9a-f]{2})+)__p_(\d+)`;

/** The parcel that this delivery repeats; null: none, or the mark of another one that was copied. */
export function markedParcel(module: string, note: string | null, pickingId: number): string | null {
  for (const [, reference = '', id] of (note ?? '').matchAll(new RegExp(`\\b${module}\\.${word}\\b`, 'gu')))
    if (Number(id) === pickingId) return unescapeName(reference);
  return null;
}

/**
 * The notes with this mark in place of any other, and what people wrote as it was.
 *
 * @param words what else is to be read there: carrier and tracking numbers, where Odoo has no fields for them
 */
export function withMark(
  module: string,
  note: string | null,
  { reference, pickingId, words }: ParcelMark & { readonly words: string },
): string {
  const old = new RegExp(`(?:<p[^<>]*>\\s*)?\\b${module}\\.${word}[^<]*(?:</p>)?`, 'gu');
  const mark = `${module}.shipment_${escapeName(reference)}__p_${pickingId}`;
  const text = words === '' ? mark : `${mark} ${words}`;
  return `${(note ?? '').replaceAll(old, '')}<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
