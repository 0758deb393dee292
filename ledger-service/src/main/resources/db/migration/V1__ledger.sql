-- The ledger's tables. Run by the owner role; the service itself works as ${appRole}, whose rights stand at the end.
-- Every table that a settlement writes carries its shard, so that two shards never wait for each other's rows.

create domain ledger.digest as bytea check (octet_length(value) = 32);
comment on domain ledger.digest is 'SHA-256 or another 32-byte name';

create table ledger.shard_head (
    shard        integer primary key check (shard between 0 and 1023),
    next_offset  bigint not null default 0 check (next_offset >= 0),
    entry_number bigint not null default 0 check (entry_number >= 0),
    chain_hash   ledger.digest not null default decode(repeat('00', 32), 'hex'),
    recorded_at_ms bigint not null default 0 check (recorded_at_ms >= 0)
);
comment on table ledger.shard_head is
    'End of each journal shard. Locked FOR UPDATE by whoever appends to the shard; moves with the effects in one transaction.';
comment on column ledger.shard_head.next_offset is
    'Offset of the next record of the shard''s partition of ayni.settlements; the only authority on what was consumed';
comment on column ledger.shard_head.entry_number is 'Number of the last journal entry, 0 when there is none';
comment on column ledger.shard_head.recorded_at_ms is 'Time of the last journal entry: time never runs backwards in a shard';
comment on column ledger.shard_head.chain_hash is 'Chain hash of the last journal entry, all zero when there is none';

create table ledger.settled_document (
    document_id ledger.digest primary key,
    body        bytea not null check (octet_length(body) between 16 and 512),
    signature   bytea not null check (octet_length(signature) = 64),
    key_id      bytea not null check (octet_length(key_id) = 8)
);
comment on table ledger.settled_document is
    'Grants and receipts that stand behind journal entries, byte for byte as they came; append-only';
comment on column ledger.settled_document.document_id is 'Message id: SHA-256 of the body';

create table ledger.journal_entry (
    shard            integer not null references ledger.shard_head (shard),
    number           bigint not null check (number > 0),
    recorded_at_ms   bigint not null check (recorded_at_ms >= 0),
    cause_key        text not null check (length(cause_key) between 1 and 128),
    body             bytea not null check (octet_length(body) between 16 and 1024),
    hash             ledger.digest not null,
    previous_number  bigint generated always as (nullif(number - 1, 0)) stored,
    previous_hash    ledger.digest not null,
    owner_account    text check (owner_account ~ '^owner:[0-9a-f]{32}$'),
    node_id          ledger.digest,
    grant_document   ledger.digest references ledger.settled_document (document_id),
    receipt_document ledger.digest references ledger.settled_document (document_id),
    primary key (shard, number),
    constraint one_entry_per_cause unique (cause_key),
    constraint one_hash_per_place unique (shard, number, hash),
    constraint linked_to_the_entry_before
        foreign key (shard, previous_number, previous_hash) references ledger.journal_entry (shard, number, hash),
    constraint first_entry_follows_genesis
        check (number > 1 or previous_hash = decode(repeat('00', 32), 'hex')),
    constraint settlement_names_all_parties
        check (num_nulls(node_id, grant_document, receipt_document) in (0, 3)
            and (owner_account is not null or node_id is null))
);
create index journal_entry_by_owner on ledger.journal_entry (owner_account, recorded_at_ms, shard, number);
comment on table ledger.journal_entry is
    'The journal: append-only, numbered without gaps and hash-linked per shard. Corrections are new entries.';
comment on column ledger.journal_entry.cause_key is 'Why the entry stands here; a cause posts at most once in the whole journal';
comment on column ledger.journal_entry.body is 'The entry as hashed: the authority; the other columns repeat parts of it for queries';
comment on column ledger.journal_entry.hash is 'Chain hash of this entry over shard, number, previous hash and body';
comment on column ledger.journal_entry.previous_number is 'Together with previous_hash makes a gap or a broken link impossible; null for the first entry';
comment on column ledger.journal_entry.owner_account is 'Owner whose money moves, or who earns by a settlement that is worth nothing; null where no owner has a part';
comment on column ledger.journal_entry.node_id is 'Uploading node of a settlement';

create table ledger.posting (
    shard   integer not null,
    number  bigint not null,
    leg     smallint not null check (leg between 0 and 7),
    account text not null check (account ~ '^(funding|pool|owner|pending|held|redeemed|adjustment):[a-z0-9/-]{1,55}$'),
    amount  bigint not null check (amount <> 0),
    primary key (shard, number, leg),
    foreign key (shard, number) references ledger.journal_entry (shard, number)
);
comment on table ledger.posting is 'Legs of the journal entries, append-only; the legs of an entry sum to zero';
comment on column ledger.posting.amount is 'Micro-credits; above zero is a credit, below zero a debit';

