-- What operators do: fundings, corrections by two, rulings, quarantines, and who is behind an account.

create table ledger.campaign_funding (
    campaign      text not null check (campaign ~ '^[a-z0-9-]{1,16}$'),
    sequence      bigint not null check (sequence > 0),
    micro_credits bigint not null check (micro_credits > 0),
    primary key (campaign, sequence)
);
comment on table ledger.campaign_funding is
    'Fundings that stand in the journal, a fold of it; append-only. Written under the lock on the head of the first shard.';

create table ledger.operator_action (
    position       bigint generated always as identity primary key,
    action_id      bytea not null unique check (octet_length(action_id) = 16),
    operator       text not null check (operator ~ '^[a-z0-9._-]{1,32}$'),
    method         text not null check (method ~ '^[A-Za-z]{1,32}$'),
    request        bytea not null check (octet_length(request) between 1 and 4096),
    recorded_at_ms bigint not null check (recorded_at_ms >= 0),
    shard          integer not null,
    number         bigint not null,
    foreign key (shard, number) references ledger.journal_entry (shard, number)
);
comment on table ledger.operator_action is
    'What operators did, append-only: the answer to a repeated action id, and the requests whose digests stand in the journal';
comment on column ledger.operator_action.position is
    'Ascending in the order of doing: written under the lock on the head of the first shard';
comment on column ledger.operator_action.request is 'The request as it was taken; nothing personal';
comment on column ledger.operator_action.number is 'The journal entry about it';

create table ledger.adjustment_proposal (
    proposal_id    bytea primary key references ledger.operator_action (action_id) deferrable initially deferred,
    account        text not null check (account ~ '^(pool|owner):[a-z0-9/-]{1,55}$'),
    micro_credits  bigint not null check (micro_credits <> 0),
    reason         text not null check (octet_length(reason) between 1 and 128),
    proposer       text not null check (proposer ~ '^[a-z0-9._-]{1,32}$'),
    proposed_at_ms bigint not null check (proposed_at_ms >= 0)
);
comment on table ledger.adjustment_proposal is 'Corrections that an operator proposed; append-only';
comment on column ledger.adjustment_proposal.micro_credits is 'Above zero is given to the account, below zero taken from it';

create table ledger.adjustment_approval (
    proposal_id bytea primary key references ledger.adjustment_proposal (proposal_id),
    approver    text not null check (approver ~ '^[a-z0-9._-]{1,32}$'),
    shard       integer not null,
    number      bigint not null,
    foreign key (shard, number) references ledger.journal_entry (shard, number)
);
comment on table ledger.adjustment_approval is 'Proposed corrections that another operator made, once each; append-only';
comment on column ledger.adjustment_approval.number is 'The correction in the journal';

create table ledger.account_link (
    account      bytea primary key check (octet_length(account) = 16),
    reference    text not null check (length(reference) between 1 and 256),
    linked_at_ms bigint not null check (linked_at_ms >= 0)
);
comment on table ledger.account_link is
    'Who is behind an account, in the words of the operator''s own systems. The only personal data of the ledger; deleted on erasure.';

alter table ledger.standing alter column first_settled_at_ms drop not null;
comment on column ledger.standing.first_settled_at_ms is
    'Ledger''s time of the first settlement; null for an account that only an operator has touched';

grant select, insert on ledger.campaign_funding, ledger.operator_action, ledger.adjustment_proposal,
    ledger.adjustment_approval to ${appRole};
grant select, insert, delete on ledger.account_link to ${appRole};
