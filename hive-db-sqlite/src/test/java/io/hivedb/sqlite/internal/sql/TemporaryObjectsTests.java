// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is one session's own, and what the file keeps of the rest. */
class TemporaryObjectsTests {

  private static final List<String> STATEMENTS =
      List.of(
          "CREATE EXTENSION vector",
          "CREATE TYPE m AS ENUM ('a', 'b')",
          "CREATE DOMAIN d AS int DEFAULT 4 CHECK (VALUE > 0)",
          "CREATE TABLE t (id serial PRIMARY KEY, x d, e m DEFAULT 'a', h halfvec(2),"
              + " CHECK (e <= 'b'))",
          "ALTER TYPE m ADD VALUE 'c' BEFORE 'b'",
          "CREATE TABLE l (LIKE t INCLUDING ALL)",
          "CREATE MATERIALIZED VIEW mv AS SELECT id, x, e FROM t",
          "CREATE UNIQUE INDEX ON mv (id)",
          "REFRESH MATERIALIZED VIEW mv WITH NO DATA",
          "REFRESH MATERIALIZED VIEW mv",
          "CREATE TEMP TABLE tmp (id int)",
          "CREATE TEMP TABLE gone AS SELECT 1 AS a",
          "ALTER TABLE tmp ADD COLUMN z int",
          "DROP TABLE gone",
          "SELECT id INTO copied FROM t",
          "CREATE TABLE p (id int PRIMARY KEY)",
          "CREATE TABLE c (id int REFERENCES p)",
          "ALTER TABLE c DISABLE TRIGGER ALL");

  @Test
  void theFileKeepsAllButTemporaryObjects() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      STATEMENTS.forEach(database::execute);

      SqlEngine reopened = new SqlEngine();
      reopened.load(database.raw());

      assertThat(List.copyOf(reopened.catalog().relations()))
          .isEqualTo(List.copyOf(database.engine().catalog().relations()));
      assertThat(database.engine().catalog().relation("public.tmp")).isNull();
      assertThat(database.execute("SELECT * FROM tmp").columns()).containsExactly("id", "z");
    }
  }

  @Test
  void discardDropsTemporaryTables() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TEMP TABLE tmp (id int)");

      assertThat(database.session().discard()).hasSize(1);
      assertThat(database.error("SELECT * FROM tmp").sqlState()).isEqualTo("42P01");
    }
  }

  @Test
  void discardAllForgetsTheSessionOrIsRefusedWhereTablesWouldStay() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE SEQUENCE s");
      database.execute("SELECT nextval('s')");
      database.execute("SET application_name = 'other'");
      database.execute("CREATE TEMP TABLE tmp (id int)");

      assertThat(database.error("DISCARD ALL").feature()).contains("DISCARD TEMP");
      assertThat(database.execute("SELECT currval('s')").value()).isEqualTo("1");

      database.execute("DISCARD TEMP");
      database.execute("DISCARD ALL");
      assertThat(database.error("SELECT currval('s')").sqlState()).isEqualTo("55000");
      assertThat(database.execute("SHOW application_name").value()).isNotEqualTo("other");
    }
  }

  @Test
  void aNewLabelWaitsForTheCommit() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TYPE m AS ENUM ('a')");
      database.execute("BEGIN");
      database.execute("ALTER TYPE m ADD VALUE 'b'");

      assertThat(database.error("SELECT 'b'::m").sqlState()).isEqualTo("55P04");

      database.execute("COMMIT");
      assertThat(database.execute("SELECT 'b'::m > 'a'").value()).isEqualTo("t");
    }
  }

  @Test
  void refusesChangesThatOneSideOfADisabledForeignKeyWouldCheck() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE p (id int PRIMARY KEY)");
      database.execute("CREATE TABLE c (id int REFERENCES p)");
      database.execute("ALTER TABLE p DISABLE TRIGGER ALL");

      assertThat(database.error("INSERT INTO c VALUES (1)").feature())
          .isEqualTo(
              "a change of a table whose foreign key has its triggers disabled on the other side");
      assertThat(database.execute("INSERT INTO p VALUES (1)").affected()).isEqualTo(1);
    }
  }
}
