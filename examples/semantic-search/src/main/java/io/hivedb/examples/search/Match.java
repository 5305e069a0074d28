// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

/**
 * A gloss that a search found.
 *
 * @param synset the number of the meaning in WordNet 3.1
 * @param word the word used most for it
 * @param definition the explanation in a few words
 * @param distance how far it is from what was searched; smaller is nearer
 */
public record Match(long synset, String word, String definition, double distance) {}
