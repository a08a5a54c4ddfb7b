package io.mingcha.flows;

import java.time.Instant;

/** When the byte at an offset of a body arrived, noted where that was later than what came before it. */
public record Arrival(long offset, Instant at) {}
