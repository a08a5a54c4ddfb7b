package io.mingcha.sessions.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Gathers what pages and their workers request. */
final class PageRequests {
    private final List<PageRequest> seen = Collections.synchronizedList(new ArrayList<>());

    void watch(BrowserContext context) {
        context.onRequest(this::add);
        context.pages().forEach(this::watch);
        context.onPage(this::watch);
    }

    private void watch(Page page) {
        page.onWebSocket(this::add);
    }

    private void add(Request request) {
        seen.add(new PageRequest(request.method(), request.url(), Instant.now(), request.resourceType()));
    }

    private void add(WebSocket socket) {
        seen.add(new PageRequest("GET", socket.url(), Instant.now(), "websocket"));
    }

    List<PageRequest> list() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }
}
