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
    private final VectorMean mean = new VectorMean();

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        mean.add(args.bytes(0));
      }
    }

    @Override
    public @Nullable Object result() {
      return mean.result();
    }
  }
}
