-- A message of ours is looked up by the provider's id at every receipt and every answer that quotes it, a message of a citizen by a file of
-- it. Row security lets an index on a list be used by no query of the application, so that each looked at every row; these state the
-- scope themselves.
create function channels.messages_known_as(ids text[]) returns setof uuid
language sql stable security definer set search_path = channels, platform, pg_temp as $$
  select distinct d.message_id from channels.delivery d where d.municipality_id = platform.scope() and d.provider_ids && ids
$$;

create function channels.incoming_with_file(file_id uuid) returns setof uuid
language sql stable security definer set search_path = channels, platform, pg_temp as $$
  select i.id from channels.incoming i
   where i.municipality_id = platform.scope() and i.media <> '[]'
     and i.media @> jsonb_build_array(jsonb_build_object('fileId', file_id))
$$;
