/** How the PostgreSQL binaries are unpacked and a database directory is made; not used by callers. */
package io.ayni.embedded.postgres;
