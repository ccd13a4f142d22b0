/** Who is in which segment, what tools were told of it, and what they were told of stock. */
export const segmentTables: readonly string[] = [
  `CREATE TABLE segment_customers (
    connection {key} NOT NULL, customer_id {key} NOT NULL, changes_at {whole}, PRIMARY KEY (connection, customer_id))`,
  'CREATE INDEX segment_customers_due ON segment_customers (connection, changes_at) WHERE changes_at IS NOT NULL',
  `CREATE TABLE segment_members (
    segment {key} NOT NULL, reference {key} NOT NULL, connection {key} NOT NULL, since {whole} NOT NULL,
    PRIMARY KEY (segment, reference))`,
  'CREATE INDEX segment_members_reference ON segment_members (reference)',
  `CREATE TABLE segment_told (
    connection {key} NOT NULL, place {key} NOT NULL, reference {key} NOT NULL, state {key} NOT NULL,
    changed_at {whole} NOT NULL, PRIMARY KEY (connection, place, reference))`,
  'CREATE INDEX segment_told_reference ON segment_told (reference)',
  `CREATE TABLE stock_signals (
    connection {key} NOT NULL, sku {key} NOT NULL, told {whole}, sent {whole}, batch {key}, position {whole},
    changed_at {whole} NOT NULL, PRIMARY KEY (connection, sku))`,
];
