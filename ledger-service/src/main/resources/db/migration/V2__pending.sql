-- Pending earnings, caps on earning, the standing of accounts, and what downloaders report.

create table ledger.pending_lot (
    shard        integer not null references ledger.shard_head (shard),
    account      bytea not null check (octet_length(account) = 16),
    campaign     text not null check (campaign ~ '^[a-z0-9-]{1,16}$'),
    grant_key    bytea not null check (octet_length(grant_key) = 8),
    until_ms     bigint not null check (until_ms > 0),
    amount       bigint not null check (amount > 0),
    look_at_ms   bigint not null,
    primary key (shard, account, campaign, grant_key, until_ms)
);
create index pending_lot_due on ledger.pending_lot (shard, look_at_ms);
comment on table ledger.pending_lot is
    'Lots of pending earnings that have not ended: a fold of the journal. Changed only under the lock on the shard''s head.';
comment on column ledger.pending_lot.amount is 'Micro-credits';
comment on column ledger.pending_lot.look_at_ms is 'When it is next decided about, on the ledger''s clock';

create table ledger.standing (
    account               bytea primary key check (octet_length(account) = 16),
    first_settled_at_ms   bigint not null,
    settled_grants        bigint not null default 0 check (settled_grants >= 0),
    quarantine            text check (quarantine ~ '^[A-Z_]{1,32}$'),
    void_pending_until_ms bigint not null default 0 check (void_pending_until_ms >= 0)
);
comment on table ledger.standing is 'How each account stands: how long it is known, and whether it is served by the edge only';
comment on column ledger.standing.quarantine is 'Reason code, null for an account in good standing';
comment on column ledger.standing.void_pending_until_ms is 'Lots that ended up to here are void: a case was upheld';

create table ledger.cap_use (
    cap     smallint not null check (cap between 1 and 4),
    day     integer not null check (day >= 0),
    subject ledger.digest not null,
    used    bigint not null check (used >= 0),
    primary key (cap, day, subject)
);
comment on table ledger.cap_use is
    'How far each cap on earning is used, per day of the grants'' issue. Rows are locked in the order of the key.';
comment on column ledger.cap_use.used is 'Bytes for pair (1) and content (4), micro-credits for prefix (2) and account (3)';

create table ledger.report (
    grant_id         bytea not null check (octet_length(grant_id) = 16),
    node_id          ledger.digest not null,
    account          bytea not null check (octet_length(account) = 16),
    cumulative_bytes bigint not null check (cumulative_bytes >= 0),
    failed_pieces    bigint not null check (failed_pieces >= 0),
    edge_bytes       bigint not null check (edge_bytes >= 0),
    stall_ms         bigint not null check (stall_ms >= 0),
    received_at_ms   bigint not null,
    body             bytea not null check (octet_length(body) between 16 and 512),
    signature        bytea not null check (octet_length(signature) = 64),
    key_id           bytea not null check (octet_length(key_id) = 8),
    primary key (grant_id, node_id)
);
create index report_by_node on ledger.report (node_id, received_at_ms);
create index report_by_time on ledger.report (received_at_ms);
comment on table ledger.report is
    'What downloaders say of their exchanges, to be held against what they signed for; append-only, the first one counts';

create table ledger.dispute (
    dispute_id   bytea primary key check (octet_length(dispute_id) = 16),
    reason       text not null check (reason ~ '^[A-Z_]{1,32}$'),
    account      bytea not null check (octet_length(account) = 16),
    grant_id     bytea not null check (octet_length(grant_id) = 16),
    opened_at_ms bigint not null,
    evidence     text not null check (length(evidence) between 1 and 2000),
    state        text not null default 'OPEN' check (state in ('OPEN', 'UPHELD', 'DISMISSED')),
    decided_by   text,
    decided_at_ms bigint,
    note         text check (length(note) <= 1000),
    constraint one_dispute_per_grant_and_reason unique (grant_id, reason),
    constraint decided_by_somebody check ((state = 'OPEN') = (decided_by is null) and (state = 'OPEN') = (decided_at_ms is null))
);
create index dispute_by_state on ledger.dispute (state, opened_at_ms, dispute_id);
comment on table ledger.dispute is 'Cases: contradictions between signed documents, and what an operator decided about them';
comment on column ledger.dispute.evidence is 'The numbers that contradict each other and the ids of their documents, as JSON';

alter table ledger.settlement_mark
    add column uploader_account bytea not null check (octet_length(uploader_account) = 16),
    add column downloader_account bytea not null check (octet_length(downloader_account) = 16);
comment on column ledger.settlement_mark.uploader_account is 'Who is paid, from the grant''s sealed terms';
comment on column ledger.settlement_mark.downloader_account is 'Who received, from the grant''s sealed terms';

alter table ledger.journal_entry add column window_hour integer;
create index journal_entry_by_node on ledger.journal_entry (node_id, window_hour, shard, number) where node_id is not null;
comment on column ledger.journal_entry.window_hour is 'Hour since the Unix epoch that the grant of a settlement belongs to';

grant select, insert, update, delete on ledger.pending_lot, ledger.cap_use to ${appRole};
grant select, insert, update on ledger.standing, ledger.dispute to ${appRole};
grant select, insert on ledger.report to ${appRole};
