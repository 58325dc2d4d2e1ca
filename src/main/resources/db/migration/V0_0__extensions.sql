-- Constraints that no two validity periods of one thing overlap need it.
create extension if not exists btree_gist;
