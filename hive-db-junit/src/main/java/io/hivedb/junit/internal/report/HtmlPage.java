// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The matrix as one page that needs nothing else: no script, no other file. */
public final class HtmlPage {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --soft: #777; }
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
      th { font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
      td.type { color: var(--soft); padding-top: 1rem; font-weight: 600; }
      .passed { color: #1a7f37; white-space: nowrap; } .failed { color: #cf222e; font-weight: 600; }
      .skipped, .aborted { color: #9a6700; } .absent { color: var(--soft); }
      .why { display: block; color: var(--soft); font-size: .85em; font-weight: 400; overflow-wrap: anywhere; }
      """;

  private final Matrix matrix;
  private final StringBuilder page = new StringBuilder();

  private HtmlPage(Matrix matrix) {
    this.matrix = matrix;
  }

  /**
   * Writes a matrix.
   *
   * @param matrix the tests and backends
   * @return an HTML document
   */
  public static String of(Matrix matrix) {
    HtmlPage page = new HtmlPage(matrix);
    page.head();
    page.sums();
    page.rows("Differences", matrix.differences());
    page.rows("The same everywhere", matrix.agreements());
    return page.page.append("</body>\n</html>\n").toString();
  }

  private void head() {
    page.append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Hive DB: tests × backends</title>
            <style>
            """)
        .append(STYLE)
        .append(
            """
            </style>
            </head>
            <body>
            <h1>Tests × backends</h1>
            """);
  }

  private void sums() {
    page.append("<table>\n<tr><th>backend</th>");
    for (String head :
        List.of("passed", "failed", "skipped", "time", "of it databases", "statements refused")) {
      page.append("<th class=\"number\">").append(head).append("</th>");
    }
    page.append("</tr>\n");
    for (int column = 0; column < matrix.runs().size(); column++) {
      sum(matrix.sum(column));
    }
    page.append("</table>\n");
  }

  private void sum(Sum sum) {
    page.append("<tr><td>").append(escaped(sum.backend())).append("</td>");
    for (String value :
        List.of(
            Long.toString(sum.passed()),
            Long.toString(sum.failed()),
            Long.toString(sum.skipped()),
            Sum.time(sum.seconds()),
            Sum.time(sum.preparationSeconds()),
            Integer.toString(sum.refused()))) {
      page.append("<td class=\"number\">").append(value).append("</td>");
    }
    page.append("</tr>\n");
  }

  private void rows(String title, List<Matrix.Row> rows) {
    page.append("<h2>%s (%d)</h2>\n".formatted(title, rows.size()));
    if (rows.isEmpty()) {
      return;
    }
    page.append("<table>\n<tr><th>test</th>");
    matrix.runs().forEach(run -> element("th", "", run.backend()));
    page.append("</tr>\n");
    String type = "";
    for (Matrix.Row row : rows) {
      if (!row.type().equals(type)) {
        type = row.type();
        page.append("<tr><td class=\"type\" colspan=\"")
            .append(matrix.runs().size() + 1)
            .append("\">")
            .append(escaped(type))
            .append("</td></tr>\n");
      }
      page.append("<tr>");
      element("td", "", row.test());
      row.cells().forEach(this::cell);
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private void cell(@Nullable TestResult result) {
    if (result == null) {
      element("td", "absent", "–");
      return;
    }
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
    page.append("<td class=\"").append(outcome).append("\">").append(outcome);
    if (result.outcome() == TestResult.Outcome.PASSED) {
      page.append(" ").append(Sum.time(result.millis() / 1000));
    }
    why(result.reason());
    result.refused().forEach(statement -> why("refused: " + statement));
    page.append("</td>");
  }

  private void why(@Nullable String text) {
    if (text != null && !text.isBlank()) {
      element("span", "why", text);
    }
  }

  private void element(String name, String style, String text) {
    page.append("<").append(name);
    if (!style.isEmpty()) {
      page.append(" class=\"").append(style).append("\"");
    }
    page.append(">").append(escaped(text)).append("</").append(name).append(">");
  }

  /** What is text stays text, between tags and in quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
