package io.mingcha.testkit.phone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The phone's files. A folder may be covered by one in memory, as a mount does. */
final class Files {
    private final TreeMap<String, byte[]> disk = new TreeMap<>();
    private final Deque<Cover> covers = new ArrayDeque<>();

    private record Cover(String folder, TreeMap<String, byte[]> files) {}

    private Map<String, byte[]> holding(String path) {
        for (Cover cover : covers) {
            if (path.startsWith(cover.folder() + "/")) {
                return cover.files();
            }
        }
        return disk;
    }

    synchronized Optional<byte[]> read(String path) {
        return Optional.ofNullable(holding(path).get(path)).map(byte[]::clone);
    }

    synchronized String text(String path) {
        return new String(read(path).orElse(new byte[0]), StandardCharsets.UTF_8);
    }

    /** Whether the user may; the system's folders are read-only unless covered, even for root. */
    synchronized boolean write(String path, byte[] content, int uid) {
        Map<String, byte[]> files = holding(path);
        if (files == disk && path.startsWith("/system/") || uid != 0 && !isPublic(path)) {
            return false;
        }
        files.put(path, content.clone());
        return true;
    }

    private static boolean isPublic(String path) {
        return path.startsWith("/data/local/tmp/") || path.startsWith("/sdcard/");
    }

    /** As the maker shipped it. */
    synchronized void ship(String path, byte[] content) {
        disk.put(path, content.clone());
    }

    synchronized boolean remove(String path, boolean recursive) {
        Map<String, byte[]> files = holding(path);
        boolean removed = files.remove(path) != null;
        return recursive ? files.keySet().removeIf(f -> f.startsWith(path + "/")) | removed : removed;
    }

    /** A file, or with a star at the end all of a folder. */
    synchronized List<String> matching(String path) {
        if (!path.endsWith("/*")) {
            return holding(path).containsKey(path) ? List.of(path) : List.of();
        }
        String folder = path.substring(0, path.length() - 1);
        return holding(folder).keySet().stream()
                .filter(f -> f.startsWith(folder) && f.indexOf('/', folder.length()) < 0)
                .toList();
    }

    synchronized void cover(String folder) {
        covers.push(new Cover(folder, new TreeMap<>()));
    }

    synchronized boolean uncover(String folder) {
        for (Cover cover : covers) {
            if (cover.folder().equals(folder)) {
                covers.remove(cover);
                return true;
            }
        }
        return false;
    }

    /** A restart loses what lies in memory only. */
    synchronized void restart() {
        covers.clear();
    }
}
