-- SQLite's own program, from the CSV files to the list of wrong totals, in memory: ${DATA} and ${OUT}
-- are put in. A row's place, period and series become one integer, so that nothing is grouped or
-- joined by more than that. The place above is in the digits of a code.
pragma temp_store = memory;

create table own (
    place integer, period text, indicator text, scope text, tier text, category text, value integer
);
create table reported (
    place integer, period text, indicator text, scope text, tier text, category text, value integer
);
create table totals (key integer primary key, total integer);
.mode csv
.import --skip 1 "${DATA}/figures-own.csv" own
.import --skip 1 "${DATA}/figures-total.csv" reported

create table townships as
select case when place > 99999999999 then place / 1000 else place end * 1048576
        + ((substr(period, 1, 4) * 12 + substr(period, 6) - 24001) * 4
        + case indicator when 'creation_units' then 0 when 'model_units' then 1 when 'sessions' then 2
            else 3 end) * 25
        + case tier when '' then 0 when 'national' then 5 when 'provincial' then 10
            when 'prefectural' then 15 else 20 end
        + case category when 'organ' then 0 when 'school' then 1 when 'community' then 2
            when 'village' then 3 else 4 end as key,
    sum(value) as total
from own
group by 1;

create table counties as
select case when key >= 1000000 * 1048576 then key / 1048576 / 1000 * 1048576 + key % 1048576
        else key end as key,
    sum(total) as total
from townships
group by 1;

create table prefectures as
select key / 1048576 / 100 * 1048576 + key % 1048576 as key, sum(total) as total
from counties
group by 1;

insert into totals
select key / 1048576 / 100 * 1048576 + key % 1048576, sum(total)
from prefectures
group by 1;

insert into totals select * from prefectures;
insert into totals select * from counties;
insert into totals select * from townships where key >= 1000000 * 1048576;

.once "${OUT}"
select place, period, indicator, tier, category, value, total
from (
    select *, place * 1048576
        + ((substr(period, 1, 4) * 12 + substr(period, 6) - 24001) * 4
        + case indicator when 'creation_units' then 0 when 'model_units' then 1 when 'sessions' then 2
            else 3 end) * 25
        + case tier when '' then 0 when 'national' then 5 when 'provincial' then 10
            when 'prefectural' then 15 else 20 end
        + case category when 'organ' then 0 when 'school' then 1 when 'community' then 2
            when 'village' then 3 else 4 end as key
    from reported
)
left join totals using (key)
where total is not value;
