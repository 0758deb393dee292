package io.ayni.contracts.transport;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * For HTTP clients that speak to {@code http:} addresses only. A JDK client asks for the default TLS context when it is
 * made, which reads all certificates of the system: a third of a second of processor time that nobody needs there.
 */
public final class ClearText {
    private ClearText() {}

    /** A context that trusts nobody: an {@code https:} address cannot be spoken to with it. */
    public static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (NoSuchAlgorithmException | KeyManagementException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
