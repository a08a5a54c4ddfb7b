/**
 * What a policy says, as paragraphs with depths and tables with places, whether it came as a page, as Markdown or as plain text.
 * Knows nothing of what it means; known by all that reads it.
 */
@NullMarked
package io.mingcha.analyzer.policy.text;

import org.jspecify.annotations.NullMarked;
