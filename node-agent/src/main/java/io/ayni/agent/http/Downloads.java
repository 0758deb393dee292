package io.ayni.agent.http;

import io.ayni.agent.content.DownloadContent;
import io.ayni.agent.content.DownloadVerdict;
import java.io.IOException;

/** Starting a download from a request: a full disk is an answer, not a broken connection. */
final class Downloads {
    private Downloads() {}

    static DownloadVerdict start(DownloadContent downloads, String nameOrId) throws HttpRefusal {
        try {
            return downloads.start(nameOrId);
        } catch (IOException e) {
            throw HttpRefusal.unavailable("the item cannot be kept: " + e.getMessage());
        }
    }
}
