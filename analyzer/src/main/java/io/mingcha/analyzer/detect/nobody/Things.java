package io.mingcha.analyzer.detect.nobody;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.ListShapes.Unless;
import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.decode.Node;
import java.util.List;
import java.util.Optional;

/** What is about things and nobody: an article, a job, a filter. */
public final class Things {
    /** Of so many fields beside one is asked what they are; else a wide object would take the square of its width. */
    public static final int COMPANY = 200;

    private static final int ABOVE = 6;
    private static final int MOST_COLUMNS = 40;

    private Things() {}

    /** Whether something stands in a thing, by the names on the way; of a thing's and a person's the nearer decides. */
    public static boolean isWithin(Node node, FieldNames fields) {
        Optional<Node> above = node.parent();
        for (int i = 0; i < ABOVE && above.isPresent(); i++) {
            String name = above.get().isNamed() ? above.get().key() : "";
            if (fields.holdsPerson(name)) {
                return false;
            }
            if (fields.holdsThings(name)) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    /** The same in a list of such things: of actors and players everybody may know when they were born. */
    public static boolean isInList(Node node, FieldNames fields) {
        Optional<Node> above = node.parent();
        for (int i = 0; i < ABOVE && above.isPresent(); i++) {
            String name = above.get().isNamed() ? above.get().key() : "";
            if (fields.holdsPerson(name)) {
                return false;
            }
            if (above.get().kind() == Node.Kind.ARRAY && fields.holdsThings(name)) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }

    /** The same, or by what stands beside it. */
    public static boolean isOne(Node field, FieldNames fields) {
        return isWithin(field, fields) || isPriced(field, fields);
    }

    /** Whether a field of a thing stands beside it, such as a price. */
    public static boolean isPriced(Node field, FieldNames fields) {
        return field.fellows(COMPANY).anyMatch(other -> other != field && fields.isOfThings(other.key()));
    }

    /** Whether a list is nobody's: by the names on the way to it, the nearer decides, or by what its rows hold. */
    public static boolean isNobodys(Node list, Unless unless, FieldNames fields) {
        Optional<Node> at = Optional.of(list);
        for (int i = 0; i <= ABOVE && at.isPresent(); i++) {
            String name = at.get().isNamed() ? at.get().key() : "";
            if (fields.holdsPerson(name)) {
                break;
            }
            if (unless.isCalled(name)) {
                return true;
            }
            at = at.get().parent();
        }
        return !unless.beside().isEmpty() && areBeside(list.children(), unless);
    }

    private static boolean areBeside(List<Node> rows, Unless unless) {
        long beside = rows.stream()
                .filter(row -> row.members().stream()
                        .limit(MOST_COLUMNS)
                        .anyMatch(m -> NameWords.isOneOf(m.key(), unless.beside())))
                .count();
        return beside > 0 && beside * 10 >= rows.size() * 6L;
    }
}
