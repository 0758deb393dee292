/** How the service is put together: reading order of everything else. */
package io.ayni.ledger.wiring;
