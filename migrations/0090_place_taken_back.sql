-- A place that was taken back, as words are: its words, its point, or both are shown no more. One that is sent after that is.
alter table voices.redaction alter column text drop not null;
alter table voices.redaction add column place_text_gone_at timestamptz;
alter table voices.redaction add column point_gone_at timestamptz;
