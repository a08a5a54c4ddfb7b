package io.mingcha.sessions.run;

import io.mingcha.settings.Text;
import java.time.Instant;

/**
 * Something worth telling that happened in a run.
 *
 * @param kind for programs, such as {@code step}, {@code marker}, {@code trouble}
 */
public record RunEvent(Instant at, String kind, Text text) {}
