-- Benefits, redemptions and what they give.

create table ledger.benefit (
    name                text not null check (name ~ '^[a-z0-9-]{1,32}$'),
    version             bigint not null check (version between 1 and 4294967295),
    title               text not null check (length(title) between 1 and 120),
    kind                text not null check (kind in ('DISCOUNT', 'QUALITY', 'PRIORITY', 'EXCLUSIVE')),
    price_micro_credits bigint not null check (price_micro_credits between 1 and 1000000000000000),
    lasting_ms          bigint not null check (lasting_ms >= 1000),
    percent_off         smallint check (percent_off between 1 and 100),
    amount_off          bigint check (amount_off between 1 and 1000000000),
    currency            text check (currency ~ '^[A-Z]{3}$'),
    rendition           text check (rendition ~ '^[a-z0-9._-]{1,32}$'),
    bandwidth_class     text check (bandwidth_class ~ '^[a-z0-9._-]{1,32}$'),
    content_set         text check (content_set ~ '^[a-z0-9._-]{1,32}$'),
    confirm_within_ms   bigint check (confirm_within_ms between 1000 and 7776000000),
    available_from_ms   bigint not null check (available_from_ms >= 0),
    available_until_ms  bigint not null check (available_until_ms > available_from_ms),
    retired             boolean not null,
    published_at_ms     bigint not null,
    published_by        text not null check (published_by ~ '^[a-z0-9._-]{1,32}$'),
    primary key (name, version),
    constraint terms_fit_the_kind check (case kind
        when 'DISCOUNT' then num_nonnulls(percent_off, amount_off) = 1 and (amount_off is null) = (currency is null)
            and num_nonnulls(rendition, bandwidth_class, content_set) = 0
        when 'QUALITY' then num_nulls(rendition, bandwidth_class) = 0
            and num_nonnulls(percent_off, amount_off, currency, content_set) = 0
        when 'PRIORITY' then num_nonnulls(percent_off, amount_off, currency, rendition, bandwidth_class, content_set) = 0
        else content_set is not null
            and num_nonnulls(percent_off, amount_off, currency, rendition, bandwidth_class) = 0 end),
    constraint discount_is_immediate check (kind <> 'DISCOUNT' or confirm_within_ms is null)
);
comment on table ledger.benefit is
    'Versions of what credits buy; append-only. The highest version of a name is the one that can be had.';
comment on column ledger.benefit.lasting_ms is 'How long a voucher or a right lasts once it is had';
comment on column ledger.benefit.confirm_within_ms is 'How long the price is held for the operator''s confirmation; null when had at once';
comment on column ledger.benefit.published_by is 'Operator, or "settings" for the catalogue file';

create function ledger.version_rises() returns trigger language plpgsql as $$
begin
    if exists (select from ledger.benefit where name = new.name and version >= new.version) then
        raise exception 'the versions of a benefit rise' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger version_rises before insert on ledger.benefit
    for each row execute function ledger.version_rises();

create table ledger.redemption (
    redemption_id       bytea primary key check (octet_length(redemption_id) = 16),
    account             bytea not null check (octet_length(account) = 16),
    benefit             text not null,
    version             bigint not null,
    price_micro_credits bigint not null check (price_micro_credits > 0),
    state               text not null check (state in ('PENDING', 'POSTED', 'VOIDED', 'EXPIRED')),
    requested_at_ms     bigint not null,
    confirm_by_ms       bigint check (confirm_by_ms > requested_at_ms),
    ended_at_ms         bigint check (ended_at_ms >= requested_at_ms),
    ended_by            text check (ended_by ~ '^[a-z0-9._-]{1,32}$'),
    voucher             text check (length(voucher) between 1 and 1024),
    foreign key (benefit, version) references ledger.benefit (name, version),
    constraint ended_says_when_and_by_whom
        check ((state = 'PENDING') = (ended_at_ms is null) and (state = 'PENDING') = (ended_by is null)),
    constraint only_a_held_price_waits check (confirm_by_ms is not null or state = 'POSTED'),
    constraint only_a_posted_one_has_a_voucher check (voucher is null or state = 'POSTED')
);
create index redemption_due on ledger.redemption (confirm_by_ms, redemption_id) where state = 'PENDING';
create index redemption_by_account on ledger.redemption (account, requested_at_ms, redemption_id);
comment on table ledger.redemption is
    'Exchanges of credits for benefits. PENDING goes to one of the other states once; all else never changes.';
