// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import static io.hivedb.sqlite.internal.sql.type.Types.*;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.type.Floats;
import org.jspecify.annotations.Nullable;

/** corr, covar and regr of pairs of floats, added up as float8_regr_accum does. */
final class RegressionAggregates {

  private RegressionAggregates() {}

  static void register(Registry registry) {
    for (String name :
        new String[] {
          "corr",
          "covar_pop",
          "covar_samp",
          "regr_avgx",
          "regr_avgy",
          "regr_intercept",
          "regr_r2",
          "regr_slope",
          "regr_sxx",
          "regr_sxy",
          "regr_syy"
        }) {
      registry.aggregate(name, FLOAT8, () -> new Pairs(name), FLOAT8, FLOAT8);
    }
    registry.aggregate("regr_count", INT8, () -> new Pairs("regr_count"), FLOAT8, FLOAT8);
  }

  private static final class Pairs implements Accumulator {
    private final String name;
    private double count;
    private double sumX;
    private double sumY;
    private double xx;
    private double yy;
    private double xy;

    Pairs(String name) {
      this.name = name;
    }

    @Override
    public void add(Args args) {
      if (args.isNull(0) || args.isNull(1)) {
        return;
      }
      double y = args.real(0);
      double x = args.real(1);
      if (!Double.isFinite(x) || !Double.isFinite(y)) {
        throw PgException.unsupported(name + " of a number that is not finite");
      }
      double before = count;
      count += 1;
      sumX += x;
      sumY += y;
      if (before > 0) {
        double offX = x * count - sumX;
        double offY = y * count - sumY;
        double scale = 1.0 / (count * before);
        xx += offX * offX * scale;
        yy += offY * offY * scale;
        xy += offX * offY * scale;
      }
      if (!Double.isFinite(sumX + sumY + xx + yy) || !Double.isFinite(xy)) {
        throw PgException.unsupported(name + " of such large numbers");
      }
    }

    @Override
    public @Nullable Object result() {
      if (name.equals("regr_count")) {
        return (long) count;
      }
      boolean few = count < (name.equals("covar_samp") ? 2 : 1);
      boolean slope = name.equals("regr_slope") || name.equals("regr_intercept");
      boolean flat =
          (name.equals("corr") && (xx == 0 || yy == 0))
              || ((slope || name.equals("regr_r2")) && xx == 0);
      return few || flat ? null : Floats.stored(value());
    }

    private double value() {
      return switch (name) {
        case "corr" -> xy / Math.sqrt(xx * yy);
        case "covar_pop" -> xy / count;
        case "covar_samp" -> xy / (count - 1);
        case "regr_avgx" -> sumX / count;
        case "regr_avgy" -> sumY / count;
        case "regr_intercept" -> (sumY - sumX * xy / xx) / count;
        case "regr_r2" -> yy == 0 ? 1 : (xy * xy) / (xx * yy);
        case "regr_slope" -> xy / xx;
        case "regr_sxx" -> xx;
        case "regr_sxy" -> xy;
        default -> yy;
      };
    }
  }
}
