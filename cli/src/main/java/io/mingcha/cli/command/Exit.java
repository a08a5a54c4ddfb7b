package io.mingcha.cli.command;

/** The exit codes, part of the contract. */
public final class Exit {
    public static final int NOTHING_FOUND = 0;
    public static final int FINDINGS = 1;
    public static final int WRONG_USE = 2;
    public static final int NO_VERDICT = 3;
    public static final int INTERNAL = 4;

    private Exit() {}
}
