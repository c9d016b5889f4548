-- The public contract of a build: what others may query. Comments are written into the database.
create table build (
    id varchar primary key,
    built_at timestamp not null,
    git_revision varchar,
    inputs_hash varchar not null,
    counts json not null,
    versions json not null
);
create table theme (
    id varchar primary key,
    title varchar not null,
    question varchar not null,
    position integer not null unique,
    checked date not null,
    check_every_days integer not null check (check_every_days > 0)
);
create table dimension (
    theme varchar not null references theme (id),
    id varchar not null,
    title varchar not null,
    codes json not null,
    primary key (theme, id)
);
create table family (
    id varchar primary key,
    theme varchar not null references theme (id),
    title varchar not null,
    definition varchar not null,
    dimensions varchar[] not null,
    default_indicator varchar not null,
    position integer not null
);
create table unit (
    code varchar primary key,
    name varchar not null,
    axis varchar,
    prefix varchar,
    suffix varchar
);
create table indicator (
    id varchar primary key,
    family varchar not null references family (id),
    dimensions json not null,
    frequency varchar not null check (frequency in ('Y', 'H', 'Q', 'M', 'D', 'W', 'I')),
    theme varchar not null references theme (id),
    title varchar not null,
    definition varchar not null,
    unit varchar not null references unit (code),
    direction varchar not null check (direction in ('higher', 'lower', 'context')),
    reads_as varchar,
    chart varchar not null,
    decimals integer not null check (decimals between 0 and 6),
    minimum double,
    maximum double,
    maximum_change double check (maximum_change > 1),
    maximum_step double check (maximum_step > 0),
    revision varchar not null check (revision in ('edition', 'figure')),
    method varchar not null check (method in ('coded', 'computed')),
    caveat varchar,
    why_it_matters varchar not null,
    procedure varchar[] not null,
    codes json not null,
    question varchar,
    cannot_show varchar,
    breaks varchar,
    examples varchar[] not null,
    source_hierarchy varchar[] not null,
    next_check date not null,
    position integer not null
);
create table actor (
    code varchar primary key,
    name varchar not null,
    label varchar not null,
    kind varchar not null,
    colour varchar,
    definition varchar
);
create table source (
    id varchar primary key,
    publisher varchar not null,
    title varchar not null,
    url varchar not null,
    copy varchar,
    published date,
    published_as varchar,
    accessed date not null,
    known_on date not null,
    licence varchar not null,
    redistributable varchar not null check (redistributable in ('yes', 'no', 'attribution')),
    independence_group varchar not null,
    note varchar
);
create table membership (
    "grouping" varchar not null,
    actor varchar not null references actor (code),
    since date not null,
    until date,
    source varchar not null references source (id),
    locator varchar not null,
    primary key ("grouping", actor, since),
    check (until >= since)
);
-- Its primary key follows in keys.sql, its foreign keys are asked of the loaded rows: sql/guards.
create table observation (
    id varchar not null,
    indicator varchar not null references indicator (id),
    actor varchar not null references actor (code),
    partner varchar references actor (code),
    period varchar not null,
    frequency varchar not null,
    period_start date not null,
    period_end date not null,
    value double check (isfinite(value)),
    code varchar,
    reason varchar,
    source varchar not null references source (id),
    locator varchar not null,
    confidence varchar not null check (confidence in ('high', 'medium', 'low')),
    coder varchar not null,
    note varchar,
    published date not null,
    in_force boolean not null,
    superseded_on date,
    file varchar not null,
    line bigint not null,
    check (period_start <= period_end),
    check (in_force = (superseded_on is null)),
    check ((value is not null)::int + (code is not null)::int + (reason is not null)::int = 1)
);
create table event (
    id varchar primary key,
    theme varchar not null references theme (id),
    date varchar not null,
    date_start date not null,
    date_end date not null,
    actors varchar[] not null,
    topic varchar not null,
    title varchar not null,
    description varchar,
    source varchar not null references source (id),
    locator varchar not null,
    confidence varchar not null,
    file varchar not null,
    line bigint not null
);
create table roll_call (
    id varchar primary key,
    date date not null,
    session integer not null,
    emergency_session varchar,
    resolution varchar,
    title varchar,
    undl_id varchar,
    rcid varchar,
    me boolean,
    nu boolean,
    di boolean,
    hr boolean,
    co boolean,
    ec boolean,
    important boolean,
    amendment boolean,
    paragraph boolean,
    final_passage boolean,
    yes integer not null,
    no integer not null,
    abstain integer not null,
    absent integer not null,
    source varchar not null references source (id),
    locator varchar not null,
    note varchar
);
-- 600,000 votes: closed lists as types stand for the foreign keys, at a tenth of their size and time.
create type roll_call_id as enum (select distinct id from staged_roll_call order by id);
create type voter as enum (select actor from staged_voter order by actor);
create table vote (
    roll_call roll_call_id not null,
    actor voter not null,
    vote enum ('Y', 'N', 'A', 'X') not null
);
create table vote_note (
    roll_call varchar not null references roll_call (id),
    actor varchar not null references actor (code),
    kind varchar not null,
    source varchar,
    note varchar not null
);
create table article (
    id varchar primary key,
    title varchar not null,
    published varchar not null,
    front json not null
);
create table section (
    article varchar not null references article (id),
    id varchar not null,
    position integer not null,
    heading varchar not null,
    themes varchar[] not null,
    text varchar not null,
    primary key (article, id)
);
create table claim (
    id varchar primary key,
    article varchar not null references article (id),
    number integer not null,
    section varchar not null,
    title varchar not null,
    exact varchar not null,
    start integer not null,
    stop integer not null,
    kind varchar not null,
    testable varchar not null check (testable in ('yes', 'part', 'no')),
    why_not varchar,
    could_speak varchar,
    themes varchar[] not null,
    coder varchar not null,
    coded_on date not null,
    no_rule varchar,
    view json not null,
    check (start < stop)
);
create table exhibit (
    id varchar primary key,
    article varchar not null references article (id),
    section varchar not null,
    position integer not null,
    place varchar not null check (place in ('panel', 'plate', 'claim')),
    title varchar not null,
    subtitle varchar not null,
    note varchar not null,
    panels json not null
);
create table claim_exhibit (
    claim varchar not null references claim (id),
    exhibit varchar not null references exhibit (id),
    position integer not null,
    primary key (claim, exhibit)
);
create table exhibit_figure (
    exhibit varchar not null references exhibit (id),
    panel integer not null,
    figure varchar not null,
    indicator varchar references indicator (id),
    source varchar not null references source (id),
    primary key (exhibit, panel, figure)
);
create table coding_rule (
    variable varchar not null,
    rule integer not null,
    title varchar not null,
    level varchar not null check (level in ('nominal', 'ordinal', 'interval')),
    text varchar not null,
    ranking varchar[] not null,
    indicators varchar[] not null,
    primary key (variable, rule)
);
create table coding (
    variable varchar not null,
    rule integer not null,
    unit varchar not null,
    coder varchar not null,
    code varchar not null,
    blind boolean not null,
    coded_on date not null,
    note varchar,
    primary key (variable, rule, unit, coder),
    foreign key (variable, rule) references coding_rule (variable, rule)
);
create table reliability (
    variable varchar not null,
    rule integer not null,
    coders varchar[] not null,
    units integer not null,
    agreed integer not null,
    alpha double,
    low double,
    high double,
    primary key (variable, rule),
    foreign key (variable, rule) references coding_rule (variable, rule)
);
create table adjudication (
    variable varchar not null,
    unit varchar not null,
    code varchar not null,
    reason varchar not null,
    decided_by varchar not null,
    decided_on date not null,
    primary key (variable, unit)
);
create table correction (
    id varchar primary key,
    theme varchar not null references theme (id),
    subject varchar not null,
    figures varchar[] not null,
    whose varchar not null check (whose in ('publisher', 'ours')),
    fault varchar not null,
    mend varchar not null,
    status varchar not null check (status in ('open', 'mended')),
    source varchar references source (id),
    noted_on date not null
);
create table exception (
    indicator varchar not null references indicator (id),
    actor varchar not null references actor (code),
    partner varchar references actor (code),
    period varchar not null,
    kind varchar not null check (kind in ('jump', 'sign', 'bound')),
    reason varchar not null
);
