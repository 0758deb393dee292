package io.ayni.launcher.journeys;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP link to a server through which at most so many bytes a second flow towards the clients, all connections
 * together. The rate can be changed at any time. Threads are virtual; connections live as long as both ends.
 */
final class SlowLink implements Closeable {
    /** No limit worth the name. */
    static final long UNLIMITED = 1L << 40;

    private static final int BLOCK = 16 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final AtomicLong bytesPerSecond = new AtomicLong(UNLIMITED);
    private final AtomicLong passed = new AtomicLong();
    private long freeAtNanos = System.nanoTime();

    SlowLink(InetSocketAddress target, int port) throws IOException {
        this.target = target;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        Thread.ofVirtual().start(this::accept);
    }

    URI http() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void limit(long newBytesPerSecond) {
        bytesPerSecond.set(newBytesPerSecond);
    }

    /** Bytes that went towards clients so far. */
    long passedBytes() {
        return passed.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                var server = new Socket()) {
            server.connect(target);
            Thread up = Thread.ofVirtual().start(() -> pump(client, server, false));
            pump(server, client, true);
            server.close();
            client.close();
            up.join();
        } catch (IOException gone) {
            // the server is down: the client sees its connection closed
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(Socket from, Socket to, boolean limited) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                if (limited) {
                    awaitTurn(read);
                    passed.addAndGet(read);
                }
                out.write(block, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            closeBoth(from, to);
        }
    }

    private void awaitTurn(int bytes) {
        long now = System.nanoTime();
        long turn;
        synchronized (this) {
            turn = Math.max(now, freeAtNanos);
            freeAtNanos = turn + TimeUnit.SECONDS.toNanos(bytes) / bytesPerSecond.get();
        }
        while (System.nanoTime() < turn) {
            LockSupport.parkNanos(turn - System.nanoTime());
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        try (one;
                other) {
            return;
        } catch (IOException gone) {
            // both are gone, which is what was wanted
        }
    }
}
