/**
 * Reads configuration into records and says what is wrong with it: {@link io.mingcha.settings.Setting} is one node of a
 * YAML or JSON document with its place, {@link io.mingcha.settings.Problems} gathers every fault of a document,
 * {@link io.mingcha.settings.Fault} is any error that a person reads.
 *
 * <p>Knows nothing of ours. Known by every module.
 */
@NullMarked
package io.mingcha.settings;

import org.jspecify.annotations.NullMarked;
