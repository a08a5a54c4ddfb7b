/**
 * Interception. {@link io.mingcha.proxy.ProxyServer#start} takes what the user set ({@code proxy.config.ProxyConfig}), the
 * certificate authority, who is intercepted ({@code proxy.policy.InterceptPolicy}), where the record goes ({@code
 * flows.FlowSink}) and the pages of the proxy itself ({@code proxy.site.LocalSite}), and returns a handle with address,
 * counts and an orderly end.
 *
 * <p>This package only wires. From the bottom up: {@code config}, {@code tls}, {@code record}, {@code policy}, {@code
 * site}, {@code upstream}, {@code engine}, {@code relay}, {@code http1}, {@code tunnel}, {@code front}.
 */
@NullMarked
package io.mingcha.proxy;

import org.jspecify.annotations.NullMarked;
