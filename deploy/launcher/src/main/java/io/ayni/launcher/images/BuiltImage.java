package io.ayni.launcher.images;

/**
 * An image that was built.
 *
 * @param program its module
 * @param image its name with the tag
 * @param id the engine's id of it
 * @param bytes its size
 */
public record BuiltImage(String program, String image, String id, long bytes) {}
