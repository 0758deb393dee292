package io.ayni.embedded.postgres;

import io.ayni.embedded.process.StartFailedException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's programs refuse to run as root. For root they run in a user namespace of their own without any mapping
 * of users, in which the process has no privileges while its files still belong to it.
 */
final class Unprivileged {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");

    private Unprivileged() {}

    /**
     * The command with what must stand before it for this user.
     *
     * @param owned an existing path created by this process
     * @throws StartFailedException for root on a machine without user namespaces
     */
    static List<String> command(Path owned, List<String> words) {
        if (!isRoot(owned)) {
            return words;
        }
        if (!namespacesWork()) {
            throw new StartFailedException("PostgreSQL refuses to run as root and this machine lets no program make a"
                    + " user namespace. Run as another user, or name an existing PostgreSQL server.");
        }
        var all = new ArrayList<>(NAMESPACE);
        all.addAll(words);
        return all;
    }

    private static boolean isRoot(Path owned) {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(owned, "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean namespacesWork() {
        var words = new ArrayList<>(NAMESPACE);
        words.add("true");
        try {
            return new ProcessBuilder(words)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
