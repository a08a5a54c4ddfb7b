/**
 * How traffic comes to the proxy and what of it is opened: listeners, gateway, name servers, certificates, hosts that are left
 * alone. Knows {@code proxy}, {@code gateway}, {@code certs}; known by what captures.
 */
@NullMarked
package io.mingcha.cli.traffic;

import org.jspecify.annotations.NullMarked;