create function ledger.postings_balance() returns trigger language plpgsql as $$
begin
    if exists (select from added group by shard, number having sum(amount) <> 0) then
        raise exception 'the postings of an entry do not sum to zero' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger postings_balance after insert on ledger.posting
    referencing new table as added for each statement execute function ledger.postings_balance();

create table ledger.balance (
    account text not null check (account ~ '^(funding|pool|owner|pending|held|redeemed|adjustment):[a-z0-9/-]{1,55}$'),
    shard   integer not null references ledger.shard_head (shard),
    amount  bigint not null,
    primary key (account, shard),
    constraint only_the_operator_is_below_zero
        check (case when account like 'funding:%' then amount <= 0
                    when account like 'adjustment:%' then true else amount >= 0 end)
);
comment on table ledger.balance is
    'Cache: what the postings of an account in one shard sum to. The balance of an account is the sum over the shards.';
comment on column ledger.balance.amount is 'Micro-credits';

create table ledger.settlement_mark (
    grant_id      bytea primary key check (octet_length(grant_id) = 16),
    settled_bytes bigint not null check (settled_bytes > 0),
    grant_document ledger.digest not null references ledger.settled_document (document_id)
);
comment on table ledger.settlement_mark is 'High-water mark of each grant: a fold of the journal; never moves down';

create function ledger.mark_rises() returns trigger language plpgsql as $$
begin
    raise exception 'a high-water mark only rises, under one grant document' using errcode = 'check_violation';
end $$;
create trigger mark_rises before update on ledger.settlement_mark
    for each row when (new.settled_bytes <= old.settled_bytes or new.grant_id <> old.grant_id
        or new.grant_document <> old.grant_document)
    execute function ledger.mark_rises();

create table ledger.node_total (
    node_id            ledger.digest not null,
    shard              integer not null references ledger.shard_head (shard),
    given_bytes        bigint not null check (given_bytes >= 0),
    earned_micro_credits bigint not null check (earned_micro_credits >= 0),
    primary key (node_id, shard)
);
comment on table ledger.node_total is 'Cache: what a node gave and earned by the settlements of one shard';

create table ledger.ack (
    batch_id      ledger.digest primary key,
    uploader_id   ledger.digest not null,
    shard         integer not null references ledger.shard_head (shard),
    decided_at_ms bigint not null,
    body          bytea not null check (octet_length(body) between 16 and 16384),
    signature     bytea not null check (octet_length(signature) = 64),
    key_id        bytea not null check (octet_length(key_id) = 8)
);
comment on table ledger.ack is 'The signed answer to each decided settlement batch; append-only, so a repeat gets the same answer';
comment on column ledger.ack.uploader_id is 'Only this node may read it';

create table ledger.outbox (
    position     bigint generated always as identity primary key,
    shard        integer not null references ledger.shard_head (shard),
    topic        text not null check (length(topic) between 1 and 249),
    record_key   bytea not null,
    record_value bytea not null,
    reason       text
);
create index outbox_by_shard on ledger.outbox (shard, position);
comment on table ledger.outbox is
    'Events to publish, written with their cause and deleted once Kafka has them; in order per shard, at least once';
comment on column ledger.outbox.reason is 'Only for a parked record: becomes a header of the published record';

create table ledger.parked_record (
    shard         integer not null references ledger.shard_head (shard),
    record_offset bigint not null check (record_offset >= 0),
    reason        text not null check (reason ~ '^[A-Z_]{1,32}$'),
    record_key    bytea not null,
    record_value  bytea not null,
    parked_at_ms  bigint not null,
    primary key (shard, record_offset)
);
comment on table ledger.parked_record is
    'Records of ayni.settlements that hold nothing to settle; set aside in the transaction that passed over them';

do $$
begin
    if not exists (select from pg_roles where rolname = '${appRole}') then
        raise exception 'the runtime role ${appRole} does not exist: create it before the ledger starts';
    end if;
end $$;
revoke all on schema ledger from public;
grant usage on schema ledger to ${appRole};
grant select, insert on ledger.journal_entry, ledger.posting, ledger.settled_document, ledger.ack, ledger.parked_record
    to ${appRole};
grant select, insert, update on ledger.shard_head, ledger.balance, ledger.settlement_mark, ledger.node_total
    to ${appRole};
grant select, insert, delete on ledger.outbox to ${appRole};
