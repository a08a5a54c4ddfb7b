package io.mingcha.store.body;

/**
 * Where the bytes of one record lie.
 *
 * @param position of the bytes themselves, behind the record's header
 */
public record Extent(int segment, long position, int length) {}
