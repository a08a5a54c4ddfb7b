package io.mingcha.flows;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One exchange, or one connection that could not be read as exchanges.
 *
 * @param ordinal place in the session in order of opening, from 0; for a HAR the entry's index
 * @param connection which client connection carried it, from 0
 * @param scheme {@code http}, {@code https}, {@code tls} (unread), {@code tcp}
 * @param protocol such as {@code HTTP/1.1}, {@code raw}
 * @param clientTls what the app negotiated with the proxy, absent for plain text
 * @param serverTls what the proxy negotiated with the server
 * @param response absent if none came
 */
public record Flow(
        int ordinal,
        int connection,
        String scheme,
        String protocol,
        Client client,
        Server server,
        Optional<Tls> clientTls,
        Optional<Tls> serverTls,
        Timing timing,
        Optional<Message> request,
        Optional<Message> response,
        Outcome outcome) {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    public Flow withClient(Client found) {
        return new Flow(
                ordinal,
                connection,
                scheme,
                protocol,
                found,
                server,
                clientTls,
                serverTls,
                timing,
                request,
                response,
                outcome);
    }

    /** The same with other messages, and what came of them. */
    public Flow withMessages(Optional<Message> sent, Optional<Message> answered, Outcome end) {
        return new Flow(
                ordinal,
                connection,
                scheme,
                protocol,
                client,
                server,
                clientTls,
                serverTls,
                timing,
                sent,
                answered,
                end);
    }

    /** The request's head, if there is one. */
    public Optional<Head.Request> requestHead() {
        return request.flatMap(Message::head).map(h -> h instanceof Head.Request r ? r : null);
    }

    /** The response's head, if there is one. */
    public Optional<Head.Response> responseHead() {
        return response.flatMap(Message::head).map(h -> h instanceof Head.Response r ? r : null);
    }

    /** The absolute address of the request, or scheme, host and port of a connection that was not read. */
    public String url() {
        boolean usual = scheme.equals("https") && server.port() == 443 || scheme.equals("http") && server.port() == 80;
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        String origin = scheme + "://" + host + (usual ? "" : ":" + server.port());
        return requestHead()
                .map(r -> ABSOLUTE.matcher(r.target()).lookingAt() ? r.target() : origin + r.target())
                .orElse(origin);
    }
}
