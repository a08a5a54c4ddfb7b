package io.mingcha.bench.soak;

/** Threads that keep nobody from leaving. */
final class ClientThreads {
    private ClientThreads() {}

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "client-io");
        thread.setDaemon(true);
        return thread;
    }
}
