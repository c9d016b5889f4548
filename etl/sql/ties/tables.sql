-- Ties between two actors and episodes of one pair, as data/ties.toml and data/episodes.toml say.
create table tie_setting (
    pair varchar[] not null,
    poles varchar[] not null,
    sides varchar[] not null,
    "window" integer[] not null,
    least integer not null
);
create table tie (
    id varchar primary key,
    label varchar not null,
    title varchar not null,
    question varchar not null,
    unknown varchar not null,
    position integer not null
);
create table tie_measure (
    id varchar primary key,
    tie varchar not null references tie (id),
    position integer not null,
    title varchar not null,
    direction varchar not null check (direction in ('higher', 'lower')),
    votes varchar,
    scope varchar not null,
    distance varchar references indicator (id),
    by_year varchar not null check (by_year in ('only', 'mean', 'sum', 'last')),
    terms integer not null,
    "over" varchar references indicator (id),
    unit varchar references unit (code),
    decimals integer,
    log boolean not null,
    carry integer not null,
    composite boolean not null,
    least_change double not null check (least_change > 0),
    change varchar not null check (change in ('absolute', 'relative'))
);
create table tie_indicator (
    measure varchar not null references tie_measure (id),
    indicator varchar not null references indicator (id),
    position integer not null,
    primary key (measure, indicator)
);
create table comparison (
    id varchar primary key,
    position integer not null,
    title varchar not null,
    actor varchar not null references actor (code),
    partner varchar not null references actor (code),
    duration varchar not null references indicator (id),
    codes varchar[] not null,
    variables varchar[] not null,
    "before" integer not null,
    "after" integer not null
);
create table episode (
    comparison varchar not null references comparison (id),
    position integer not null,
    period varchar not null,
    start date not null,
    label varchar not null,
    unit varchar not null,
    primary key (comparison, period)
);
create table episode_series (
    id varchar primary key,
    comparison varchar not null references comparison (id),
    position integer not null,
    title varchar not null,
    question varchar not null,
    unit varchar not null references unit (code),
    decimals integer not null,
    indicator varchar references indicator (id),
    actor varchar references actor (code),
    partner varchar references actor (code),
    votes varchar,
    distance varchar references indicator (id),
    topic varchar,
    match varchar not null,
    also varchar[] not null,
    since date,
    until date,
    measure varchar not null check (measure in ('value', 'cumulated', 'indexed')),
    note varchar not null
);
