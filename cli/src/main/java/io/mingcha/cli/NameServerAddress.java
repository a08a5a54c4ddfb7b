package io.mingcha.cli;

/** Reads the address of a name server, whose port is usually not said. */
final class NameServerAddress extends ListenAddress {
    private static final int DNS_PORT = 53;

    NameServerAddress() {
        super(DNS_PORT);
    }
}
