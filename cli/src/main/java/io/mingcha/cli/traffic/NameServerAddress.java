package io.mingcha.cli.traffic;

/** Reads the address of a name server, whose port is usually not said. */
public final class NameServerAddress extends ListenAddress {
    private static final int DNS_PORT = 53;

    public NameServerAddress() {
        super(DNS_PORT);
    }
}
