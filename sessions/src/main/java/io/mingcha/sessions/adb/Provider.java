package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of one of Android's content providers, through {@code content}. The command ends well whatever happens and an insertion
 * does not say what it made: what went wrong stands in its output, and rows are known by a value of our own in a column.
 */
final class Provider {
    /** What the command says in place of an exit code. */
    static final Pattern FAILED = Pattern.compile("Error while accessing provider|\\w+Exception\\b|\\[ERROR]");

    /** After a selection: ends well only if there is no such row. */
    static final String NONE = " | grep 'No result found'";

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Each command starts a Java runtime on the device. */
    private static final int AT_ONCE = 8;

    private final Shell shell;
    private final String serial;

    Provider(Shell shell, String serial) {
        this.shell = shell;
        this.serial = serial;
    }

    /** A row for {@code content insert}: {@code column:s:value} each. */
    static String insertion(String uri, String... bindings) {
        StringBuilder command = new StringBuilder("content insert --uri " + uri);
        for (String binding : bindings) {
            command.append(" --bind ").append(Shell.quoted(binding));
        }
        return command.toString();
    }

    /** Removes the rows whose column holds one of these values, and no others. */
    static String deletion(String uri, String column, List<String> values) {
        return "content delete --uri " + Shell.quoted(uri) + " --where " + Shell.quoted(where(column, values));
    }

    /** Tells the rows whose column holds one of these values. */
    static String selection(String uri, String column, List<String> values) {
        return "content query --uri " + Shell.quoted(uri) + " --projection _id --where "
                + Shell.quoted(where(column, values));
    }

    private static String where(String column, List<String> values) {
        return column + " IN ('" + String.join("','", values) + "')";
    }

    /** @throws DeviceTrouble if the provider does not want to */
    void insert(List<String> insertions) {
        for (int from = 0; from < insertions.size(); from += AT_ONCE) {
            List<String> some = insertions.subList(from, Math.min(insertions.size(), from + AT_ONCE));
            Said said = shell.run(String.join("; ", some), LIMIT);
            if (FAILED.matcher(said.all()).find()) {
                throw Troubles.refused(serial, "content insert", reason(said.all()));
            }
        }
    }

    private static String reason(String said) {
        return said.lines()
                .filter(l -> l.contains("Exception"))
                .findFirst()
                .orElse(said.lines().findFirst().orElse("?"))
                .strip();
    }

    /** The row's number for each value that is there, in their order. */
    List<Optional<Long>> rows(String uri, String column, List<String> values) {
        String rows = shell.run(
                        "content query --uri " + uri + " --projection _id:" + column + " --where "
                                + Shell.quoted(where(column, values)),
                        LIMIT)
                .text();
        List<Optional<Long>> found = new ArrayList<>();
        for (String value : values) {
            Matcher row = Pattern.compile("(?m)^Row: \\d+ _id=(\\d+), " + column + "=" + Pattern.quote(value) + "\\s*$")
                    .matcher(rows);
            found.add(row.find() ? Optional.of(Long.parseLong(row.group(1))) : Optional.empty());
        }
        return found;
    }
}
