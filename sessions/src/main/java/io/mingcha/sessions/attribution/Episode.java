package io.mingcha.sessions.attribution;

import java.time.Instant;

/**
 * A socket's life as samples bound it: it came between {@code absent} and {@code first}, and went between {@code last} and
 * {@code gone}.
 *
 * @param absent the beginning of the latest sample without it, or the earliest instant there is
 * @param first the end of the first sample with it
 * @param last the beginning of the last sample with it
 * @param gone the end of the first sample without it again, or the latest instant there is
 */
record Episode(String app, int port, Instant absent, Instant first, Instant last, Instant gone) {}
