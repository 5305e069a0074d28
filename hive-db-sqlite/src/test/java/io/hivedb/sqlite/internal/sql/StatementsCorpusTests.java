// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Statements of many kinds, as PGlite answered them: MERGE, WITH of changes, RETURNING of joins.
 */
class StatementsCorpusTests {

  @Test
  void answersStatementsAsPostgres() throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/statements-corpus.json");

    assertThat(answers.different()).isEmpty();
    assertThat(answers.refused()).isEmpty();
  }

  @Test
  void refusesTwoPartsThatChangeOneTable() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY)");
      PgException refused =
          database.error(
              "WITH d AS (DELETE FROM t RETURNING id) INSERT INTO t SELECT id + 1 FROM d");

      assertThat(refused.feature()).isEqualTo("WITH of two statements that change the same table");
    }
  }

  @Test
  void refusesMergeReturning() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY)");
      PgException refused =
          database.error(
              "MERGE INTO t USING (SELECT 1 AS a) s ON t.id = s.a WHEN MATCHED THEN DELETE"
                  + " RETURNING merge_action()");

      assertThat(refused.feature()).isEqualTo("MERGE ... RETURNING");
    }
  }
}
