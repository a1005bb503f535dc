-- Every event that told of a message beside the one that brought it: an edit, or the same message told again. When a message is taken back
-- they are emptied by their ids; looking for them in what became of all events took longer the more events there were.
alter table channels.incoming add column other_event_ids uuid[] not null default '{}';

update channels.incoming i
   set other_event_ids = told.ids
  from (
    select e.municipality_id, (became.value ->> 'incomingId')::uuid as incoming_id, array_agg(distinct e.id) as ids
      from channels.event e
      cross join lateral jsonb_array_elements(case jsonb_typeof(e.outcome -> 'became') when 'array' then e.outcome -> 'became' else '[]' end) as became (value)
     where became.value ->> 'incomingId' is not null
     group by 1, 2
  ) told
 where told.municipality_id = i.municipality_id and told.incoming_id = i.id;
