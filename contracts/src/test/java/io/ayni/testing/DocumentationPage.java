package io.ayni.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A page of the project's documentation, as far as tests hold it against the code. */
public final class DocumentationPage {
    private static final String CELL_BORDER = " \\| ";

    private final String path;
    private final List<String> lines;

    private DocumentationPage(String path, List<String> lines) {
        this.path = path;
        this.lines = lines;
    }

    /** @param path from the root of the repository, for example {@code docs/configuration.md} */
    public static DocumentationPage read(String path) {
        try {
            return new DocumentationPage(path, Files.readAllLines(repository().resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of the repository: the directory above the working directory that holds {@code deploy/ayni}. */
    public static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("deploy/ayni"))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new IllegalStateException("not inside the repository");
            }
        }
        return directory;
    }

    /**
     * The first table below a heading: one list of cells per row, without the head. Back-quotes around a cell are left
     * out.
     */
    public List<List<String>> table(String heading) {
        int at = lines.indexOf(heading);
        if (at < 0) {
            throw new IllegalArgumentException(path + " has no heading: " + heading);
        }
        List<List<String>> rows = new ArrayList<>();
        for (String line : lines.subList(at + 1, lines.size())) {
            if (line.startsWith("|")) {
                rows.add(cells(line));
            } else if (!rows.isEmpty()) {
                break;
            }
        }
        return rows.subList(2, rows.size());
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.length() - 1).strip();
        return Arrays.stream(inner.split(CELL_BORDER, -1))
                .map(cell -> cell.strip().replaceFirst("^`([^`]*)`$", "$1"))
                .toList();
    }
}
