package io.ayni.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/2 over a bare socket, with prior knowledge, for clients that break its manners. */
public final class RawHttp2 implements AutoCloseable {
    /** Type of a frame. */
    public static final int DATA = 0;
    /** See {@link #DATA}. */
    public static final int HEADERS = 1;
    /** See {@link #DATA}. */
    public static final int RST_STREAM = 3;
    /** See {@link #DATA}. */
    public static final int SETTINGS = 4;
    /** See {@link #DATA}. */
    public static final int GOAWAY = 7;

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int END_OF_STREAM = 1;
    private static final int END_OF_HEADERS = 4;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;

    /** One frame. */
    public record Frame(int type, int stream, byte[] payload) {}

    private RawHttp2(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects to loopback and says the preface. */
    public static RawHttp2 connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        RawHttp2 http = new RawHttp2(socket);
        socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
        http.send(SETTINGS, 0, 0, new byte[0]);
        return http;
    }

    /** Sends a GET as one frame. */
    public void get(int stream, String path) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(0x82); // :method GET
        fields.write(0x86); // :scheme http
        field(fields, 0x04, path);
        field(fields, 0x01, "127.0.0.1");
        send(HEADERS, END_OF_STREAM | END_OF_HEADERS, stream, fields.toByteArray());
    }

    /** Sends a PUT with a token and a body of so many frames, each a kilobyte. */
    public void put(int stream, String path, String token, int frames) throws IOException {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.write(0x86); // :scheme http
        field(fields, 0x02, "PUT");
        field(fields, 0x04, path);
        field(fields, 0x01, "127.0.0.1");
        fields.write(0x0f); // authorization is name 23, 8 more than the first byte holds
        field(fields, 0x08, "Bearer " + token);
        send(HEADERS, END_OF_HEADERS, stream, fields.toByteArray());
        for (int i = 1; i <= frames; i++) {
            send(DATA, i == frames ? END_OF_STREAM : 0, stream, new byte[1024]);
        }
    }

    /** A literal value for a name of the static table, not to be indexed. */
    private static void field(ByteArrayOutputStream fields, int name, String value) {
        fields.write(name);
        fields.write(value.length());
        fields.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes a request back. */
    public void reset(int stream) throws IOException {
        send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}); // CANCEL
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
        frame.put((byte) 0).putShort((short) payload.length);
        frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
        socket.getOutputStream().write(frame.array());
    }

    /** Reads frames up to the first of a type. */
    public Frame await(int type) throws IOException {
        Frame frame = next();
        while (frame.type() != type) {
            frame = next();
        }
        return frame;
    }

    private Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte(); // flags
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the server closed the connection");
        }
        return new Frame(type, stream, payload);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
