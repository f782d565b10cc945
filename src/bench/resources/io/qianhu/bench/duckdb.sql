-- The intake as DuckDB does it best. Plain numbers take the short way, as in Qianhu; the others are freed from the way
-- they are written. The prefixes are those of the number plan. A cell becomes its number or, negative, why it is none.
set threads = ${threads};

-- The order of the rows need not be kept.
set preserve_insertion_order = false;

create temp macro mobile() as
  '1(?:(?:3[0-9]|4[57]|5[0-35-9]|6[2567]|7[0-35-8]|8[0-9]|9[0-35-9])[0-9]{8}|610[0-9]{7}|740[0-5][0-9]{6})';

-- Full width to ASCII, scientific notation with all digits, the .0 of a spreadsheet, then blanks, marks and dashes.
create temp macro bare(cell) as
  regexp_replace(
    regexp_replace(
      regexp_replace(
        translate(cell, '０１２３４５６７８９＋－（）．', '0123456789+-().'),
        '^(1)\.([0-9]{10})[eE]\+?10$', '\1\2'),
      '\.0+$', ''),
    '[\s\p{Z}\p{Cf}().-]+', '', 'g');

create temp macro number_in(bared) as
  try_cast(regexp_extract(bared, '^[''‘’]?(?:[tT][eE][lL]:)?(?:\+86|0086|86|0)?(' || mobile() || ')$', 1) as bigint);

create temp macro reason(bared) as
  case
    when bared is null or bared = '' then -1
    when regexp_matches(bared, '[^0-9+]') then -2
    when length(bared) < 11 then -3
    when length(bared) > 11 then -4
    else -5
  end;

-- Not strict: with strict parsing and two threads DuckDB 1.5.6 silently loses most rows of a file that has a few rows
-- with text behind a closing quote.
create temp table cells as
  select
    case
      when regexp_full_match(phone, mobile()) then phone::bigint
      else coalesce(number_in(bare(phone)), reason(bare(phone)))
    end as number
  from read_csv('${input}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
    columns = {'id': 'varchar', 'phone': 'varchar', 'name': 'varchar', 'city': 'varchar'},
    ignore_errors = true, strict_mode = false);

create table rejects as
  select number as reason, count(*) as row_count from cells where number < 0 group by number;

create table lists as
  select list_no, list(number) as numbers
  from (
    select number, (row_number() over () - 1) // 1000 as list_no
    from (select distinct number from cells where number > 0)
  )
  group by list_no;
