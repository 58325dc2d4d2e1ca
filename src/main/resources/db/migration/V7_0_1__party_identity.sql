-- Whose number it is (domain §5.4, §9.4 no. 42). A citizen is known by a document, everybody else by a credit code; the
-- operator of a sole trader is a citizen and a row of his own, so that an act in his own name and one in the shop's
-- are acts of one person. The name is as last entered; a document of a case keeps the name of its own day.
alter table party
    add column document       text check (document in ('RESIDENT_ID', 'OTHER')),
    add column birth_enc      bytea,
    add column representative text check (char_length(representative) between 2 and 50),
    add column operator       bigint references party (id),
    add constraint citizens_are_known_by_a_document
        check ((kind = 'CITIZEN') = (id_hash is not null)
            and num_nulls(id_hash, document, birth_enc, birth_year) in (0, 4)),
    add constraint others_are_known_by_a_credit_code check ((kind <> 'CITIZEN') = (credit_code is not null)),
    add constraint only_organisations_are_represented check (representative is null or kind = 'ORGANISATION'),
    add constraint only_sole_traders_are_operated check (operator is null or kind = 'SOLE_TRADER');

create index party_operator on party (operator) where operator is not null;

-- The keys that there have been, by what they make of a known text; never the keys themselves. Numbers are encrypted
-- with the newest one only: a start with a new key encrypts all of them anew.
create table party_key
(
    version     int         not null primary key check (version >= 1),
    check_value text        not null unique check (check_value ~ '^[0-9a-f]{64}$'),
    since       timestamptz not null
);

create index party_key_version on party (key);

alter table party
    add constraint party_key_known foreign key (key) references party_key (version);

-- What was done with a party's data, without the data.
create table party_event
(
    id      bigint generated always as identity primary key,
    party   bigint      not null references party (id),
    kind    text        not null check (kind in ('ENTERED', 'COMPLETED', 'RENAMED')),
    text    text check (char_length(text) between 1 and 200),
    by_whom text        not null,
    by_name text        not null,
    at      timestamptz not null
);

create index party_event_party on party_event (party, id);

create trigger party_event_append_only
    before update or delete
    on party_event
    for each row
execute function refuse_change();
