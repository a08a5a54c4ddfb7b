package io.mingcha.testkit.phone;

/** What a command printed, and how it ended. */
record Outcome(byte[] out, byte[] error, int code) {}
