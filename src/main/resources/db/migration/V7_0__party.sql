-- 当事人 (domain §5.4). Numbers that name a person are kept encrypted and found by a keyed hash; key: which key they
-- were encrypted with. A party is one row over all squads and years, so that a first violation is one.
create table party
(
    id          bigint generated always as identity primary key,
    kind        text        not null check (kind in ('CITIZEN', 'ORGANISATION', 'SOLE_TRADER')),
    name        text        not null check (char_length(name) between 2 and 100),
    id_hash     text unique check (id_hash ~ '^[0-9a-f]{64}$'),
    id_enc      bytea,
    phone_enc   bytea,
    key         int,
    credit_code text unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    birth_year  int check (birth_year between 1900 and 2100),
    address     text check (char_length(address) between 2 and 200),
    entered_by  text        not null,
    entered_at  timestamptz not null,
    version     int         not null,
    check ((id_hash is null) = (id_enc is null)),
    check ((key is null) = (id_enc is null and phone_enc is null)),
    constraint known_by_a_number check (id_hash is not null or credit_code is not null),
    constraint citizens_have_no_credit_code check (kind <> 'CITIZEN' or credit_code is null)
);

create index party_name on party (name);

-- Every look at what is masked else: who, at whom, for which case, why.
create table party_read
(
    id       bigint generated always as identity primary key,
    party    bigint      not null references party (id),
    case_code text,
    reason   text check (char_length(reason) between 2 and 200),
    read_by  text        not null,
    read_at  timestamptz not null
);

create index party_read_party on party_read (party, read_at);
create index party_read_by on party_read (read_by, read_at);

create trigger party_read_append_only
    before update or delete
    on party_read
    for each row
execute function refuse_change();
