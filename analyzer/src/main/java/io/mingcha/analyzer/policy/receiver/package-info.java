/**
 * Who receives: companies, their SDKs, kinds of recipient and those without a name, as the policy writes them and as
 * {@code config/recipients.yaml} has them. Knows {@code policy.words} and {@code policy.text}.
 */
@NullMarked
package io.mingcha.analyzer.policy.receiver;

import org.jspecify.annotations.NullMarked;
