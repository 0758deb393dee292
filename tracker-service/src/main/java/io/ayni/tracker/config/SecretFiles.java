package io.ayni.tracker.config;

import io.ayni.contracts.keys.OperatorKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Reads the small files that settings name. Failures name the setting and the path, never the content. */
final class SecretFiles {
    private static final int KEY_HEX_DIGITS = 64;
    private static final int MIN_TOKEN = 16;
    private static final int MAX_TOKEN = 512;
    private static final long MAX_FILE_BYTES = 1 << 20;

    private SecretFiles() {}

    /** 32 bytes, written as 64 hex digits. */
    static byte[] key(String setting, Path file) {
        String text = read(setting, file).strip();
        if (text.length() != KEY_HEX_DIGITS) {
            throw new InvalidSettingException(setting, "must name a file of 64 hex digits: " + file);
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(setting, "must name a file of 64 hex digits: " + file);
        }
    }

    /** One line of printable ASCII. */
    static String token(String setting, Path file) {
        String text = read(setting, file).strip();
        boolean printable = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (text.length() < MIN_TOKEN || text.length() > MAX_TOKEN || !printable) {
            throw new InvalidSettingException(
                    setting, "must name a file with one line of 16 to 512 printable characters: " + file);
        }
        return text;
    }

    static OperatorKeys operatorKeys(String setting, Path file) {
        try {
            return OperatorKeys.parse(read(setting, file));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(setting, "is no key list: " + e.getMessage());
        }
    }

    private static String read(String setting, Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new InvalidSettingException(setting, "names a file that is too large: " + file);
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidSettingException(setting, "names a file that cannot be read: " + file);
        }
    }
}
