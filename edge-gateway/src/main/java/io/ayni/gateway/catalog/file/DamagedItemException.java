package io.ayni.gateway.catalog.file;

/** An item's folder does not hold what it should. */
final class DamagedItemException extends Exception {
    DamagedItemException(String message) {
        super(message);
    }
}
