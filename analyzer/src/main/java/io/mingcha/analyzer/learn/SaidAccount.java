package io.mingcha.analyzer.learn;

/**
 * The id of an account that a server answered who signs in, or who asks who is signed in.
 *
 * @param path of the field as it may be shown
 */
public record SaidAccount(String value, String path) {}
