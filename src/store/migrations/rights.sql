-- Rights of the application role, stated anew after every migration: it may not rewrite the journal, nor migrate.
grant usage on schema hotline, identity to open12345_app;
grant select, insert, update, delete on all tables in schema hotline to open12345_app;
grant select, insert, update, delete on all tables in schema identity to open12345_app;
grant usage, select on all sequences in schema hotline, identity to open12345_app;
revoke update, delete on hotline.journal_entry, hotline.journal_leaf, hotline.journal_checkpoint from open12345_app;
revoke update, delete on identity.access_record from open12345_app;
revoke update, delete on hotline.period_unit_figure, hotline.assessment_correction from open12345_app;
revoke delete on hotline.assessment_period from open12345_app;
