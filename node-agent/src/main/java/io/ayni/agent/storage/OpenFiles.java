package io.ayni.agent.storage;

import io.ayni.contracts.content.MetainfoFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The open files of an item: at most {@value #MAX_OPEN} that nobody uses stay open, those used longest ago are closed. A
 * file is made at its full length when it is first opened. Safe for all threads.
 */
final class OpenFiles implements Closeable {
    static final int MAX_OPEN = 32;

    /** What is done with a file. */
    interface Use {
        /** Uses the file, which stays open meanwhile. */
        void with(Disk.DiskFile file) throws IOException;
    }

    private static final class Slot {
        final Disk.DiskFile file;
        int users;

        Slot(Disk.DiskFile file) {
            this.file = file;
        }
    }

    private final Disk disk;
    private final Path root;
    private final List<MetainfoFile> files;
    private final Map<Integer, Slot> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);
    private final Set<Integer> dirty = new HashSet<>();

    OpenFiles(Disk disk, Path root, List<MetainfoFile> files) {
        this.disk = disk;
        this.root = root.toAbsolutePath().normalize();
        this.files = files;
    }

    /** Where a file lies; never outside the item's directory, whatever its name. */
    Path resolve(int index) {
        Path path = root;
        for (String component : files.get(index).path()) {
            path = path.resolve(component);
        }
        Path normal = path.normalize();
        if (!normal.startsWith(root) || normal.equals(root)) {
            throw new IllegalArgumentException("a file lies outside its item");
        }
        return normal;
    }

    void read(int index, Use use) throws IOException {
        use(index, use);
    }

    void write(int index, Use use) throws IOException {
        use(index, use);
        synchronized (this) {
            dirty.add(index);
        }
    }

    /** Forces all files that were written since the last call. */
    void force() throws IOException {
        List<Integer> written;
        synchronized (this) {
            written = List.copyOf(dirty);
        }
        for (int index : written) {
            synchronized (this) {
                dirty.remove(index);
            }
            try {
                use(index, Disk.DiskFile::force);
            } catch (IOException e) {
                synchronized (this) {
                    dirty.add(index);
                }
                throw e;
            }
        }
    }

    private void use(int index, Use use) throws IOException {
        Slot slot = acquire(index);
        try {
            use.with(slot.file);
        } finally {
            release(slot);
        }
    }

    private synchronized Slot acquire(int index) throws IOException {
        Slot slot = open.get(index);
        if (slot == null) {
            slot = new Slot(openAtFullLength(index));
            open.put(index, slot);
        }
        slot.users++;
        return slot;
    }

    private Disk.DiskFile openAtFullLength(int index) throws IOException {
        Disk.DiskFile file = disk.open(resolve(index));
        long length = files.get(index).lengthBytes();
        if (file.size() != length) {
            file.resize(length);
        }
        return file;
    }

    private synchronized void release(Slot slot) throws IOException {
        slot.users--;
        Iterator<Slot> eldest = open.values().iterator();
        while (open.size() > MAX_OPEN && eldest.hasNext()) {
            Slot candidate = eldest.next();
            if (candidate.users == 0) {
                eldest.remove();
                candidate.file.close();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (Slot slot : open.values()) {
            slot.file.close();
        }
        open.clear();
    }
}
