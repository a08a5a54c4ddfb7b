/**
 * What the proxy itself answers when a browser opens its address or {@code http://mingcha.test/}.
 *
 * <p>Knows nothing of ours. Known by the front; implemented by onboarding.
 */
@NullMarked
package io.mingcha.proxy.site;

import org.jspecify.annotations.NullMarked;
