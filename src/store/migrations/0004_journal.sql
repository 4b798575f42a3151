-- Tiles are as final as the leaves that they summarise.
set search_path = hotline, public;

create trigger journal_tile_append_only before update or delete or truncate on journal_tile
  for each statement execute function refuse_change();

-- Filled by every command and emptied by every sealing: swept by its number of dead rows, not by a share of the table.
alter table journal_pending set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
