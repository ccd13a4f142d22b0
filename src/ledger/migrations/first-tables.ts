/** The first tables. `{id}`, `{key}` and `{whole}` are column types that each database spells in its own way. */
export const firstTables: readonly string[] = [
  `CREATE TABLE events (
    id {id}, uid {key} NOT NULL, connection {key} NOT NULL, delivery_id {key} NOT NULL, topic {key} NOT NULL,
    triggered_at {whole}, received_at {whole} NOT NULL, state {key} NOT NULL, reason {key}, body {key} NOT NULL)`,
  'CREATE UNIQUE INDEX events_uid ON events (uid)',
  'CREATE UNIQUE INDEX events_delivery ON events (connection, delivery_id)',
  'CREATE INDEX events_state ON events (connection, state, id)',
  "CREATE INDEX events_parked ON events (id) WHERE state = 'parked'",
  'CREATE INDEX events_received ON events (received_at)',

  `CREATE TABLE cursors (
    connection {key} NOT NULL, resource {key} NOT NULL, cursor {key}, horizon_at {whole}, completed_at {whole},
    pass_started_at {whole}, PRIMARY KEY (connection, resource))`,
  `CREATE TABLE connections (
    connection {key} NOT NULL PRIMARY KEY, paused {key} NOT NULL, reason {key}, since {whole},
    first_started_at {whole} NOT NULL, refused_credentials {key})`,
  `CREATE TABLE locations (
    connection {key} NOT NULL, id {key} NOT NULL, name {key} NOT NULL, active {whole} NOT NULL,
    PRIMARY KEY (connection, id))`,
  'CREATE TABLE leases (name {key} NOT NULL PRIMARY KEY, holder {key} NOT NULL, lease_until {whole} NOT NULL)',
  `CREATE TABLE links (
    kind {key} NOT NULL, connection {key} NOT NULL, ours {key} NOT NULL, theirs {key} NOT NULL, label {key},
    PRIMARY KEY (kind, connection, ours))`,
  'CREATE UNIQUE INDEX links_theirs ON links (kind, connection, theirs)',

  `CREATE TABLE listings (
    connection {key} NOT NULL, id {key} NOT NULL, sku {key}, inventory_item_id {key} NOT NULL, title {key} NOT NULL,
    tracked {whole} NOT NULL, active {whole} NOT NULL, changed_at {whole} NOT NULL, PRIMARY KEY (connection, id))`,
  'CREATE INDEX listings_sku ON listings (connection, sku)',
  'CREATE INDEX listings_item ON listings (connection, inventory_item_id)',

  `CREATE TABLE orders (
    id {id}, connection {key} NOT NULL, order_id {key} NOT NULL, name {key} NOT NULL, updated_at {whole} NOT NULL,
    canceled_at {whole}, recorded_at {whole} NOT NULL, first_recorded_at {whole} NOT NULL,
    read_basis {whole} NOT NULL, read_sent_at {whole} NOT NULL, read_channel_at {whole} NOT NULL,
    content_hash {key} NOT NULL, body {key} NOT NULL)`,
  'CREATE UNIQUE INDEX orders_order ON orders (connection, order_id)',
  'CREATE INDEX orders_id ON orders (order_id)',
  'CREATE INDEX orders_name ON orders (name)',
  'CREATE INDEX orders_recorded ON orders (first_recorded_at)',
  `CREATE TABLE order_lines (
    connection {key} NOT NULL, order_id {key} NOT NULL, line_id {key} NOT NULL, order_name {key} NOT NULL, sku {key},
    inventory_item_id {key}, channel_location_id {key}, location {key}, quantity {whole} NOT NULL,
    taken {whole} NOT NULL, reserves {whole} NOT NULL, channel_shipped {whole} NOT NULL, stated_by {key} NOT NULL,
    booked_by {key} NOT NULL, booked {whole},
    owed {whole} NOT NULL, closed_sequence {whole} NOT NULL, closed_at {whole} NOT NULL, PRIMARY KEY (connection, order_id, line_id))`,
  'CREATE INDEX order_lines_sequence ON order_lines (sku, closed_sequence) WHERE reserves = 1',
  'CREATE INDEX order_lines_time ON order_lines (sku, closed_at) WHERE reserves = 1',
  `CREATE TABLE personal (
    connection {key} NOT NULL, order_id {key} NOT NULL, person {key}, body {key} NOT NULL,
    PRIMARY KEY (connection, order_id))`,
  'CREATE INDEX personal_person ON personal (person)',
  `CREATE TABLE shipments (
    connection {key} NOT NULL, shipment_id {key} NOT NULL, order_connection {key} NOT NULL, order_id {key} NOT NULL,
    location {key}, recorded_at {whole} NOT NULL, body {key} NOT NULL, PRIMARY KEY (connection, shipment_id))`,
  'CREATE INDEX shipments_order ON shipments (order_connection, order_id)',
  `CREATE TABLE shipment_lines (
    id {id}, order_connection {key} NOT NULL, order_id {key} NOT NULL, line_id {key} NOT NULL, source {key} NOT NULL,
    shipment_id {key}, quantity {whole} NOT NULL, sequence {whole} NOT NULL, recorded_at {whole} NOT NULL)`,
  'CREATE INDEX shipment_lines_order ON shipment_lines (order_connection, order_id, line_id)',
  `CREATE TABLE acknowledgment_lines (
    id {id}, order_connection {key} NOT NULL, order_id {key} NOT NULL, line_id {key} NOT NULL, source {key} NOT NULL,
    quantity {whole} NOT NULL, sequence {whole} NOT NULL, recorded_at {whole} NOT NULL)`,
  'CREATE INDEX acknowledgment_lines_order ON acknowledgment_lines (order_id)',

  `CREATE TABLE fulfillment_requests (
    connection {key} NOT NULL, reference {key} NOT NULL, order_connection {key} NOT NULL, order_id {key} NOT NULL,
    number {whole} NOT NULL, location {key} NOT NULL, state {key} NOT NULL, theirs {key}, label {key}, reason {key},
    withdrawn {whole} NOT NULL, lines {key} NOT NULL, asked_at {whole} NOT NULL, changed_at {whole} NOT NULL,
    PRIMARY KEY (connection, reference))`,
  'CREATE UNIQUE INDEX fulfillment_requests_theirs ON fulfillment_requests (connection, theirs) WHERE theirs IS NOT NULL',
  'CREATE INDEX fulfillment_requests_order ON fulfillment_requests (order_connection, order_id)',
  "CREATE INDEX fulfillment_requests_open ON fulfillment_requests (connection, reference) WHERE state NOT IN ('shipped', 'canceled', 'refused')",
  `CREATE TABLE routings (
    connection {key} NOT NULL, order_id {key} NOT NULL, decision {whole} NOT NULL, decided_at {whole} NOT NULL,
    routed {key} NOT NULL, unrouted {key} NOT NULL, PRIMARY KEY (connection, order_id))`,
  `CREATE TABLE order_holds (
    connection {key} NOT NULL, order_id {key} NOT NULL, placed_by {key} NOT NULL, reason {key} NOT NULL,
    placed_at {whole} NOT NULL, PRIMARY KEY (connection, order_id))`,
  `CREATE TABLE returns (
    connection {key} NOT NULL, return_id {key} NOT NULL, order_connection {key}, order_id {key},
    recorded_at {whole} NOT NULL, changed_at {whole} NOT NULL, body {key} NOT NULL, PRIMARY KEY (connection, return_id))`,
  'CREATE INDEX returns_order ON returns (order_connection, order_id)',

  `CREATE TABLE stock_levels (
    connection {key} NOT NULL, listing_id {key} NOT NULL, location {key} NOT NULL, sku {key} NOT NULL,
    quantity {whole} NOT NULL, reserved {whole}, basis {whole} NOT NULL, sent_at {whole} NOT NULL,
    answered_at {whole} NOT NULL, before_quantity {whole}, before_reserved {whole}, before_basis {whole},
    before_sent_at {whole}, before_answered_at {whole}, PRIMARY KEY (connection, listing_id, location))`,
  'CREATE INDEX stock_levels_sku ON stock_levels (sku, location)',
  `CREATE TABLE cells (
    connection {key} NOT NULL, subject {key} NOT NULL, inventory_item_id {key} NOT NULL, location_id {key} NOT NULL,
    sku {key} NOT NULL, location {key} NOT NULL, expected {whole}, anchor_at {whole}, reading {key},
    fact_sequence {whole} NOT NULL, plan_number {whole} NOT NULL, last_write_at {whole},
    PRIMARY KEY (connection, subject))`,
  'CREATE INDEX cells_place ON cells (sku, location)',
  `CREATE TABLE stock_entries (
    id {id}, at {whole} NOT NULL, sequence {whole} NOT NULL, sku {key} NOT NULL, location {key} NOT NULL,
    connection {key} NOT NULL, kind {key} NOT NULL, delta {whole}, quantity {whole}, cause {key} NOT NULL)`,
  'CREATE INDEX stock_entries_sku ON stock_entries (sku, id)',
  'CREATE INDEX stock_entries_at ON stock_entries (at)',

  'CREATE TABLE auto_buffers (sku {key} NOT NULL PRIMARY KEY, units {whole} NOT NULL, needed_at {whole} NOT NULL)',
  `CREATE TABLE propagations (
    connection {key} NOT NULL PRIMARY KEY, mean_ms {whole} NOT NULL, samples {whole} NOT NULL, measured_at {whole} NOT NULL)`,
  `CREATE TABLE exposures (
    sku {key} NOT NULL, connection {key} NOT NULL, velocity_milliunits {whole} NOT NULL, propagation_ms {whole} NOT NULL,
    expected_milliunits {whole} NOT NULL, bound_units {whole} NOT NULL,
    expected_minor {whole} NOT NULL, bound_minor {whole} NOT NULL, currency {key} NOT NULL, measured_at {whole} NOT NULL,
    PRIMARY KEY (sku, connection))`,

  `CREATE TABLE work (
    id {id}, uid {key} NOT NULL, job {key} NOT NULL, subject {key} NOT NULL, connection {key} NOT NULL,
    wanted {whole} NOT NULL, done {whole} NOT NULL, state {key} NOT NULL, priority {whole} NOT NULL,
    due_at {whole} NOT NULL, attempts {whole} NOT NULL, cause {key} NOT NULL, reason {key}, waits_for {key},
    lease_token {key}, lease_until {whole}, handed_at {whole}, dirty_since {whole}, changed_at {whole} NOT NULL)`,
  'CREATE UNIQUE INDEX work_ref ON work (job, connection, subject)',
  'CREATE UNIQUE INDEX work_uid ON work (uid)',
  'CREATE INDEX work_subject ON work (subject)',
  "CREATE INDEX work_relay ON work (due_at) WHERE wanted > done AND state = 'open' AND handed_at IS NULL",
  "CREATE INDEX work_handed ON work (handed_at) WHERE wanted > done AND state = 'open' AND handed_at IS NOT NULL",
  "CREATE INDEX work_dirty ON work (job, connection, subject) WHERE wanted > done AND state = 'open'",
  "CREATE INDEX work_waits ON work (job, connection, waits_for) WHERE wanted > done AND state = 'open' AND waits_for IS NOT NULL",
  "CREATE INDEX work_parked ON work (id) WHERE state = 'parked'",

  `CREATE TABLE effects (
    id {id}, key {key} NOT NULL, job {key} NOT NULL, connection {key} NOT NULL, operation {key} NOT NULL,
    cause {key} NOT NULL, body {key}, state {key} NOT NULL, created_at {whole} NOT NULL, first_sent_at {whole},
    sent_at {whole}, settled_at {whole}, quarantine_until {whole}, sends {whole} NOT NULL, result {key}, error {key})`,
  'CREATE UNIQUE INDEX effects_key ON effects (key)',
  'CREATE INDEX effects_state ON effects (connection, operation, state)',
  'CREATE INDEX effects_settled ON effects (settled_at) WHERE body IS NOT NULL',
  `CREATE TABLE effect_members (
    effect_id {whole} NOT NULL, position {whole} NOT NULL, connection {key} NOT NULL, subject {key} NOT NULL,
    from_value {whole}, to_value {whole}, open {whole} NOT NULL, PRIMARY KEY (effect_id, position))`,
  'CREATE INDEX effect_members_subject ON effect_members (subject, effect_id)',
  'CREATE INDEX effect_members_open ON effect_members (connection, subject) WHERE open = 1',

  `CREATE TABLE brakes (
    id {id}, hash {key} NOT NULL, connection {key} NOT NULL, state {key} NOT NULL, tripped_at {whole} NOT NULL,
    decided_at {whole}, decided_by {key}, changes {key} NOT NULL, cell_count {whole} NOT NULL, reason {key} NOT NULL)`,
  'CREATE UNIQUE INDEX brakes_hash ON brakes (hash)',
  `CREATE TABLE approved_targets (
    connection {key} NOT NULL, subject {key} NOT NULL, target {whole} NOT NULL, PRIMARY KEY (connection, subject))`,
  `CREATE TABLE drastic_changes (
    connection {key} NOT NULL, subject {key} NOT NULL, at {whole} NOT NULL, PRIMARY KEY (connection, subject))`,

  `CREATE TABLE discrepancies (
    id {id}, uid {key} NOT NULL, type {key} NOT NULL, connection {key} NOT NULL, subject {key} NOT NULL,
    detail {key} NOT NULL, amount {whole}, currency {key}, opened_at {whole} NOT NULL, closed_at {whole},
    state {key} NOT NULL, suggestion {key} NOT NULL)`,
  'CREATE UNIQUE INDEX discrepancies_uid ON discrepancies (uid)',
  "CREATE UNIQUE INDEX discrepancies_open ON discrepancies (type, connection, subject) WHERE state = 'open'",
  'CREATE INDEX discrepancies_state ON discrepancies (state, id)',
  'CREATE INDEX discrepancies_subject ON discrepancies (subject)',
  'CREATE INDEX discrepancies_closed ON discrepancies (closed_at) WHERE closed_at IS NOT NULL',

  '{sequence}',
];
