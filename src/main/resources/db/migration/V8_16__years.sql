-- What years of records make slow: few rows of many that every summary asks for.
create index assigned_point_excused on assigned_point (point) where excused;
create index re_check_hindered on re_check (inspection) where result = 'CANNOT_CHECK';
