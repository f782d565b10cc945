-- Which file it was and when it was last touched in any way: one that is written anew may have the size and the time of
-- the one before. Null in older rows, whose files are read once more to know their content.
alter table inbox_file add column identity varchar(100);
