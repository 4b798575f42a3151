-- A blind index is random: over the whole history every intake would touch a page that nobody has touched for long, a
-- read and a whole page of WAL each. Within the month of the number (YYMM) the pages stay few and warm. Whoever looks
-- for a caller's other requests names the months: `where number / 10000000000 = any ($1) and phone_index = $2`.
set search_path = hotline, public;

drop index identity.requester_phone;
create index requester_phone on identity.requester ((number / 10000000000), phone_index, number desc)
  where phone_index is not null;
