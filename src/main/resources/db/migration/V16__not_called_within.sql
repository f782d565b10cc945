-- How far back a run asks whom earlier runs have called: their numbers may not be purged while that reaches back to them.
-- Null for one that does not ask. Of older runs only the text of the settings says it, at the end of it.
alter table run add column not_called_within_hours bigint;
update run set not_called_within_hours = cast(
    regexp_replace(intake_settings, '^.*, numbers\.not-called-within ([0-9]{1,6})h, numbers\.not-called-scope [a-z]+$', '$1', 'n')
    as bigint)
where regexp_like(intake_settings, '^.*, numbers\.not-called-within [0-9]{1,6}h, numbers\.not-called-scope [a-z]+$', 'n');
update run set not_called_within_hours = 24 * cast(
    regexp_replace(intake_settings, '^.*, numbers\.not-called-within ([0-9]{1,6})d, numbers\.not-called-scope [a-z]+$', '$1', 'n')
    as bigint)
where regexp_like(intake_settings, '^.*, numbers\.not-called-within [0-9]{1,6}d, numbers\.not-called-scope [a-z]+$', 'n');
