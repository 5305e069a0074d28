// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of many kinds, as PGlite answered them: MERGE, WITH of changes, RETURNING of joins.
 */
class StatementsCorpusTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "statements",
        "definitions",
        "orders",
        "vectors",
        "objects",
        "functions",
        "shop",
        "mixed",
        "staff",
        "records",
        "alterations",
        "applications",
        "migrations",
        "json",
        "formats",
        "reports",
        "views",
        "schemas",
        "accounts"
      })
  void answersAsPostgres(String corpus) throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/" + corpus + "-corpus.json");

    assertThat(answers.different()).isEmpty();
    assertThat(answers.refused()).isEmpty();
  }

  @Test
  void refusesToGuessWhichOfEqualProposedRowsChangesARow() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
      PgException refused =
          database.error(
              "INSERT INTO t VALUES (1, 1), (1, 2)"
                  + " ON CONFLICT (id) DO UPDATE SET n = 3 WHERE excluded.n > 1");

      assertThat(refused.feature())
          .isEqualTo("ON CONFLICT DO UPDATE ... WHERE of rows with the same key");
    }
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
  void refusesToReadTheChangedTableWhileItChanges() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
      PgException returning =
          database.error("INSERT INTO t VALUES (1, 1) RETURNING (SELECT count(*) FROM t)");
      PgException conflict =
          database.error(
              "INSERT INTO t VALUES (1, 1), (2, 2)"
                  + " ON CONFLICT (id) DO UPDATE SET n = (SELECT max(n) FROM t)");

      assertThat(returning.feature()).isEqualTo("a query of the changed table in RETURNING");
      assertThat(conflict.feature())
          .isEqualTo("a query of the changed table in ON CONFLICT DO UPDATE of several rows");
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
