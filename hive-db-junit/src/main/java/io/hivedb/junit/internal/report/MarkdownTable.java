// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The matrix for a pull request or a wiki. */
public final class MarkdownTable {

  /** What would be taken for a mark, an end of a cell, or HTML. */
  private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>|#~&]");

  private final Matrix matrix;
  private final StringBuilder text = new StringBuilder();

  private MarkdownTable(Matrix matrix) {
    this.matrix = matrix;
  }

  /**
   * Writes a matrix.
   *
   * @param matrix the tests and backends
   * @return a Markdown document
   */
  public static String of(Matrix matrix) {
    MarkdownTable table = new MarkdownTable(matrix);
    table.sums();
    table.rows("Differences", matrix.differences());
    table.rows("The same everywhere", matrix.agreements());
    return table.text.toString();
  }

  private void sums() {
    line(List.of("backend", "passed", "failed", "skipped", "time", "databases", "refused"));
    rule(7);
    for (int column = 0; column < matrix.runs().size(); column++) {
      Sum sum = matrix.sum(column);
      line(
          List.of(
              escaped(sum.backend()),
              Long.toString(sum.passed()),
              Long.toString(sum.failed()),
              Long.toString(sum.skipped()),
              Sum.time(sum.seconds()),
              Sum.time(sum.preparationSeconds()),
              Integer.toString(sum.refused())));
    }
  }

  private void rows(String title, List<Matrix.Row> rows) {
    text.append("\n## ").append(title).append(" (").append(rows.size()).append(")\n\n");
    if (rows.isEmpty()) {
      return;
    }
    List<String> backends = matrix.runs().stream().map(run -> escaped(run.backend())).toList();
    line(joined("test", backends));
    rule(backends.size() + 1);
    for (Matrix.Row row : rows) {
      line(
          joined(
              escaped(row.simpleType() + ": " + row.test()),
              row.cells().stream().map(MarkdownTable::cell).toList()));
    }
  }

  private static List<String> joined(String first, List<String> others) {
    return IntStream.rangeClosed(0, others.size())
        .mapToObj(index -> index == 0 ? first : others.get(index - 1))
        .toList();
  }

  private static String cell(@Nullable TestResult result) {
    if (result == null) {
      return "–";
    }
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    return switch (result.outcome()) {
      case PASSED -> Sum.time(result.millis() / 1000);
      case FAILED -> "**" + outcome + "**" + because(result.reason());
      case ABORTED, SKIPPED -> outcome + because(result.reason());
    };
  }

  private static String because(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + escaped(reason);
  }

  private void line(List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private void rule(int columns) {
    text.append("|").append("---|".repeat(columns)).append("\n");
  }

  /** On one line, with nothing that Markdown would read. */
  static String escaped(String plain) {
    return MARKS.matcher(plain.strip().replaceAll("\\s+", " ")).replaceAll("\\\\$0");
  }
}
