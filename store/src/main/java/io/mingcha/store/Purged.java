package io.mingcha.store;

/**
 * What was removed.
 *
 * @param bytes that the files took on disk
 */
public record Purged(String id, int flows, int files, long bytes) {}
