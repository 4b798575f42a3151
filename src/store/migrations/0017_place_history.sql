-- What was done about the same kind of matter at the same place: entered as a request ends, so that intake pays nothing.
set search_path = hotline, public;

create index request_place_history on service_request (area_code, service_code, number desc)
  where settled_at is not null and lead_unit is not null;
