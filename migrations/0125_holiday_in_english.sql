-- What a holiday is called in English, for those who read in English how a deadline was counted; '' where the list named it in Thai only.
alter table complaints.holiday add column name_en text not null default '';
