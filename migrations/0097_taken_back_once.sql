-- A signature is taken back once, by whoever came first; two at the same moment had both been kept.
delete from plans.signed_evidence b using plans.signed_evidence a
 where a.municipality_id = b.municipality_id and a.takes_back = b.takes_back and (a.signed_at, a.id) < (b.signed_at, b.id);
create unique index signed_evidence_takes_back on plans.signed_evidence (municipality_id, takes_back);
