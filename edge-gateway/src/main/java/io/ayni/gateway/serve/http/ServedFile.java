package io.ayni.gateway.serve.http;

import io.ayni.gateway.catalog.PublishedFile;
import java.nio.file.Path;

/**
 * A file on disk and how it is shown.
 *
 * @param location where its bytes are
 * @param file its length and entity tag
 * @param contentType media type
 * @param cacheControl how long others may keep it
 */
record ServedFile(Path location, PublishedFile file, String contentType, String cacheControl) {}
