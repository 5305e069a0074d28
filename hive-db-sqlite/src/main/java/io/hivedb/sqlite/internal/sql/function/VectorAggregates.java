// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Vectors;
import org.jspecify.annotations.Nullable;

/** sum and avg of vectors, with pgvector's accumulator of doubles for avg. */
final class VectorAggregates {

  private VectorAggregates() {}

  static void register(Registry registry) {
    registry.aggregate("sum", VECTOR, Sum::new, VECTOR);
    registry.aggregate("avg", VECTOR, Average::new, VECTOR);
  }

  private static final class Sum implements Accumulator {
    private byte @Nullable [] sum;

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        return;
      }
      byte[] value = args.bytes(0);
      if (sum == null) {
        sum = value.clone();
        return;
      }
      int dimensions = VectorFunctions.sameDimensions(sum, value);
      for (int i = 0; i < dimensions; i++) {
        float result = Vectors.get(sum, i) + Vectors.get(value, i);
        if (Float.isInfinite(result)) {
          throw new PgException("22003", "value out of range: overflow");
        }
        Vectors.set(sum, i, result);
      }
    }

    @Override
    public @Nullable Object result() {
      return sum;
    }
  }

  private static final class Average implements Accumulator {
    private double @Nullable [] sums;
    private double count;

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        return;
      }
      byte[] value = args.bytes(0);
      int dimensions = Vectors.dimensions(value);
      if (sums == null) {
        sums = new double[dimensions];
      } else if (sums.length != dimensions) {
        throw new PgException(
            "22000", "expected " + sums.length + " dimensions, not " + dimensions);
      }
      for (int i = 0; i < dimensions; i++) {
        sums[i] += Vectors.get(value, i);
        if (Double.isInfinite(sums[i])) {
          throw new PgException("22003", "value out of range: overflow");
        }
      }
      count++;
    }

    @Override
    public @Nullable Object result() {
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
}
