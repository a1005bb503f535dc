-- Open cases of corruption that an officer holds: asked for with each view of a day, lest one that only its officer would look at is lost with them.
create index complaint_corruption_held on complaints.complaint (municipality_id, owner_id)
  where open and visibility = 'corruption' and owner_id is not null;
