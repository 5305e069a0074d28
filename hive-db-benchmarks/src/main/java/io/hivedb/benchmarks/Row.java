// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement. Less is better.
 *
 * @param what what was done
 * @param unit what the numbers count, such as ms
 * @param ours our median
 * @param peer whom we are compared with, or null
 * @param theirs the peer's median; not a number where the peer was not there
 * @param most the largest value that is good enough, or infinity
 * @param ratio the largest ours / theirs that is good enough, or infinity
 */
record Row(
    String what,
    String unit,
    double ours,
    @Nullable String peer,
    double theirs,
    double most,
    double ratio) {

  /** A measurement in milliseconds. */
  Row(String what, double ours, @Nullable String peer, double theirs, double most, double ratio) {
    this(what, "ms", ours, peer, theirs, most, ratio);
  }

  static Row alone(String what, double ours, double most) {
    return alone(what, "ms", ours, most);
  }

  static Row alone(String what, String unit, double ours, double most) {
    return new Row(what, unit, ours, null, Double.NaN, most, Double.POSITIVE_INFINITY);
  }

  /** A comparison by the ratio alone. */
  static Row against(
      String peer, String what, String unit, double ours, double theirs, double ratio) {
    return new Row(what, unit, ours, peer, theirs, Double.POSITIVE_INFINITY, ratio);
  }

  /** A peer that is missing meets no bar: nothing was shown. */
  boolean isMet() {
    return ours <= most && (peer == null || ours / theirs <= ratio);
  }

  String cells() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s | %s |",
        what,
        text(ours),
        peer == null ? "–" : peer + ": " + text(theirs),
        peer == null || Double.isNaN(theirs)
            ? "–"
            : String.format(Locale.ROOT, "%.2f", ours / theirs),
        bar(),
        isMet() ? "yes" : "**no**");
  }

  private String text(double value) {
    if (Double.isNaN(value)) {
      return "missing";
    }
    String digits =
        value == Math.rint(value) || value >= 1000 ? "%.0f" : value < 10 ? "%.2f" : "%.1f";
    return (String.format(Locale.ROOT, digits, value) + " " + unit).strip();
  }

  private String bar() {
    StringBuilder bar = new StringBuilder();
    if (Double.isFinite(most)) {
      bar.append("≤ ").append(text(most));
    }
    if (Double.isFinite(ratio)) {
      bar.append(bar.isEmpty() ? "" : " and ").append(String.format(Locale.ROOT, "≤ %.2f×", ratio));
    }
    return bar.isEmpty() ? "–" : bar.toString();
  }
}
