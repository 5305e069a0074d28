// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import io.hivedb.sqlite.internal.sql.type.Numerics;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** variance and stddev, of a sample and of a population. */
final class StatisticAggregates {

  private StatisticAggregates() {}

  static void register(Registry registry) {
    for (String name :
        List.of("variance", "var_samp", "var_pop", "stddev", "stddev_samp", "stddev_pop")) {
      boolean root = name.startsWith("stddev");
      boolean population = name.endsWith("_pop");
      for (PgType type : List.of(INT2, INT4, INT8, NUMERIC)) {
        registry.aggregate(name, NUMERIC, () -> new Exact(root, population), type);
      }
      for (PgType type : List.of(FLOAT4, FLOAT8)) {
        registry.aggregate(name, FLOAT8, () -> new Rounded(root, population), type);
      }
    }
  }

  /** As numeric_stddev_internal of numeric.c. */
  private static final class Exact implements Accumulator {
    private final boolean root;
    private final boolean population;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;
    private long count;

    Exact(boolean root, boolean population) {
      this.root = root;
      this.population = population;
    }

    @Override
    public void add(Args args) {
      if (!args.isNull(0)) {
        BigDecimal value = args.numeric(0);
        sum = sum.add(value);
        squares = squares.add(value.multiply(value));
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      if (count == 0 || (!population && count == 1)) {
        return null;
      }
      BigDecimal number = BigDecimal.valueOf(count);
      BigDecimal numerator =
          number.multiply(squares).subtract(sum.multiply(sum)).setScale(sum.scale() * 2);
      if (numerator.signum() <= 0) {
        return "0";
      }
      BigDecimal denominator =
          number.multiply(population ? number : number.subtract(BigDecimal.ONE));
      BigDecimal variance = Numerics.divide(numerator, denominator);
      return Numerics.text(root ? squareRoot(variance) : variance);
    }

    private static BigDecimal squareRoot(BigDecimal variance) {
      int digits = variance.scale() + Math.max(variance.precision() - variance.scale(), 0) + 10;
      return variance
          .sqrt(new MathContext(digits))
          .setScale(variance.scale(), RoundingMode.HALF_UP);
    }
  }

  /** The algorithm of Youngs and Cramer, as float8_accum has it. */
  private static final class Rounded implements Accumulator {
    private final boolean root;
    private final boolean population;
    private double count;
    private double sum;
    private double squares;

    Rounded(boolean root, boolean population) {
      this.root = root;
      this.population = population;
    }

    @Override
    public void add(Args args) {
      if (args.isNull(0)) {
        return;
      }
      double value = args.real(0);
      double before = sum;
      count += 1;
      sum += value;
      if (count == 1) {
        squares = Double.isFinite(value) ? squares : Double.NaN;
        return;
      }
      double deviation = value * count - sum;
      squares += deviation * deviation / (count * (count - 1));
      if (Double.isInfinite(sum) || Double.isInfinite(squares)) {
        if (!Double.isInfinite(before) && !Double.isInfinite(value)) {
          throw new PgException("22003", "value out of range: overflow");
        }
        squares = Double.NaN;
      }
    }

    @Override
    public @Nullable Object result() {
      if (count == 0 || (!population && count == 1)) {
        return null;
      }
      double variance = squares / (population ? count : count - 1);
      return Floats.stored(root ? Math.sqrt(variance) : variance);
    }
  }
}
