// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.internal.report.TestResult.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A matrix of tests and backends")
class MatrixTests {

  private static final String NASTY = "a <b>|\"c\" & 'd'\n`e` \\ [f](g) *h*";

  @Test
  @DisplayName("shows first where backends differ: another outcome, or a test that did not run")
  void differencesFirst() {
    Matrix matrix =
        Matrix.of(
            List.of(
                run("sqlite", passed("same"), skipped("skipped on one", "it lacks it")),
                run(
                    "pglite",
                    passed("same"),
                    passed("skipped on one"),
                    passed("zz on one alone"))));
    assertThat(matrix.runs()).extracting(Run::backend).containsExactly("pglite", "sqlite");
    assertThat(matrix.rows())
        .extracting(Matrix.Row::test)
        .containsExactly("skipped on one", "zz on one alone", "same");
    assertThat(matrix.differences()).hasSize(2);
  }

  @Test
  @DisplayName("takes the word of the last of several runs on one backend, class by class")
  void lastWord() {
    Run first = new Run("sqlite", List.of(type("p.A", passed("a")), type("p.B", passed("b"))));
    Run later = new Run("sqlite", List.of(type("p.B", failed("b", "no"))));
    Matrix matrix = Matrix.of(List.of(first, later));
    assertThat(matrix.runs()).hasSize(1);
    assertThat(matrix.rows())
        .extracting(row -> row.test() + " " + outcome(row))
        .containsExactly("a PASSED", "b FAILED");
  }

  @Test
  @DisplayName("tells two tests of one name apart")
  void twins() {
    Matrix matrix = Matrix.of(List.of(run("sqlite", passed("twin"), passed("twin"))));
    assertThat(matrix.rows()).extracting(Matrix.Row::test).containsExactly("twin", "twin (2)");
  }

  @Test
  @DisplayName("sums up outcomes and times of a backend, and the statements that it refused")
  void sums() {
    TestResult refused =
        new TestResult("r", Outcome.PASSED, 500, 100, null, List.of("LISTEN: listen a"));
    Matrix matrix =
        Matrix.of(
            List.of(run("sqlite", passed("a"), refused, failed("f", "no"), skipped("s", "w"))));
    Sum sum = matrix.sum(0);
    assertThat(sum).isEqualTo(new Sum("sqlite", 2, 1, 1, 0.53, 0.107, 1));
    assertThat(Sum.time(sum.seconds())).isEqualTo("530 ms");
    assertThat(Sum.time(65.04)).isEqualTo("65.0 s");
  }

  @Test
  @DisplayName("is one HTML page in which names and reasons stay text")
  void html() {
    String page = HtmlPage.of(nasty());
    assertThat(page)
        .contains("a &lt;b&gt;|&quot;c&quot; &amp; &#39;d&#39;")
        .contains("<td class=\"failed\">failed<span class=\"why\">a &lt;b&gt;")
        .contains("refused: a &lt;b&gt;")
        .doesNotContain("<b>")
        .doesNotContain("<script", "http:", "https:", "src=");
  }

  @Test
  @DisplayName("is a Markdown table in which a name breaks no cell and is no mark")
  void markdown() {
    String table = MarkdownTable.of(nasty());
    String escaped = "a \\<b\\>\\|\"c\" \\& 'd' \\`e\\` \\\\ \\[f\\](g) \\*h\\*";
    assertThat(table.lines())
        .contains("| test | " + escaped + " |")
        .contains("| A: " + escaped + " | **failed**: " + escaped + " |");
  }

  private static Matrix nasty() {
    return Matrix.of(
        List.of(
            new Run(
                NASTY,
                List.of(
                    type(
                        "p.A",
                        new TestResult(NASTY, Outcome.FAILED, 1, 0, NASTY, List.of(NASTY)))))));
  }

  private static String outcome(Matrix.Row row) {
    TestResult cell = row.cells().get(0);
    return cell == null ? "" : cell.outcome().name();
  }

  private static Run run(String backend, TestResult... tests) {
    return new Run(backend, List.of(type("p.A", tests)));
  }

  private static ClassResult type(String name, TestResult... tests) {
    return new ClassResult(name, 5, List.of(tests));
  }

  private static TestResult passed(String test) {
    return result(test, Outcome.PASSED, null);
  }

  private static TestResult failed(String test, String reason) {
    return result(test, Outcome.FAILED, reason);
  }

  private static TestResult skipped(String test, String reason) {
    return result(test, Outcome.SKIPPED, reason);
  }

  private static TestResult result(String test, Outcome outcome, @Nullable String reason) {
    boolean ran = outcome != Outcome.SKIPPED;
    return new TestResult(
        test, outcome, ran ? 12.5 : 0, outcome == Outcome.PASSED ? 2 : 0, reason, List.of());
  }
}
