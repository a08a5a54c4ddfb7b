package io.mingcha.analyzer.detect.hit;

import io.mingcha.analyzer.decode.Node;

/** Told of every candidate that a detector looked at and did not keep. */
@FunctionalInterface
public interface Witness {
    /** Of a search whose answer alone counts. */
    Witness NOBODY = new Witness() {
        @Override
        public void dropped(Node node, String type, String value, Dropped.Why why) {}

        @Override
        public boolean asksWhy() {
            return false;
        }
    };

    void dropped(Node node, String type, String value, Dropped.Why why);

    /** Whether it wants to hear what is against values that nothing speaks for, which costs to find out. */
    default boolean asksWhy() {
        return true;
    }

    /** A value that is nothing of what its field's name says; said to those who do not ask why. */
    default void unlike(Node node) {}
}
