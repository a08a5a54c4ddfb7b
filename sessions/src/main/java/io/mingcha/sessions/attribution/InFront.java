package io.mingcha.sessions.attribution;

import java.time.Instant;

/** An app that was seen in the foreground. */
public record InFront(Instant at, String app) {}
