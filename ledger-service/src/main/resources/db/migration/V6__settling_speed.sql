-- The rules of the rows that every settlement writes, at a lower price: names are looked at without regular expressions,
-- and references once a statement instead of once a row. The tables that are referred to are append-only, so a reference
-- that held when it was written holds for good.

create function ledger.is_account(account text) returns boolean language sql immutable as $$
    select strpos(account, ':') > 0
        and split_part(account, ':', 1) in ('funding', 'pool', 'owner', 'pending', 'held', 'redeemed', 'adjustment')
        and length(account) - strpos(account, ':') between 1 and 55
        and ltrim(substr(account, strpos(account, ':') + 1), 'abcdefghijklmnopqrstuvwxyz0123456789/-') = ''
$$;
comment on function ledger.is_account is 'Whether the text names an account: its kind, a colon, then 1 to 55 of a-z, 0-9, / and -';

alter table ledger.posting drop constraint posting_account_check;
alter table ledger.posting add constraint posting_account_check check (ledger.is_account(account));
alter table ledger.balance drop constraint balance_account_check;
alter table ledger.balance add constraint balance_account_check check (ledger.is_account(account));
alter table ledger.journal_entry drop constraint journal_entry_owner_account_check;
alter table ledger.journal_entry add constraint journal_entry_owner_account_check
    check (length(owner_account) = 38 and starts_with(owner_account, 'owner:')
        and ltrim(substr(owner_account, 7), '0123456789abcdef') = '');

alter table ledger.outbox drop constraint outbox_shard_fkey;
alter table ledger.journal_entry
    drop constraint journal_entry_shard_fkey,
    drop constraint journal_entry_grant_document_fkey,
    drop constraint journal_entry_receipt_document_fkey,
    drop constraint linked_to_the_entry_before,
    drop constraint one_hash_per_place;
alter table ledger.posting drop constraint posting_shard_number_fkey;
alter table ledger.settlement_mark drop constraint settlement_mark_grant_document_fkey;

-- Each row is found by its key: the plan is kept, and must still be right when the tables have grown.
create function ledger.entries_refer() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    if exists (select from (select distinct shard from added) a
        where not exists (select from ledger.shard_head h where h.shard = a.shard)) then
        raise exception 'an entry stands in a shard that is there' using errcode = 'foreign_key_violation';
    end if;
    if exists (select from added a where a.number > 1 and not exists (select from ledger.journal_entry b
        where b.shard = a.shard and b.number = a.number - 1 and b.hash = a.previous_hash)) then
        raise exception 'an entry is linked to the entry before' using errcode = 'foreign_key_violation';
    end if;
    if exists (select from added a where a.grant_document is not null
        and not exists (select from ledger.settled_document d where d.document_id = a.grant_document)) then
        raise exception 'the grant behind an entry is kept' using errcode = 'foreign_key_violation';
    end if;
    if exists (select from added a where a.receipt_document is not null
        and not exists (select from ledger.settled_document d where d.document_id = a.receipt_document)) then
        raise exception 'the receipt behind an entry is kept' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger entries_refer after insert on ledger.journal_entry
    referencing new table as added for each statement execute function ledger.entries_refer();

create function ledger.postings_refer() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    if exists (select from (select distinct shard, number from added) a where not exists (select from ledger.journal_entry e
        where e.shard = a.shard and e.number = a.number)) then
        raise exception 'a posting belongs to an entry' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger postings_refer after insert on ledger.posting
    referencing new table as added for each statement execute function ledger.postings_refer();

create function ledger.marks_refer() returns trigger language plpgsql
    set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
    if exists (select from added a
        where not exists (select from ledger.settled_document d where d.document_id = a.grant_document)) then
        raise exception 'the grant of a mark is kept' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger marks_refer after insert on ledger.settlement_mark
    referencing new table as added for each statement execute function ledger.marks_refer();
