package io.mingcha.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.store.log.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Something kept beside a session's record, in a folder of its own.
 *
 * @param sha256 of its content, hex
 */
public record Evidence(String name, long length, String sha256) {
    private static final String FOLDER = "evidence";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Evidence keep(Path session, String wanted, byte[] content) throws IOException {
        Path folder = folder(session, wanted);
        String name = wanted;
        for (int number = 2; ; number++) {
            try {
                Private.create(folder.resolve(name), content);
                return new Evidence(name, content.length, digest(content));
            } catch (FileAlreadyExistsException e) {
                int dot = wanted.lastIndexOf('.');
                name = dot < 0
                        ? wanted + "-" + number
                        : wanted.substring(0, dot) + "-" + number + wanted.substring(dot);
            }
        }
    }

    /** Adds to what is kept under a name, so that it outlives this process. */
    static void add(Path session, String name, byte[] piece) throws IOException {
        Path file = folder(session, name).resolve(name);
        if (!Files.exists(file)) {
            Private.create(file, new byte[0]);
        }
        Files.write(file, piece, StandardOpenOption.APPEND);
    }

    /** What was added under a name, as a whole. */
    static Evidence added(Path session, String name) throws IOException {
        byte[] content = Files.readAllBytes(session.resolve(FOLDER).resolve(name));
        return new Evidence(name, content.length, digest(content));
    }

    private static Path folder(Path session, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for evidence: " + name);
        }
        Path folder = session.resolve(FOLDER);
        Private.createFolders(folder);
        return folder;
    }

    static Evidence of(Entry entry) {
        try {
            JsonNode node = JSON.readTree(entry.record());
            return new Evidence(
                    node.path("name").asText(""),
                    node.path("length").asLong(),
                    node.path("sha256").asText(""));
        } catch (IOException e) {
            throw new UncheckedIOException("an entry about evidence is damaged", e);
        }
    }

    byte[] record() throws IOException {
        return JSON.writeValueAsBytes(
                JSON.createObjectNode().put("name", name).put("length", length).put("sha256", sha256));
    }

    byte[] content(Path session) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException("not a name for evidence: " + name);
        }
        return Files.readAllBytes(session.resolve(FOLDER).resolve(name));
    }

    boolean isWhole(Path session) throws IOException {
        return digest(content(session)).equals(sha256);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
