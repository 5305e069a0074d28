// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers an INSERT that fails has drawn; asked of PGlite. */
class DrawnNumbersTests {

  private static final String TABLE =
      "CREATE TABLE t (id serial, v int, c varchar(3), n numeric(4, 2), s smallint, j jsonb, a int[],"
          + " k int NOT NULL DEFAULT 1 CHECK (k > 0), u int UNIQUE, ts timestamptz)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(v) VALUES (1/0)",
        "(c) VALUES ('long')",
        "(n) VALUES (12345.678)",
        "(s) VALUES (70000)",
        "(v) VALUES (1), (1/0)",
        "(c) VALUES ('a'), ('long')",
        "(s, v) VALUES (1, 1), (70000, 1)",
        "(v) VALUES (COALESCE(NULL, 1/0))",
        "(v) VALUES (NULL + 1/0)",
        "(a) VALUES (ARRAY[1, 1/0])",
        "(j) VALUES ('{bad'::text::jsonb)",
        "(u, v) VALUES (nextval('t_id_seq'), 1/0)",
        "(v) SELECT 1/0",
        "(v) SELECT 1/0 FROM generate_series(1, 3)",
        "(c) SELECT 'long'",
        "(c) VALUES ('long') ON CONFLICT DO NOTHING"
      })
  void aConstantFailsBeforeANumberIsDrawn(String values) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute(TABLE);

      database.error("INSERT INTO t " + values);

      assertThat(drawn(database)).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(v) VALUES (length(now()::text) / 0) | 1",
        "(v) VALUES (1), (length(now()::text) / 0) | 1",
        "(ts) VALUES ('x'::text::timestamptz) | 1",
        "(v) SELECT 1 / (2 - x) FROM generate_series(1, 3) x | 2",
        "(k) VALUES (NULL) | 1",
        "(k) VALUES (1), (-1) | 2",
        "(u) VALUES (1), (1) | 2"
      })
  void whatFailsOfARowHasDrawnItsNumbers(String values, long drawn) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute(TABLE);

      database.error("INSERT INTO t " + values);

      assertThat(drawn(database)).isEqualTo(drawn);
    }
  }

  @Test
  void aDefaultThatIsAConstantFailsBefore() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (id serial, v int DEFAULT 1/0, w int)");

      database.error("INSERT INTO t (w) VALUES (1), (2)");
      database.error("INSERT INTO t DEFAULT VALUES");

      assertThat(drawn(database)).isZero();
    }
  }

  @Test
  void aBranchThatIsNotTakenDoesNotFail() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute(TABLE);

      database.execute("INSERT INTO t (v) VALUES (CASE WHEN true THEN 1 ELSE 1/0 END)");
      database.execute("INSERT INTO t (v) VALUES (COALESCE(1, 1/0)), (2)");

      assertThat(drawn(database)).isEqualTo(3);
    }
  }

  @Test
  void manyConstantsAreComputedBefore() throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute(TABLE);
      StringBuilder sql = new StringBuilder("INSERT INTO t (v, n) VALUES (0, 0)");
      for (int i = 1; i < 300; i++) {
        sql.append(", (").append(i).append(" / 1, ").append(i % 99).append(')');
      }

      database.execute(sql.toString());
      database.error(sql + ", (1, 100)");

      assertThat(drawn(database)).isEqualTo(300);
      assertThat(
              database
                  .execute("SELECT count(*) FROM t WHERE v = id - 1 AND n = v % 99")
                  .rows()
                  .get(0))
          .containsExactly("300");
    }
  }

  private static long drawn(TestDatabase database) {
    String sql = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM t_id_seq";
    return Long.parseLong(Objects.requireNonNull(database.execute(sql).rows().get(0).get(0)));
  }
}
