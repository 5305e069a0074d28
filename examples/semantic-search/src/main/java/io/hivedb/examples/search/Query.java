// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import com.pgvector.PGvector;

/**
 * A sentence that somebody could type into a search box.
 *
 * @param number counts from 1
 * @param sentence what was typed
 * @param embedding the sentence as the model of the glosses sees it
 */
public record Query(int number, String sentence, PGvector embedding) {}
