package io.ayni.gateway.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 over a bare socket, for requests that no client library would send. */
public final class RawHttp implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** One response; header names in lower case. */
    public record Response(int status, Map<String, String> headers, byte[] body) {
        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** A header or the empty text. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects to loopback. */
    public static RawHttp connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new RawHttp(socket);
    }

    /** Connects, sends one request and reads one response. */
    public static Response exchange(int port, String method, String target, String... headers) throws IOException {
        try (RawHttp http = connect(port)) {
            return http.send(method, target, headers).read(method.equals("HEAD"));
        }
    }

    /** Sends a request head; headers as {@code Name: value}. */
    public RawHttp send(String method, String target, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are. */
    public RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends bytes that the server may not want; whether it closes, at once or within the socket timeout. */
    public boolean isClosedOver(byte[] bytes) {
        try {
            send(bytes);
        } catch (IOException closed) {
            return true;
        }
        return isClosedByServer();
    }

    /** Reads one response. */
    public Response read(boolean head) throws IOException {
        Response start = readHead();
        boolean bodiless = head || start.status() == 304 || start.status() < 200;
        int length = bodiless ? 0 : Integer.parseInt(start.headers().get("content-length"));
        return new Response(start.status(), start.headers(), in.readNBytes(length));
    }

    /** Reads the head of a response and leaves its body. */
    public Response readHead() throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Response(status, headers, new byte[0]);
    }

    /** Reads until the server closes and tells how many bytes came. */
    public long readToEnd() throws IOException {
        long count = 0;
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        } catch (java.net.SocketException reset) {
            return count;
        }
        return count;
    }

    /** Whether the server closes within the socket timeout. */
    public boolean isClosedByServer() {
        try {
            while (in.read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
