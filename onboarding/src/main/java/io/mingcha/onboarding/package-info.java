/**
 * The pages that a device opens at the proxy's own address: the root certificate in every form, the steps in and out,
 * pairing and the self-check; and what is known of each device.
 *
 * <p>Knows {@code proxy.site}, {@code certs} and {@code flows}. Known by the command line.
 */
@NullMarked
package io.mingcha.onboarding;

import org.jspecify.annotations.NullMarked;
