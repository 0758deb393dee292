package io.ayni.agent.history.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, from {@code /proc/self/statm}. */
public final class ProcessMemory {
    private static final Path STATM = Path.of("/proc/self/statm");
    /** A page of every kernel that Java runs on with the default build for x86-64; elsewhere it may be larger. */
    private static final long PAGE_BYTES = 4096;

    private ProcessMemory() {}

    /** Bytes; 0 where the system does not tell. */
    public static long residentBytes() {
        try {
            return residentBytes(Files.readString(STATM));
        } catch (IOException e) {
            return 0;
        }
    }

    static long residentBytes(String statm) {
        String[] fields = statm.strip().split(" ");
        return fields.length < 2 ? 0 : Long.parseLong(fields[1]) * PAGE_BYTES;
    }
}
