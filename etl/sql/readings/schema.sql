-- Rules as they are written, and what they read from the figures of this build.
create table rule (
    claim varchar primary key references claim (id),
    words varchar not null,
    sql varchar not null,
    threshold double not null,
    unit varchar not null references unit (code),
    written_on date not null,
    seen_on date not null,
    blind boolean not null,
    written_by varchar not null,
    min_tests integer not null,
    min_publishers integer not null,
    max_age_days integer not null,
    span_years double not null,
    actors varchar[] not null,
    looked_for varchar,
    choices varchar not null,
    check (seen_on >= written_on)
);
create table test (
    claim varchar not null references rule (claim),
    id varchar not null,
    position integer not null,
    role varchar not null check (role in ('for', 'against')),
    title varchar not null,
    words varchar not null,
    unit varchar not null references unit (code),
    decimals integer not null,
    side varchar not null check (side in ('above', 'below')),
    threshold double not null,
    opposite double,
    min_observations integer not null,
    sql varchar not null,
    given json not null,
    primary key (claim, id),
    check ((role = 'for') = (opposite is not null))
);
create table definition (
    claim varchar not null,
    test varchar not null,
    id varchar not null,
    position integer not null,
    title varchar not null,
    given json not null,
    primary key (claim, test, id),
    foreign key (claim, test) references test (claim, id)
);
create table reading (
    claim varchar not null references claim (id),
    basis varchar not null check (basis in ('now', 'then', 'revised')),
    as_of date not null,
    until date not null,
    reading varchar not null
        check (reading in ('consistent', 'mixed', 'at_odds', 'too_little_data', 'not_a_data_question')),
    by_rule varchar not null,
    strength varchar check (strength in ('limited', 'medium', 'robust')),
    criteria json not null,
    test varchar,
    value double check (isfinite(value)),
    threshold double,
    margin double,
    turns_at double,
    turns_to varchar,
    lacks varchar,
    publishers integer not null,
    observations integer not null,
    first_day date,
    last_day date,
    covered integer not null,
    actors integer not null,
    override_reason varchar,
    override_by varchar,
    override_on date,
    evaluated_on date not null,
    primary key (claim, basis)
);
create table reading_definition (
    claim varchar not null,
    basis varchar not null,
    definition varchar not null,
    reading varchar not null,
    primary key (claim, basis, definition),
    foreign key (claim, basis) references reading (claim, basis)
);
create table reading_threshold (
    claim varchar not null,
    basis varchar not null,
    test varchar not null,
    threshold double not null,
    reading varchar not null,
    primary key (claim, basis, test, threshold),
    foreign key (claim, basis) references reading (claim, basis),
    foreign key (claim, test) references test (claim, id)
);
create table test_result (
    claim varchar not null,
    test varchar not null,
    basis varchar not null check (basis in ('now', 'then', 'revised')),
    definition varchar not null,
    value double check (isfinite(value)),
    outcome varchar not null
        check (outcome in ('met', 'opposite', 'between', 'breaks', 'holds', 'too_little')),
    observations integer not null,
    publishers integer not null,
    first_day date,
    last_day date,
    evidence varchar[] not null,
    primary key (claim, test, basis, definition),
    foreign key (claim, test) references test (claim, id)
);
create table reading_history (
    claim varchar not null,
    basis varchar not null,
    build varchar not null,
    built_at timestamp not null,
    reading varchar not null,
    strength varchar,
    value double,
    primary key (claim, basis, build)
);
-- Claims of earlier builds may be gone, so that this table, like the history, names them freely.
create table acknowledgement (
    build varchar not null,
    claim varchar not null,
    basis varchar not null check (basis in ('now', 'then', 'revised')),
    before varchar not null,
    after varchar not null,
    reason varchar not null check (trim(reason) <> ''),
    signed_by varchar not null check (trim(signed_by) <> ''),
    signed_on date not null,
    primary key (build, claim, basis),
    check (before <> after)
);
create table left_out (
    article varchar not null references article (id),
    position integer not null,
    section varchar not null,
    exact varchar not null,
    reason varchar not null,
    primary key (article, position)
);
