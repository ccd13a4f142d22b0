/** Whose parcel a statement merely repeats, so that the two count once. */
export const mirroredStatements: readonly string[] = ['ALTER TABLE shipment_lines ADD COLUMN mirrors {key}'];
