package io.mingcha.sessions.device;

/** A place on the screen in its own pixels, from the upper left. */
public record Point(int x, int y) {}
