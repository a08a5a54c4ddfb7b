package io.mingcha.analyzer.catalogue;

/**
 * What a profile says of a type.
 *
 * @param necessary for the basic service
 * @param inScene for what the user does at the moment, or may do if nobody said what that is
 */
public record Need(boolean necessary, boolean inScene, boolean unnecessary, boolean prohibited) {}
