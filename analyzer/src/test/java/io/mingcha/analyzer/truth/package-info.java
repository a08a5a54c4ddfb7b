/** Traffic made from a seed, with its truth, to measure recall and false alarms. Shares no list with the product. */
package io.mingcha.analyzer.truth;
