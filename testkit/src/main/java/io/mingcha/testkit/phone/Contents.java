package io.mingcha.testkit.phone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of the phone's content providers, such as its address book. */
public final class Contents {
    private static final Pattern WHERE = Pattern.compile("(\\w+)\\s*(?:=\\s*('[^']*')|IN \\(([^)]*)\\))");

    private final Map<String, Map<Long, Map<String, String>>> tables = new TreeMap<>();
    private final Set<String> refusing = new TreeSet<>();
    private long last = 40;

    Contents() {}

    /** A provider that lets nobody write, such as {@code com.android.contacts}. */
    public synchronized Contents refuse(String authority, boolean does) {
        if (does) {
            refusing.add(authority);
        } else {
            refusing.remove(authority);
        }
        return this;
    }

    synchronized boolean refuses(String authority) {
        return refusing.contains(authority);
    }

    /** The rows of a table, such as {@code com.android.contacts/raw_contacts}. */
    public synchronized List<Map<String, String>> rows(String table) {
        return List.copyOf(table(table).values());
    }

    private Map<Long, Map<String, String>> table(String name) {
        return tables.computeIfAbsent(name, t -> new LinkedHashMap<>());
    }

    /** Puts a row in, as its owner did long ago. */
    public synchronized long add(String table, Map<String, String> values) {
        long id = ++last;
        Map<String, String> row = new LinkedHashMap<>();
        row.put("_id", Long.toString(id));
        row.putAll(values);
        table(table).put(id, row);
        return id;
    }

    synchronized List<Map<String, String>> query(String table, String where) {
        return table(table).values().stream().filter(row -> fits(row, where)).toList();
    }

    synchronized void delete(String table, String where) {
        List<Map<String, String>> gone = new ArrayList<>(query(table, where));
        gone.forEach(row -> table(table).remove(Long.parseLong(row.getOrDefault("_id", "0"))));
        if (table.endsWith("/raw_contacts")) {
            // what is said of a contact goes with it
            gone.forEach(row -> table(table.replace("raw_contacts", "data"))
                    .values()
                    .removeIf(d -> d.getOrDefault("raw_contact_id", "").equals(row.get("_id"))));
        }
    }

    private static boolean fits(Map<String, String> row, String where) {
        if (where.isEmpty()) {
            return true;
        }
        Matcher condition = WHERE.matcher(where);
        if (!condition.matches()) {
            throw new IllegalArgumentException("near: syntax error: " + where);
        }
        String values = condition.group(2) == null ? condition.group(3) : condition.group(2);
        return values.contains("'" + row.getOrDefault(condition.group(1), "") + "'");
    }
}
