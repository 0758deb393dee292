package io.ayni.tracker.reachability.socket;

import io.ayni.tracker.node.PeerAddress;
import io.ayni.tracker.reachability.DialBack;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Connects over TCP, sends the opening of an HTTP/2 connection (RFC 9113, section 3.4) and wants a SETTINGS frame back,
 * which every gRPC server sends first. One virtual thread per test, at most {@value #MAX_UNDER_WAY} at once; each ends
 * within the timeout.
 */
public final class SocketDialBack implements DialBack, AutoCloseable {
    /** Most tests under way; further ones are left out. */
    public static final int MAX_UNDER_WAY = 256;

    private static final byte[] OPENING = opening();
    private static final int FRAME_HEADER_BYTES = 9;
    private static final int FRAME_TYPE_AT = 3;
    private static final int SETTINGS = 0x4;
    private static final int MAX_SETTINGS_BYTES = 16_384;

    private final int timeoutMs;
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param timeout for the whole of one test */
    public SocketDialBack(Duration timeout) {
        this.timeoutMs = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public void test(PeerAddress address, Consumer<Boolean> result) {
        if (!underWay.tryAcquire()) {
            return;
        }
        threads.execute(() -> {
            boolean answered;
            try {
                answered = answersAsPeer(address);
            } finally {
                underWay.release();
            }
            result.accept(answered);
        });
    }

    private boolean answersAsPeer(PeerAddress address) {
        long deadlineNanos = System.nanoTime() + Duration.ofMillis(timeoutMs).toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.ip(), address.port()), timeoutMs);
            socket.getOutputStream().write(OPENING);
            return isSettings(readHeader(socket, deadlineNanos));
        } catch (IOException e) {
            return false; // refused, silent or gone: all of them mean that peers cannot dial it
        }
    }

    private static byte[] readHeader(Socket socket, long deadlineNanos) throws IOException {
        byte[] header = new byte[FRAME_HEADER_BYTES];
        DataInputStream in = new DataInputStream(socket.getInputStream());
        for (int i = 0; i < header.length; i++) {
            long leftMs = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
            if (leftMs <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) leftMs);
            header[i] = in.readByte();
        }
        return header;
    }

    private static boolean isSettings(byte[] header) {
        int length = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | header[2] & 0xff;
        boolean onConnection = (header[5] | header[6] | header[7] | header[8]) == 0;
        return header[FRAME_TYPE_AT] == SETTINGS && onConnection && length <= MAX_SETTINGS_BYTES;
    }

    /** Connection preface and an empty SETTINGS frame. */
    private static byte[] opening() {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] opening = Arrays.copyOf(preface, preface.length + FRAME_HEADER_BYTES);
        opening[preface.length + FRAME_TYPE_AT] = SETTINGS;
        return opening;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
