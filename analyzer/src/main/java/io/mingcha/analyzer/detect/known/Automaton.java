package io.mingcha.analyzer.detect.known;

import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of many patterns in one pass (Aho and Corasick, CACM 18(6), 1975). Transitions lie in one open
 * hash table, so that a thousand values cost no more per character than ten.
 */
final class Automaton {

    /** Told of each occurrence; {@code end} is exclusive. */
    interface Found {
        void at(int pattern, int end);
    }

    private static final int ASCII = 128;
    private static final int COLUMNS = 64;
    private static final byte OTHERS = COLUMNS - 1;
    /** So many states have whole rows, fail links followed: those next to the root, where text that is no match stays. */
    private static final int ROWS = 4096;

    private final int[] root = new int[ASCII];
    /** The kinds of ASCII letters: 0 is in no pattern, {@link #OTHERS} is too rare for a column of its own. */
    private final byte[] kinds = new byte[ASCII];

    private int[] rows = {};
    private int rowed;
    private long[] keys;
    private int[] targets;
    private int mask;
    private int used;
    private int[] fail;
    private int[] pattern;
    private int[] output;
    /** The state itself if a pattern ends there, else the longest shorter one in which one does; 0 if there is none. */
    private int[] ending = {};

    private int states = 1;

    private Automaton(int capacity) {
        int table = Integer.highestOneBit(Math.max(16, capacity * 2)) * 2;
        keys = new long[table];
        targets = new int[table];
        mask = table - 1;
        fail = new int[capacity + 1];
        pattern = new int[capacity + 1];
        output = new int[capacity + 1];
        Arrays.fill(pattern, -1);
    }

    /** Patterns as they stand in folded text; none may be empty or appear twice. */
    static Automaton of(List<String> patterns) {
        Automaton automaton =
                new Automaton(patterns.stream().mapToInt(String::length).sum() + 1);
        automaton.add(patterns);
        automaton.link(patterns);
        automaton.fillRows(patterns);
        return automaton;
    }

    /** All first letters before all second ones: states are numbered by their depth. */
    private void add(List<String> patterns) {
        int longest = patterns.stream().mapToInt(String::length).max().orElse(0);
        int[] at = new int[patterns.size()];
        for (int depth = 0; depth < longest; depth++) {
            for (int i = 0; i < at.length; i++) {
                String word = patterns.get(i);
                if (depth >= word.length()) {
                    continue;
                }
                int next = step(at[i], word.charAt(depth));
                if (next < 0) {
                    next = states++;
                    put(at[i], word.charAt(depth), next);
                }
                at[i] = next;
                if (depth == word.length() - 1) {
                    pattern[next] = i;
                }
            }
        }
    }

    /** Fail and output links, shallow states first. */
    private void link(List<String> patterns) {
        int longest = patterns.stream().mapToInt(String::length).max().orElse(0);
        int[] at = new int[patterns.size()];
        for (int depth = 0; depth < longest; depth++) {
            for (int i = 0; i < at.length; i++) {
                String word = patterns.get(i);
                if (depth >= word.length()) {
                    continue;
                }
                char c = word.charAt(depth);
                int parent = at[i];
                int state = step(parent, c);
                at[i] = state;
                int back = depth == 0 ? 0 : follow(fail[parent], c);
                fail[state] = back;
                output[state] = pattern[back] >= 0 ? back : output[back];
            }
        }
    }

    private void fillRows(List<String> patterns) {
        char[] letters = new char[COLUMNS];
        byte columns = 1;
        for (String word : patterns) {
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (c < ASCII && kinds[c] == 0) {
                    kinds[c] = columns < OTHERS ? columns++ : OTHERS;
                    letters[kinds[c]] = c;
                }
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            kinds[c] = kinds[c + 32];
        }
        ending = new int[states];
        for (int state = 1; state < states; state++) {
            ending[state] = pattern[state] >= 0 ? state : output[state];
        }
        rowed = Math.min(states, ROWS);
        rows = new int[rowed * COLUMNS];
        for (int state = 0; state < rowed; state++) {
            for (int column = 1; column < columns; column++) {
                rows[state * COLUMNS + column] = follow(state, letters[column]);
            }
        }
    }

    private int follow(int state, char c) {
        int at = state;
        while (true) {
            int next = step(at, c);
            if (next >= 0) {
                return next;
            }
            if (at == 0) {
                return 0;
            }
            at = fail[at];
        }
    }

    private int step(int state, char c) {
        if (state == 0 && c < ASCII) {
            int next = root[c];
            return next == 0 ? -1 : next;
        }
        long key = (long) state << 16 | c | 1L << 62;
        int slot = hash(key);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = slot + 1 & mask;
        }
        return -1;
    }

    private void put(int state, char c, int target) {
        if (state == 0 && c < ASCII) {
            root[c] = target;
            return;
        }
        long key = (long) state << 16 | c | 1L << 62;
        int slot = hash(key);
        while (keys[slot] != 0) {
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        targets[slot] = target;
        used++;
    }

    private int hash(long key) {
        long h = key * 0x9E3779B97F4A7C15L;
        return (int) (h >>> 32) & mask;
    }

    void search(String text, Found found) {
        if (states == 1) {
            return;
        }
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.charAt(i));
            for (int o = ending[state]; o > 0; o = output[o]) {
                found.at(pattern[o], i + 1);
            }
        }
    }

    /** Whether any pattern occurs. */
    boolean finds(String text) {
        if (states == 1) {
            return false;
        }
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = next(state, text.charAt(i));
            if (ending[state] > 0) {
                return true;
            }
        }
        return false;
    }

    private int next(int state, char c) {
        byte kind = c < ASCII ? kinds[c] : OTHERS;
        if (kind == 0) {
            return 0;
        }
        return kind != OTHERS && state < rowed ? rows[state * COLUMNS + kind] : follow(state, Fold.of(c));
    }

    int size() {
        return states;
    }
}
