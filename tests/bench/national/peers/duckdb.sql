-- DuckDB, from the CSV files to the list of wrong totals: ${DATA}, ${OUT} and ${THREADS} are put in.
-- Text becomes enums while the files are read, and a row's period and series one number, so that
-- nothing is grouped or joined by more than two integers. The place above is in the digits of a code.
set threads = ${THREADS};
set preserve_insertion_order = false;

create type indicator as enum ('creation_units', 'model_units', 'sessions', 'beneficiaries');
create type tier as enum ('national', 'provincial', 'prefectural', 'county');
create type category as enum ('organ', 'school', 'community', 'village', 'enterprise');
create type month as enum (
    select strftime(date '2000-01-01' + to_months(n::int), '%Y-%m') from range(600) as months (n)
);

create macro figures(file) as table
select
    place,
    ((enum_code(period)::int * 4 + enum_code(indicator)) * 5
        + coalesce(enum_code(tier) + 1, 0)::int) * 5 + enum_code(category) as cell,
    value
from read_csv(
    file, header = true, auto_detect = false, delim = ',', quote = '', escape = '',
    new_line = '\n', nullstr = '',
    columns = {
        'place': 'bigint', 'period': 'month', 'indicator': 'indicator', 'scope': 'varchar',
        'tier': 'tier', 'category': 'category', 'value': 'bigint'
    }
);

create table townships as
select
    case when place > 99999999999 then place // 1000 else place end as place,
    cell,
    sum(value)::bigint as total
from figures('${DATA}/figures-own.csv')
group by all;

create table counties as
select
    case when place > 999999 then place // 1000 else place end as place,
    cell,
    sum(total)::bigint as total
from townships
group by all;

create table prefectures as
select place // 100 as place, cell, sum(total)::bigint as total
from counties
group by all;

create table provinces as
select place // 100 as place, cell, sum(total)::bigint as total
from prefectures
group by all;

create view totals as
select * from provinces
union all
select * from prefectures
union all
select * from counties
union all
select * from townships where place > 999999;

create table wrong as
select reported.place, reported.cell, reported.value, totals.total
from figures('${DATA}/figures-total.csv') as reported
left join totals on reported.place = totals.place and reported.cell = totals.cell
where totals.total is distinct from reported.value;

copy (
    select
        place,
        enum_range(null::month)[cell // 100 + 1],
        enum_range(null::indicator)[cell // 25 % 4 + 1],
        enum_range(null::tier)[cell // 5 % 5],
        enum_range(null::category)[cell % 5 + 1],
        value,
        total
    from wrong
) to '${OUT}' (header false);
