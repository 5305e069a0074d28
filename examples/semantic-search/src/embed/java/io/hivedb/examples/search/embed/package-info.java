// SPDX-License-Identifier: Apache-2.0
/**
 * For whoever renews the sample: computes the files beside {@code WordNetSample} from WordNet and a
 * language model.
 */
@NullMarked
package io.hivedb.examples.search.embed;

import org.jspecify.annotations.NullMarked;
