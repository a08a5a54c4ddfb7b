package io.mingcha.store;

import io.mingcha.store.body.Segments;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The folder of one session. */
record SessionFolder(String id, Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int SECRET = 32;
    // room to close the books when the disk is full
    private static final int RESERVE = 8 << 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    static SessionFolder create(Path sessions, Instant started) throws IOException {
        Private.createFolders(sessions);
        while (true) {
            String id = STAMP.format(started) + "-" + letter() + letter() + letter();
            Path path = sessions.resolve(id);
            try {
                Private.createFolder(path);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            byte[] secret = new byte[SECRET];
            RANDOM.nextBytes(secret);
            Private.create(path.resolve("secret"), secret);
            Private.create(path.resolve("reserve"), new byte[RESERVE]);
            return new SessionFolder(id, path);
        }
    }

    private static char letter() {
        return LETTERS.charAt(RANDOM.nextInt(LETTERS.length()));
    }

    byte[] secret() throws IOException {
        return Files.readAllBytes(path.resolve("secret"));
    }

    void giveUpReserve() throws IOException {
        Files.deleteIfExists(path.resolve("reserve"));
    }

    int nextSegment() throws IOException {
        List<Integer> numbers = Segments.numbers(path);
        return numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1) + 1;
    }
}
