package io.ayni.gateway.catalog;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MemoryCatalogTest extends CatalogContract {
    @TempDir
    Path scratch;

    @Override
    protected Catalog emptyCatalog(int maxItems) {
        return new MemoryCatalog(scratch, maxItems);
    }
}
