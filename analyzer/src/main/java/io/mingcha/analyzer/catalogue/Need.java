package io.mingcha.analyzer.catalogue;

/**
 * What a profile says of a type.
 *
 * @param necessary for the basic service
 * @param inScene for what the user does at the moment, or may do if nobody said what that is
 * @param ofFunction what the user does at the moment is made of it, whoever offers that: a search of what is near, of a position
 */
public record Need(boolean necessary, boolean inScene, boolean ofFunction, boolean unnecessary, boolean prohibited) {}
