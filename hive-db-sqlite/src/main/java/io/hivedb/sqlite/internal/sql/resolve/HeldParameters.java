// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.function.HeldDistance;
import io.hivedb.sqlite.internal.sql.function.HeldVectors;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A distance to a parameter: the function gets its number instead of a copy for every row. */
final class HeldParameters {

  private static final String TWO = "({0}, {1})";
  private static final Pattern PARAMETER =
      Pattern.compile("(?:pg_vector_fit\\()?(?:pg_in\\(\\d+, )?\\?(\\d{1,2})\\)?(?:, -?\\d+\\))?");

  private HeldParameters() {}

  /** The template to use; the parameter among the values becomes the held one. */
  static String hold(String template, List<String> values) {
    String function = template.substring(0, Math.max(0, template.length() - TWO.length()));
    if (!template.endsWith(TWO) || !HeldDistance.OF.contains(function)) {
      return template;
    }
    Matcher parameter = PARAMETER.matcher(values.get(1));
    boolean held =
        parameter.matches() && Integer.parseInt(parameter.group(1)) <= HeldVectors.PER_STATEMENT;
    if (!held) {
      return template;
    }
    values.set(1, HeldVectors.HOLD + "(" + values.get(1) + ")");
    return function + HeldDistance.SUFFIX + TWO;
  }
}
