-- What is filed goes into the words' indexes by way of a list that is merged into them when it has grown. Merging was done by the filing
-- that happened to reach the limit, whose citizen waited, and all others of the municipality behind it. A job does it every minute now; a
-- filing does only when more than sixteen megabytes, some thousand filings, came within one.
alter index complaints.search_text_body set (gin_pending_list_limit = 16384);
alter index complaints.search_text_contact set (gin_pending_list_limit = 16384);

-- For the owner of an index alone, and of no municipality: what is merged is the same for all.
create function complaints.merge_search() returns bigint language sql security definer set search_path = pg_catalog, pg_temp as $$
  select gin_clean_pending_list('complaints.search_text_body') + gin_clean_pending_list('complaints.search_text_contact')
$$;
