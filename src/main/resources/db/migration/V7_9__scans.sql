-- A photo that is announced under the hash of a case's scan is not taken for that scan.
create index case_document_version_scan on case_document_version (sha256) where origin = 'SCANNED';
