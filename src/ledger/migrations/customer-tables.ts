/** Customers, what they agreed to, their profiles elsewhere, and who was erased. */
export const customerTables: readonly string[] = [
  `CREATE TABLE customers (
    connection {key} NOT NULL, customer_id {key} NOT NULL, updated_at {whole} NOT NULL, read_basis {whole} NOT NULL,
    read_sent_at {whole} NOT NULL, recorded_at {whole} NOT NULL, content_hash {key} NOT NULL, email {key}, phone {key},
    body {key} NOT NULL, PRIMARY KEY (connection, customer_id))`,
  'CREATE INDEX customers_email ON customers (email) WHERE email IS NOT NULL',
  'CREATE INDEX customers_phone ON customers (phone) WHERE phone IS NOT NULL',
  `CREATE TABLE consents (
    connection {key} NOT NULL, channel {key} NOT NULL, contact {key} NOT NULL, state {key} NOT NULL, said_at {whole},
    source {key}, since {whole} NOT NULL, PRIMARY KEY (channel, contact, connection))`,
  `CREATE TABLE profiles (
    connection {key} NOT NULL, reference {key} NOT NULL, written {key}, batch {key}, position {whole},
    changed_at {whole} NOT NULL, PRIMARY KEY (connection, reference))`,
  `CREATE TABLE erasures (
    id {id}, uid {key} NOT NULL, requested_at {whole} NOT NULL, requested_by {key} NOT NULL, finished_at {whole},
    customers {whole} NOT NULL, orders {whole} NOT NULL, people {key})`,
  'CREATE UNIQUE INDEX erasures_uid ON erasures (uid)',
  'CREATE INDEX erasures_open ON erasures (id) WHERE finished_at IS NULL',
  'CREATE TABLE erased (person {key} NOT NULL PRIMARY KEY, erased_at {whole} NOT NULL)',
  'ALTER TABLE personal ADD COLUMN email {key}',
  'CREATE INDEX personal_email ON personal (email) WHERE email IS NOT NULL',
];
