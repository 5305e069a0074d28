// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.UnsupportedSqlException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcEscapesTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT {d '2024-05-06'} | SELECT DATE '2024-05-06'",
        "SELECT { ts '2024-05-06 1:2:3'} | SELECT TIMESTAMP '2024-05-06 1:2:3'",
        "SELECT {T '1:2:3'} | SELECT TIME '1:2:3'",
        "a LIKE 'x' {escape '!'} | a LIKE 'x' ESCAPE '!'",
        "FROM {oj a LEFT JOIN b ON {d '2024-05-06'} = c} | FROM  a LEFT JOIN b ON DATE '2024-05-06' = c",
      })
  void replaces(String sql, String expected) throws SQLException {
    assertThat(JdbcEscapes.replace(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT '{d ''x''}'",
        "SELECT \"{d\" FROM t",
        "SELECT 1 -- {d '1'}",
        "SELECT 1 /* {d '1'} */",
        "SELECT $$ {d '1'} $$",
        "SELECT $tag$ {d '1'} $tag$",
        "SELECT E'\\'{d '",
        "SELECT '{1,2}'::int[]",
        "SELECT {dx '1'}",
      })
  void leavesAlone(String sql) throws SQLException {
    assertThat(JdbcEscapes.replace(sql)).isEqualTo(sql);
  }

  @Test
  void refusesFunctions() {
    assertThatExceptionOfType(UnsupportedSqlException.class)
        .isThrownBy(() -> JdbcEscapes.replace("SELECT {fn now()}"))
        .withMessage(
            "the JDBC escape {fn …} is not supported by the backend [sqlite]. Run it with"
                + " hive.database.backend=pglite or postgresql. Statement: SELECT {fn now()}");
  }
}
