// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL keeps the time at which it read {@code 'now'} where the statement is kept. */
class ClockLiteralTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE u (a timestamp DEFAULT 'now')",
        "CREATE TABLE u (a date CHECK (a > 'today'))",
        "ALTER TABLE t ADD COLUMN b date DEFAULT 'today'",
        "ALTER TABLE t ALTER a SET DEFAULT 'now()'",
        "CREATE VIEW v AS SELECT a FROM t WHERE a > 'yesterday'",
        "CREATE TABLE u AS SELECT 'today'::date AS d",
        "CREATE INDEX i ON t (a) WHERE a > 'now'",
        "CREATE DOMAIN d AS date DEFAULT 'today'"
      })
  void whatIsKeptIsRefused(String sql) throws SQLException {
    try (TestDatabase database = new TestDatabase()) {
      database.execute("CREATE TABLE t (a timestamp)");

      assertThat(database.error(sql).feature()).startsWith("the date/time input \"");
    }
  }
}
