package io.mingcha.sessions.attribution;

/** What one witness says of a connection: an app, and how sure that is. */
record Verdict(String app, double confidence) {}
