// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

/**
 * sin and cos as FreeBSD's library, and so musl, calculates them. They are those of fdlibm, and so
 * of {@link StrictMath}, but for the order of some additions.
 */
final class FreeBsdTrigonometry {

  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double[] HALF_PI = {
    1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21
  };
  private static final double[] TAIL = {
    6.077100506506192e-11, 2.0222662487959506e-21, 8.4784276603689e-32
  };
  private static final double[] S = {
    -0.16666666666666632,
    0.00833333333332249,
    -0.0001984126982985795,
    2.7557313707070068e-06,
    -2.5050760253406863e-08,
    1.58969099521155e-10
  };
  private static final double[] C = {
    0.0416666666666666,
    -0.001388888888887411,
    2.480158728947673e-05,
    -2.7557314351390663e-07,
    2.087572321298175e-09,
    -1.1359647557788195e-11
  };
  private static final int[] ENOUGH = {16, 49};

  private FreeBsdTrigonometry() {}

  static double sin(double x) {
    if (x == 0) {
      // The sum below would lose the sign of a zero.
      return x;
    }
    if (Math.abs(x) <= Math.PI / 4) {
      return sine(x, 0, false);
    }
    double[] rest = new double[2];
    return quadrant((int) reduced(x, rest) & 3, rest, 0);
  }

  static double cos(double x) {
    if (Math.abs(x) <= Math.PI / 4) {
      return cosine(x, 0);
    }
    double[] rest = new double[2];
    return quadrant((int) reduced(x, rest) & 3, rest, 1);
  }

  private static double quadrant(int turns, double[] rest, int shift) {
    int quadrant = (turns + shift) & 3;
    double value = (quadrant & 1) == 0 ? sine(rest[0], rest[1], true) : cosine(rest[0], rest[1]);
    return quadrant < 2 ? value : -value;
  }

  /** Takes quarter turns away; leaves the rest in two parts. */
  private static double reduced(double x, double[] rest) {
    double turns = Math.rint(x * TWO_OVER_PI);
    double high = x - turns * HALF_PI[0];
    double low = turns * TAIL[0];
    rest[0] = high - low;
    for (int i = 0;
        i < ENOUGH.length && Math.getExponent(x) - Math.getExponent(rest[0]) > ENOUGH[i];
        i++) {
      double before = high;
      low = turns * HALF_PI[i + 1];
      high = before - low;
      low = turns * TAIL[i + 1] - ((before - high) - low);
      rest[0] = high - low;
    }
    rest[1] = (high - rest[0]) - low;
    return turns;
  }

  private static double sine(double x, double y, boolean hasTail) {
    double z = x * x;
    double w = z * z;
    double r = S[1] + z * (S[2] + z * S[3]) + z * w * (S[4] + z * S[5]);
    double v = z * x;
    return hasTail ? x - ((z * (0.5 * y - v * r) - y) - v * S[0]) : x + v * (S[0] + z * r);
  }

  private static double cosine(double x, double y) {
    double z = x * x;
    double w = z * z;
    double r = z * (C[0] + z * (C[1] + z * C[2])) + w * w * (C[3] + z * (C[4] + z * C[5]));
    double half = 0.5 * z;
    double whole = 1.0 - half;
    return whole + (((1.0 - whole) - half) + (z * r - x * y));
  }
}
