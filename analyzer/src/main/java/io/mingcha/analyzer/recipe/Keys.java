package io.mingcha.analyzer.recipe;

import java.util.Optional;

/** Where the keys of recipes come from. */
public interface Keys {
    Keys NONE = new Keys() {
        @Override
        public Optional<byte[]> session(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> field(String path) {
            return Optional.empty();
        }
    };

    /** The key that the session file has under that name. */
    Optional<byte[]> session(String name);

    /** The value that stands at that path of the same message. */
    Optional<String> field(String path);
}
