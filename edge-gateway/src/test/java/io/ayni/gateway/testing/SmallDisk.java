package io.ayni.gateway.testing;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a gateway little room. Where the system lets this process mount something, that is a file system of its own, which
 * really gets full and is gone with the gateway; elsewhere it is a reserve that leaves as much room.
 */
public final class SmallDisk {
    private static final List<List<String>> NAMESPACES = List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"));
    private static final String MOUNT = "mkdir -p \"$0\" && mount -t tmpfs -o size=\"$1\" tmpfs \"$0\"";

    private SmallDisk() {}

    /** Leaves the gateway about so many bytes from its next start on. */
    public static GatewayProcess leave(int bytes, GatewayProcess gateway) throws IOException, InterruptedException {
        for (List<String> namespace : NAMESPACES) {
            if (canMount(namespace, gateway)) {
                return gateway.set("ayni.gateway.min-free-space", "0")
                        .under(command(namespace, MOUNT + " && shift && exec \"$@\"", gateway, bytes));
            }
        }
        FileStore store = Files.getFileStore(gateway.data().getParent());
        return gateway.set("ayni.gateway.min-free-space", Long.toString(store.getUsableSpace() - bytes));
    }

    private static boolean canMount(List<String> namespace, GatewayProcess gateway)
            throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command(namespace, MOUNT, gateway, 1024 * 1024))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    private static List<String> command(List<String> namespace, String script, GatewayProcess gateway, int bytes) {
        List<String> shell = List.of("sh", "-c", script, gateway.data().toString(), Integer.toString(bytes));
        return Stream.concat(namespace.stream(), shell.stream()).toList();
    }
}
