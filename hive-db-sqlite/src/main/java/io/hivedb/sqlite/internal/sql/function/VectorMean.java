// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import org.jspecify.annotations.Nullable;

/** The mean of vectors, with pgvector's accumulator of doubles. */
final class VectorMean {

  private double @Nullable [] sums;
  private double count;

  void add(byte[] vector) {
    int dimensions = Vectors.dimensions(vector);
    if (sums == null) {
      sums = new double[dimensions];
    } else if (sums.length != dimensions) {
      throw new PgException("22000", "expected " + sums.length + " dimensions, not " + dimensions);
    }
    for (int i = 0; i < dimensions; i++) {
      sums[i] += Vectors.get(vector, i);
      if (Double.isInfinite(sums[i])) {
        throw new PgException("22003", "value out of range: overflow");
      }
    }
    count++;
  }

  /** Null where none was added. */
  byte @Nullable [] result() {
    if (sums == null) {
      return null;
    }
    byte[] average = new byte[sums.length * 4];
    for (int i = 0; i < sums.length; i++) {
      Vectors.set(average, i, Vectors.checkElement((float) (sums[i] / count)));
    }
    return average;
  }
}
