// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

/** How pgvector measures the distance of two vectors. */
public enum Metric {
  /** Straight-line distance. */
  EUCLIDEAN("<->"),
  /** One minus the cosine of the angle. */
  COSINE("<=>"),
  /** The inner product with its sign turned, so that smaller is nearer here too. */
  NEGATIVE_INNER_PRODUCT("<#>");

  private final String operator;

  Metric(String operator) {
    this.operator = operator;
  }

  /**
   * Returns how SQL spells the metric.
   *
   * @return an operator of pgvector
   */
  public String operator() {
    return operator;
  }
}
