package io.mingcha.testkit.phone;

import java.io.IOException;

/** What a daemon does with a stream; when it returns, the stream ends. */
@FunctionalInterface
interface Service {
    void serve(Channel channel) throws IOException, InterruptedException;
}
