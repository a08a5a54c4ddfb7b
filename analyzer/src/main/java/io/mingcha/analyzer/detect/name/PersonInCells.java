package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * A person in a text of cells without names, as tickets are booked ({@code O,0,1,name,1,paper,number,N}): a resident ID whose check digit
 * agrees, and beside it a cell that is a name or a mobile number and nothing more. One alone says nothing, and a log holds any number.
 */
final class PersonInCells {
    private static final int SHORTEST = 22;
    private static final int LONGEST = 4_000;
    private static final int LENGTH_OF_PAPER = 18;
    private static final int LENGTH_OF_NUMBER = 11;
    private static final int LONGEST_NAME = 6;
    private static final int MOST = 60;
    private static final String BETWEEN = ",|;_";

    private final Discard discard;

    PersonInCells(Discard discard) {
        this.discard = discard;
    }

    List<Hit> find(Node leaf) {
        String text = leaf.text();
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || !leaf.letters().hasOther()
                || !mayHold(text)) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>(3);
        boolean paper = false;
        int start = 0;
        for (int end = 0; end <= text.length() && hits.size() < MOST; end++) {
            if (end == text.length() || BETWEEN.indexOf(text.charAt(end)) >= 0) {
                String cell = text.substring(start, end);
                paper |= add(leaf, cell, start, hits);
                start = end + 1;
            }
        }
        boolean another = hits.stream().anyMatch(hit -> hit.method() == Method.NAMED_FIELD);
        return paper && another ? hits : List.of();
    }

    /** Whether the cell is a paper. */
    private boolean add(Node leaf, String cell, int start, List<Hit> hits) {
        int end = start + cell.length();
        if (cell.length() == LENGTH_OF_PAPER && Checks.residentId(cell) && isSomebodys("resident_id", cell)) {
            hits.add(Hit.within("resident_id", leaf, start, end, Method.CHECKSUM, 0.95, cell));
            return true;
        }
        if (cell.length() == LENGTH_OF_NUMBER && Checks.phone(cell) && isSomebodys("phone_number", cell)) {
            hits.add(Hit.within("phone_number", leaf, start, end, Method.NAMED_FIELD, 0.65, cell));
        } else if (cell.length() <= LONGEST_NAME && Checks.personName(cell) && isSomebodys("person_name", cell)) {
            hits.add(Hit.within("person_name", leaf, start, end, Method.NAMED_FIELD, 0.65, cell));
        }
        return false;
    }

    private boolean isSomebodys(String type, String value) {
        return !discard.isNobodys(value) && !discard.excludes(type, value);
    }

    /** Whether a cell is as long as a paper. */
    private static boolean mayHold(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9' || run == LENGTH_OF_PAPER - 1 && (c == 'X' || c == 'x');
            if (!digit && run == LENGTH_OF_PAPER && BETWEEN.indexOf(c) >= 0) {
                return true;
            }
            run = digit ? run + 1 : 0;
        }
        return run == LENGTH_OF_PAPER && text.length() > LENGTH_OF_PAPER;
    }
}
