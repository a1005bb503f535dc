-- Filing many complaints in few statements: what only the database knows, the next number and the head of the audit chain, is
-- taken and used where it lives, so that a batch of filings crosses to the program and back once.

-- Takes runs of numbers and gives the last of each. Gap-free and never reused: the rows stay locked until the transaction ends, and
-- they are locked in one order, so that two transactions cannot wait for each other.
create function platform.take_numbers(classes text[], fiscal_years int[], counts int[])
returns table (class text, fiscal_year int, last bigint) language sql as $$
  insert into platform.counter as c (class, fiscal_year, value)
  select t.class, t.fiscal_year, t.count from unnest(classes, fiscal_years, counts) as t (class, fiscal_year, count)
   order by t.fiscal_year, t.class
  on conflict (municipality_id, class, fiscal_year) do update set value = c.value + excluded.value
  returning c.class, c.fiscal_year, c.value
$$;

-- Adds entries to the scope's hash chain, in order, and gives the last one's `seq`. It locks the chain's head until the transaction
-- ends. Each hash covers the hash before it and the entry as a JSON array of seq, time, actor, action, subject and detail, written as
-- `JSON.stringify` writes it; `details` are JSON texts with their keys in order.
create function platform.append_audit(
  ats timestamptz[], actor_kinds text[], actor_ids text[], actions text[], subject_kinds text[], subject_ids text[], details text[]
) returns bigint language plpgsql as $$
declare
  added constant int := cardinality(ats);
  before bigint;
  latest bytea;
  hashes bytea[];
  previous bytea[];
begin
  insert into platform.audit_head as h (seq) values (added)
  on conflict (municipality_id) do update set seq = h.seq + added
  returning h.seq - added, h.hash into before, latest;
  for i in 1 .. added loop
    previous[i] := latest;
    latest := sha256(latest || convert_to(concat('[', before + i,
      ',"', to_char(ats[i] at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '",', to_json(actor_kinds[i]),
      ',', coalesce(to_json(actor_ids[i])::text, 'null'), ',', to_json(actions[i]), ',', to_json(subject_kinds[i]),
      ',', to_json(subject_ids[i]), ',', details[i], ']'), 'UTF8'));
    hashes[i] := latest;
  end loop;
  insert into platform.audit_entry (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, previous_hash, hash)
  select before + e.ord, e.at, e.actor_kind, e.actor_id, e.action, e.subject_kind, e.subject_id, e.detail::jsonb, e.previous, e.hash
    from unnest(ats, actor_kinds, actor_ids, actions, subject_kinds, subject_ids, details, previous, hashes) with ordinality
      as e (at, actor_kind, actor_id, action, subject_kind, subject_id, detail, previous, hash, ord);
  update platform.audit_head set hash = latest;
  return before + added;
end $$;

-- A case's first event, its deadlines and its search text are written from the case's own rows, by statements that make or lock the
-- case, and the application may not remove a case. Checking each of them again row by row cost a filing more than writing them.
alter table complaints.complaint_event drop constraint complaint_event_municipality_id_complaint_id_fkey;
alter table complaints.deadline drop constraint deadline_municipality_id_complaint_id_fkey;
alter table complaints.search_text drop constraint search_text_municipality_id_complaint_id_fkey;
