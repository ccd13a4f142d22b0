/** What of a store's history is being told, what of an erasure waits for its goods, and who was told what is stored of them. */
export const historyTables: readonly string[] = [
  `CREATE TABLE backfills (
    id {id}, uid {key} NOT NULL, connection {key} NOT NULL, store {key} NOT NULL, resource {key} NOT NULL,
    from_at {whole} NOT NULL, to_at {whole} NOT NULL, state {key} NOT NULL, cursor {key}, first_at {whole},
    reached_at {whole},
    found {whole} NOT NULL, settled {whole} NOT NULL, refused {whole} NOT NULL, events {whole} NOT NULL,
    requested_by {key} NOT NULL, requested_at {whole} NOT NULL, finished_at {whole})`,
  'CREATE UNIQUE INDEX backfills_uid ON backfills (uid)',
  'CREATE UNIQUE INDEX backfills_name ON backfills (connection, store, resource, from_at, to_at)',
  "CREATE INDEX backfills_open ON backfills (id) WHERE state <> 'done'",
  `CREATE TABLE backfill_items (
    backfill {key} NOT NULL, reference {key} NOT NULL, state {key} NOT NULL, person {key}, email {key}, phone {key},
    body {key}, PRIMARY KEY (backfill, reference))`,
  "CREATE INDEX backfill_items_waiting ON backfill_items (backfill, reference) WHERE state = 'waiting'",
  'CREATE INDEX backfill_items_person ON backfill_items (person) WHERE person IS NOT NULL',
  'CREATE INDEX backfill_items_email ON backfill_items (email) WHERE email IS NOT NULL',
  'CREATE INDEX backfill_items_phone ON backfill_items (phone) WHERE phone IS NOT NULL',
  `CREATE TABLE erasure_holds (
    connection {key} NOT NULL, order_id {key} NOT NULL, erasure {key} NOT NULL, hold_until {whole} NOT NULL,
    PRIMARY KEY (connection, order_id))`,
  'CREATE INDEX erasure_holds_erasure ON erasure_holds (erasure)',
  'CREATE INDEX erasure_holds_until ON erasure_holds (hold_until)',
  `CREATE TABLE disclosures (
    id {id}, uid {key} NOT NULL, told_at {whole} NOT NULL, requested_by {key} NOT NULL, customers {whole} NOT NULL,
    orders {whole} NOT NULL)`,
  'CREATE UNIQUE INDEX disclosures_uid ON disclosures (uid)',
];
