#!/bin/bash
# Runs once, in an empty database server: the ledger's database and its two roles. The owner makes the tables, the
# application has no more than the ledger's migrations grant it.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres <<'SQL'
\set owner `cat /run/secrets/database-owner.password`
\set application `cat /run/secrets/database-application.password`
CREATE ROLE ayni_ledger_owner LOGIN PASSWORD :'owner';
CREATE ROLE ayni_ledger_app LOGIN PASSWORD :'application';
CREATE DATABASE ayni_ledger OWNER ayni_ledger_owner;
REVOKE ALL ON DATABASE ayni_ledger FROM PUBLIC;
GRANT CONNECT ON DATABASE ayni_ledger TO ayni_ledger_app;
SQL
