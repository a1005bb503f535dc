-- Who filed without a name left none: what came with such a filing was findable, though it was kept nowhere else.
update complaints.search_text t set contact = '' from complaints.complaint c
 where c.municipality_id = t.municipality_id and c.id = t.complaint_id and c.identity = 'anonymous' and t.contact <> '';

-- A telephone number is found as it is dialled here: 66 81 234 5678 was written so, and looked for as 081 234 5678.
update complaints.search_text set contact = regexp_replace(contact, '(^| )66(\d{8,9})(?= |$)', '\1' || '0' || '\2', 'g')
 where contact ~ '(^| )66\d{8,9}( |$)';
