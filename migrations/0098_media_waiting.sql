-- Pictures that have not come yet are looked for every hour, among all messages that ever came.
create index incoming_media_waiting on channels.incoming (municipality_id, at)
  where jsonb_path_exists(media, '$[*] ? (!exists(@.fileId) && !exists(@.gone))');
