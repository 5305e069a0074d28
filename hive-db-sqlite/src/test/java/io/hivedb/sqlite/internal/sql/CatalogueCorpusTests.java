// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** information_schema and pg_catalog, as PGlite filled them for the same schema. */
class CatalogueCorpusTests {

  @Test
  void answersQueriesAboutTheCatalogueAsPostgres() throws Exception {
    RecordedAnswers answers = RecordedAnswers.of("/catalogue-corpus.json");

    assertThat(answers.different()).isEmpty();
    assertThat(answers.refused()).containsExactly("ALTER TABLE of a table that the view v uses");
  }

  @Test
  void refusesAColumnWhoseValuesItDoesNotKnow() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      PgException named = database.error("SELECT relfilenode FROM pg_class");
      PgException starred = database.error("SELECT * FROM pg_class c");

      assertThat(named.feature()).isEqualTo("the column pg_class.relfilenode");
      assertThat(starred.feature()).startsWith("the column c.");
    }
  }

  @Test
  void refusesTheTextOfAViewWhenItIsRead() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id int, CHECK (id % 2 = 0))");
      database.execute("CREATE VIEW v AS SELECT id FROM t");

      String views = "SELECT viewname FROM pg_views WHERE schemaname = 'public'";
      String constraints = "SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass";
      assertThat(database.execute(views).rows()).hasSize(1);
      assertThat(database.execute(constraints).rows()).hasSize(1);
    }
  }
}
