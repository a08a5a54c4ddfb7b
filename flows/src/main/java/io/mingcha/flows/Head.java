package io.mingcha.flows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The head of a message. */
public sealed interface Head {

    /** Such as {@code HTTP/1.1} or {@code HTTP/2}. */
    String version();

    /** In order and case of the wire. */
    List<Header> headers();

    /** The first value of a header, whatever the case of its name. */
    default Optional<String> header(String name) {
        List<Header> all = headers();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equalsIgnoreCase(name)) {
                return Optional.of(all.get(i).value());
            }
        }
        return Optional.empty();
    }

    /**
     * @param target path and query in origin form, such as {@code /v1/log?a=b}
     */
    record Request(String method, String target, String version, List<Header> headers) implements Head {
        public Request {
            headers = List.copyOf(headers);
        }
    }

    record Response(int status, String reason, String version, List<Header> headers) implements Head {
        public Response {
            headers = List.copyOf(headers);
        }
    }

    /** The status of a response head. */
    default OptionalInt statusCode() {
        return this instanceof Response r ? OptionalInt.of(r.status()) : OptionalInt.empty();
    }
}
