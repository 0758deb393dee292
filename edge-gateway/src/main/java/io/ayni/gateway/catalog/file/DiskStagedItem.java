package io.ayni.gateway.catalog.file;

import io.ayni.gateway.catalog.StagedItem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An upload's folder in staging. */
final class DiskStagedItem implements StagedItem {
    private final ItemFolder folder;
    private final FreeSpace freeSpace;

    private DiskStagedItem(ItemFolder folder, FreeSpace freeSpace) {
        this.folder = folder;
        this.freeSpace = freeSpace;
    }

    static DiskStagedItem make(Path path, FreeSpace freeSpace) throws IOException {
        freeSpace.require();
        ItemFolder folder = new ItemFolder(path);
        try {
            Files.createDirectory(path);
            Files.createDirectory(folder.files());
        } catch (IOException e) {
            Durable.delete(path);
            throw freeSpace.explain(e);
        }
        return new DiskStagedItem(folder, freeSpace);
    }

    @Override
    public OutputStream create(List<String> path) throws IOException {
        return StagedFile.create(folder.file(String.join("/", path)), freeSpace);
    }

    ItemFolder folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        Durable.delete(folder.path());
    }
}
