// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param what what was done
 * @param ours our median, in milliseconds
 * @param peer whom we are compared with, or null
 * @param theirs the peer's median, in milliseconds
 * @param most the largest number of milliseconds that is good enough, or infinity
 * @param ratio the largest ours / theirs that is good enough, or infinity
 */
record Row(
    String what, double ours, @Nullable String peer, double theirs, double most, double ratio) {

  static Row alone(String what, double ours, double most) {
    return new Row(what, ours, null, Double.NaN, most, Double.POSITIVE_INFINITY);
  }

  boolean isMet() {
    return ours <= most && (peer == null || ours / theirs <= ratio);
  }

  String cells() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %s | %s | %s | %s |",
        what,
        ours,
        peer == null ? "–" : String.format(Locale.ROOT, "%s: %.1f", peer, theirs),
        peer == null ? "–" : String.format(Locale.ROOT, "%.2f", ours / theirs),
        bar(),
        isMet() ? "yes" : "**no**");
  }

  private String bar() {
    StringBuilder bar = new StringBuilder();
    if (Double.isFinite(most)) {
      bar.append(String.format(Locale.ROOT, "≤ %.0f ms", most));
    }
    if (Double.isFinite(ratio)) {
      bar.append(bar.isEmpty() ? "" : " and ").append(String.format(Locale.ROOT, "≤ %.2f×", ratio));
    }
    return bar.isEmpty() ? "–" : bar.toString();
  }
}
