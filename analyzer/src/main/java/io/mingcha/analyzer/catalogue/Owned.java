package io.mingcha.analyzer.catalogue;

/**
 * What may be somebody's by the letters of its name.
 *
 * @param owner the letters before what it is
 */
public record Owned(String owner, FieldRule rule) {}
