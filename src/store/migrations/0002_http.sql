-- What lists and the interface ask for beside the spine.
set search_path = hotline, public;

-- A called department finds the whistles that name it, a unit above the questions put to it.
create index overlay_whistle_departments on overlay using gin ((detail -> 'departments') jsonb_path_ops)
  where kind = 'whistle' and state in ('open', 'active');
create index overlay_escalation_asked on overlay ((detail ->> 'to'), opened_at, number)
  where kind = 'escalation' and state in ('open', 'active');
