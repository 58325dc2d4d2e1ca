-- A place is a point and the few that were merged into it. PostgreSQL takes a thousand for granted, and then reads all visits
-- of all years wherever those of a place are asked for: at every visit that found something, among others.
alter function points_of_same_place(text) rows 2;
