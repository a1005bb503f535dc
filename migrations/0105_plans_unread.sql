-- A frozen year's contents stand in its documents, which cannot change any more, and in their versions: a second copy was never read.
alter table plans.frozen drop column content;
-- No system of the plans is retired by anything.
alter table plans.system drop column retired;
