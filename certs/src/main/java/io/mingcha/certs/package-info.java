/**
 * The local certificate authority: a root of its own per installation, leaves for the names that an app asks for, and
 * the root in every form that a device takes.
 *
 * <p>Knows {@code settings}. Known by the proxy, onboarding and the command line. Private keys never leave this package
 * except in a {@link io.mingcha.certs.Leaf}, whose key lives as long as the process.
 */
@NullMarked
package io.mingcha.certs;

import org.jspecify.annotations.NullMarked;
