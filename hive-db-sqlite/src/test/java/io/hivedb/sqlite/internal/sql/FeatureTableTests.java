// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.UnsupportedSqlException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The table of features in docs/sqlite.md is what the statements of features-corpus.json do. {@code
 * -Dhive.docs.write=true} writes it anew.
 */
class FeatureTableTests {

  private static final Path PAGE = Path.of("../docs/sqlite.md");
  private static final String BEGIN = "<!-- features: begin -->\n";
  private static final int FEWEST_REFUSALS = 27;
  private static final String END = "<!-- features: end -->";

  @Test
  void thePageSaysWhatTheBackendDoes() throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/features-corpus.json");
    assertThat(answers.different()).isEmpty();

    String table = table(answers.features());
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(page).contains(BEGIN, END);
    if (Boolean.getBoolean("hive.docs.write")) {
      page = page.substring(0, begin) + table + page.substring(end);
      Files.writeString(PAGE, page);
      end = page.indexOf(END);
    }

    assertThat(page.substring(begin, end))
        .as("the table in %s; -Dhive.docs.write=true writes it anew", PAGE)
        .isEqualTo(table);
  }

  @Test
  void everyRefusalIsTheTestedSentence() throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/features-corpus.json");

    assertThat(answers.refusals()).hasSizeGreaterThanOrEqualTo(FEWEST_REFUSALS);
    assertThat(answers.refusals())
        .allSatisfy(
            (sql, refusal) -> {
              assertThat(refusal.sqlState()).isEqualTo("0A000");
              assertThat(refusal.feature()).isNotBlank();
              assertThat((Throwable) refusal.toSqlException(sql))
                  .isInstanceOf(UnsupportedSqlException.class)
                  .hasMessage(
                      refusal.feature()
                          + " is not supported by the backend [sqlite]. Run it with"
                          + " hive.database.backend=pglite or postgresql. Statement: "
                          + sql);
            });
  }

  private static String table(Map<String, String> features) {
    StringBuilder table = new StringBuilder("| feature | answer |\n| --- | --- |\n");
    features.forEach(
        (feature, answer) ->
            table.append("| ").append(feature).append(" | ").append(answer).append(" |\n"));
    return table.toString();
  }
}