comment on column ledger.redemption.price_micro_credits is 'The price of the version, fixed when it was redeemed';
comment on column ledger.redemption.confirm_by_ms is 'When the hold expires; null for a benefit that is had at once';
comment on column ledger.redemption.ended_by is '"owner", "time", "at-once" or the operator';
comment on column ledger.redemption.voucher is 'Good for whoever bears it';

create function ledger.redemption_starts() returns trigger language plpgsql as $$
begin
    if new.state not in ('PENDING', 'POSTED') or new.price_micro_credits <>
        (select price_micro_credits from ledger.benefit where name = new.benefit and version = new.version) then
        raise exception 'a redemption starts pending or posted, at the price of its version'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger redemption_starts before insert on ledger.redemption
    for each row execute function ledger.redemption_starts();

create function ledger.redemption_ends_once() returns trigger language plpgsql as $$
begin
    raise exception 'a redemption ends once, and nothing but its end is written' using errcode = 'check_violation';
end $$;
create trigger redemption_ends_once before update on ledger.redemption
    for each row when (old.state <> 'PENDING' or new.state = 'PENDING'
        or (new.redemption_id, new.account, new.benefit, new.version, new.price_micro_credits, new.requested_at_ms,
            new.confirm_by_ms) is distinct from
           (old.redemption_id, old.account, old.benefit, old.version, old.price_micro_credits, old.requested_at_ms,
            old.confirm_by_ms))
    execute function ledger.redemption_ends_once();

create table ledger.redemption_part (
    redemption_id bytea not null references ledger.redemption (redemption_id),
    shard         integer not null references ledger.shard_head (shard),
    amount        bigint not null check (amount > 0),
    primary key (redemption_id, shard)
);
comment on table ledger.redemption_part is 'What each shard gives for a redemption; append-only, sums to the price';

create function ledger.parts_are_the_price() returns trigger language plpgsql as $$
begin
    if exists (select from added join ledger.redemption using (redemption_id)
        group by redemption_id, price_micro_credits having sum(amount) <> price_micro_credits) then
        raise exception 'the parts of a redemption sum to its price' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger parts_are_the_price after insert on ledger.redemption_part
    referencing new table as added for each statement execute function ledger.parts_are_the_price();

create table ledger.redemption_request (
    account         bytea not null check (octet_length(account) = 16),
    idempotency_key text not null check (idempotency_key ~ '^[!-~]{1,64}$'),
    request         ledger.digest not null,
    redemption_id   bytea unique references ledger.redemption (redemption_id),
    refusal         text check (refusal ~ '^[A-Z_]{1,32}$'),
    answered_at_ms  bigint not null,
    primary key (account, idempotency_key),
    constraint one_answer check (num_nonnulls(redemption_id, refusal) = 1)
);
create index refusal_by_age on ledger.redemption_request (account, answered_at_ms) where refusal is not null;
comment on table ledger.redemption_request is
    'The answer to each idempotency key. Of an account''s refusals only the newest are kept; an accepted one stays.';
comment on column ledger.redemption_request.request is 'SHA-256 over what was asked for';

create function ledger.accepted_request_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the key of a redemption is not forgotten' using errcode = 'check_violation';
end $$;
create trigger accepted_request_stays before delete on ledger.redemption_request
    for each row when (old.redemption_id is not null) execute function ledger.accepted_request_stays();

create table ledger.entitlement (
    redemption_id bytea primary key references ledger.redemption (redemption_id),
    account       bytea not null check (octet_length(account) = 16),
    from_ms       bigint not null,
    until_ms      bigint not null check (until_ms > from_ms)
);
create index entitlement_by_account on ledger.entitlement (account, until_ms);
comment on table ledger.entitlement is 'Rights for a time, one per posted redemption that gives one; append-only';

create table ledger.redemption_account (
    account        bytea primary key check (octet_length(account) = 16),
    revision       bigint not null default 0 check (revision >= 0),
    next_expiry_ms bigint
);
create index redemption_account_expiry on ledger.redemption_account (next_expiry_ms) where next_expiry_ms is not null;
comment on table ledger.redemption_account is
    'One row per account that redeems: the lock on its redemptions and entitlements, taken after the shard heads.';
comment on column ledger.redemption_account.revision is 'Of the newest entitlement event';
comment on column ledger.redemption_account.next_expiry_ms is 'When the first of its rights ends; null when it has none';

grant select, insert on ledger.benefit, ledger.redemption, ledger.redemption_part, ledger.entitlement to ${appRole};
grant update (state, ended_at_ms, ended_by, voucher) on ledger.redemption to ${appRole};
grant select, insert, delete on ledger.redemption_request to ${appRole};
grant select, insert, update on ledger.redemption_account to ${appRole};
