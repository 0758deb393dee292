-- The journal as a public log: a Merkle tree over each shard's entries and the signed checkpoints of it.

create table ledger.merkle_tile (
    shard      integer not null references ledger.shard_head (shard),
    level      smallint not null check (level between 0 and 7),
    tile_index bigint not null check (tile_index >= 0),
    hashes     bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
    primary key (shard, level, tile_index)
);
comment on table ledger.merkle_tile is
    'Hashes of the Merkle tree over a shard''s entries, up to 256 neighbours a row; a row grows until it is full and never changes otherwise';
comment on column ledger.merkle_tile.level is 'Each hash covers 256^level entries';

create function ledger.tile_grows() returns trigger language plpgsql as $$
begin
    raise exception 'a tile only grows' using errcode = 'check_violation';
end $$;
create trigger tile_grows before update on ledger.merkle_tile
    for each row when ((new.shard, new.level, new.tile_index) <> (old.shard, old.level, old.tile_index)
        or octet_length(new.hashes) <= octet_length(old.hashes)
        or substring(new.hashes for octet_length(old.hashes)) <> old.hashes)
    execute function ledger.tile_grows();

create table ledger.checkpoint (
    shard      integer not null references ledger.shard_head (shard),
    size       bigint not null check (size >= 0),
    root       ledger.digest not null,
    note       text not null check (length(note) between 1 and 16384),
    made_at_ms bigint not null check (made_at_ms >= 0),
    primary key (shard, size)
);
comment on table ledger.checkpoint is 'Published checkpoints of each shard: append-only, each larger than the one before';
comment on column ledger.checkpoint.note is 'The signed note, as it is served';

create function ledger.checkpoint_extends() returns trigger language plpgsql as $$
begin
    if exists (select from ledger.checkpoint where shard = new.shard and size >= new.size) then
        raise exception 'a checkpoint only extends the one before' using errcode = 'check_violation';
    end if;
    if new.size > (select entry_number from ledger.shard_head where shard = new.shard) then
        raise exception 'a checkpoint covers entries that exist' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger checkpoint_extends before insert on ledger.checkpoint
    for each row execute function ledger.checkpoint_extends();

grant select, insert on ledger.checkpoint to ${appRole};
grant select, insert, update on ledger.merkle_tile to ${appRole};
