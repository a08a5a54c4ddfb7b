package io.mingcha.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration document that cannot be used, with all that is wrong with it. */
public final class InvalidDocument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidDocument(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = problems;
    }

    public List<Problem> problems() {
        return problems;
    }

    public String in(Language language) {
        return problems.stream().map(p -> p.in(language)).collect(Collectors.joining(System.lineSeparator()));
    }
}
