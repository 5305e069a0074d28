// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import com.pgvector.PGvector;
import org.jspecify.annotations.Nullable;

/**
 * One meaning of a word as a dictionary explains it.
 *
 * @param synset the number of the meaning in WordNet 3.1
 * @param topic what kind of thing it is, such as {@code animal}
 * @param word the word used most for it
 * @param definition the explanation in a few words
 * @param details a JSON object: {@code synonyms}, an array of words, and {@code uses}, how often a
 *     text used the meaning
 * @param embedding where the meaning lies among the others, or null as long as nobody has computed
 *     it
 */
public record Gloss(
    long synset,
    String topic,
    String word,
    String definition,
    String details,
    @Nullable PGvector embedding) {}
