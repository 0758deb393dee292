package io.ayni.contracts.transparency;

import java.util.Base64;

/** Base64 in its one spelling: the standard alphabet, padded, no stray bits. */
final class StrictBase64 {
    private StrictBase64() {}

    static byte[] decode(String text) throws InvalidNoteException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like base64 in another spelling
        }
        throw new InvalidNoteException("not base64");
    }
}
