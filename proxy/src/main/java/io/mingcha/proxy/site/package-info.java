/**
 * What the proxy itself answers when a browser opens its address or {@code mingcha.test}, by whatever way.
 *
 * <p>Knows {@code flows}. Known by whoever takes requests; implemented by onboarding.
 */
@NullMarked
package io.mingcha.proxy.site;

import org.jspecify.annotations.NullMarked;
