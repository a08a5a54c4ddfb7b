/**
 * How a tester who has the key opens what an app encrypts itself: {@code config/recipes.yaml}. A {@link io.mingcha.analyzer.recipe.Recipe}
 * says where a coded value stands and which steps undo the coding; keys come from the recipe, the session or the message.
 *
 * <p>Knows {@code settings}. Known by {@code analyzer.decode} and {@code analyzer}. Does no I/O and keeps no state.
 */
@NullMarked
package io.mingcha.analyzer.recipe;

import org.jspecify.annotations.NullMarked;
