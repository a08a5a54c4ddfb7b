package io.mingcha.analyzer.decode;

/**
 * What a message was sent to, by which recipes are chosen.
 *
 * @param path of the request's target, without its query
 */
public record Target(String host, String path) {
    public static final Target UNKNOWN = new Target("", "");

    /** @param target as the request has it, such as {@code /v1/report?x=1} */
    public static Target of(String host, String target) {
        int query = target.indexOf('?');
        return new Target(host, query < 0 ? target : target.substring(0, query));
    }
}
