package io.ayni.ledger.config;

import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The operator's published keys as their file says now, so that a key can be added or revoked without a restart. The file
 * is looked at again once a second at most; a file that cannot be read or is no key list leaves the list as it was, and
 * the log says so. The log also names keys whose revocation came too late or was taken back ({@link KeyListRules}). Safe
 * for all threads.
 */
public final class KeyList {
    private static final Logger LOG = Logger.getLogger(KeyList.class);
    private static final long LOOK_EVERY_MS = 1_000;

    private final Path file;
    private final LongSupplier nowMs;
    private volatile OperatorKeys keys;
    private FileTime readAt;
    private volatile long lookAtMs;
    private boolean failing;

    /**
     * Reads the list for the first time.
     *
     * @param file the key list
     * @param nowMs the clock
     * @throws IllegalArgumentException when it is no key list
     */
    public KeyList(Path file, LongSupplier nowMs) {
        this.file = file;
        this.nowMs = nowMs;
        try {
            this.readAt = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("file cannot be read: " + file, e);
        }
        this.keys = SecretFiles.operatorKeys(file);
        this.lookAtMs = nowMs.getAsLong() + LOOK_EVERY_MS;
    }

    /** The keys as published now. */
    public OperatorKeys now() {
        long now = nowMs.getAsLong();
        if (now >= lookAtMs) {
            look(now);
        }
        return keys;
    }

    /** The list counts all the same: a key that others may know must not be taken a moment longer. */
    private static void complain(List<KeyListRules.Fault> faults) {
        for (KeyListRules.Fault fault : faults) {
            LOG.errorv(
                    "Journal entries may be refused by ledger-verify: keyId={0}, reason={1}",
                    fault.key(), fault.reason());
        }
    }

    private synchronized void look(long now) {
        if (now < lookAtMs) {
            return; // another thread looked
        }
        lookAtMs = now + LOOK_EVERY_MS;
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(readAt)) {
                OperatorKeys fresh = SecretFiles.operatorKeys(file);
                complain(KeyListRules.compare(keys, fresh, now));
                keys = fresh;
                readAt = modified;
                LOG.infov("Operator keys read again: keys={0}", keys.all().size());
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            // going on with the old list is right: no document becomes good or bad by a broken file
            if (!failing) {
                LOG.errorv("Operator keys cannot be read again: reason={0}", e.getMessage());
            }
            failing = true;
        }
    }
}
