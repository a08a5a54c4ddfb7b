package io.mingcha.cli;

/** The exit codes, part of the contract. */
final class Exit {
    static final int NOTHING_FOUND = 0;
    static final int FINDINGS = 1;
    static final int WRONG_USE = 2;
    static final int NO_VERDICT = 3;
    static final int INTERNAL = 4;

    private Exit() {}
}
