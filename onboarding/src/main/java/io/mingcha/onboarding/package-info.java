/**
 * The pages that a phone opens at the proxy's own address: the root certificate in every form, and the steps to install it.
 *
 * <p>Knows {@code proxy.site} and {@code certs}. Known by the command line.
 */
@NullMarked
package io.mingcha.onboarding;

import org.jspecify.annotations.NullMarked;
