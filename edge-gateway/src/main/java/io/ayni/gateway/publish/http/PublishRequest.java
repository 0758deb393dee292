package io.ayni.gateway.publish.http;

import io.ayni.gateway.catalog.ItemName;
import io.ayni.gateway.http.Problem;
import io.ayni.gateway.publish.UploadForm;
import io.ayni.gateway.publish.tar.TarForm;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;

/**
 * What the head of an upload says.
 *
 * @param name name to publish under
 * @param form how the body is read
 * @param announcedBytes content length, negative when there is none
 * @param wantsContinue whether the client waits for 100 Continue
 */
record PublishRequest(ItemName name, UploadForm form, long announcedBytes, boolean wantsContinue) {
    private static final String TAR = "application/x-tar";

    /** The head or why it is refused. */
    sealed interface Reading {
        record Accepted(PublishRequest request) implements Reading {}

        record Refused(Problem problem) implements Reading {}
    }

    static Reading read(String nameText, MultiMap headers, long maxItemBytes) {
        Optional<ItemName> name = ItemName.of(nameText);
        if (name.isEmpty()) {
            return refused(400, "unusable-name", "the name is not one that a file may have");
        }
        Optional<Problem> fault = fault(headers);
        if (fault.isPresent()) {
            return new Reading.Refused(fault.get());
        }
        long announced = headers.contains("Content-Length") ? length(headers.get("Content-Length")) : -1;
        if (announced > maxItemBytes) {
            return refused(413, "too-large", "an item has at most " + maxItemBytes + " bytes here");
        }
        if (announced == 0) {
            return refused(400, "empty", "the body has no bytes to publish");
        }
        UploadForm form = isTar(headers)
                ? new TarForm()
                : UploadForm.singleFile(name.get().text());
        return new Reading.Accepted(new PublishRequest(name.get(), form, announced, headers.contains("Expect")));
    }

    private static Optional<Problem> fault(MultiMap headers) {
        String encoding = headers.get("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(new Problem(415, "encoded-body", "send the bytes without a content encoding"));
        }
        if (contentType(headers).startsWith("multipart/")) {
            return Optional.of(new Problem(415, "multipart-body", "send the bytes of the file as the body itself"));
        }
        if (headers.contains("Content-Range")) {
            return Optional.of(Problem.badRequest("partial-body", "a file is uploaded as a whole"));
        }
        String expect = headers.get("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return Optional.of(new Problem(417, "unknown-expectation", "only 100-continue is known"));
        }
        return Optional.empty();
    }

    private static boolean isTar(MultiMap headers) {
        return contentType(headers).split(";", 2)[0].strip().equals(TAR);
    }

    private static String contentType(MultiMap headers) {
        String type = headers.get("Content-Type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }

    private static long length(String text) {
        // The HTTP decoder has refused lengths that are no number; one beyond a long is just too large.
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static Reading refused(int status, String reason, String detail) {
        return new Reading.Refused(new Problem(status, reason, detail));
    }
}
