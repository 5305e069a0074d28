// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assignment to a part of a jsonb column; asked of PGlite. */
class JsonAssignmentTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "NULL",
      value = {
        "{\"a\": 1} | d['b'] = '\"x\"' | {\"a\": 1, \"b\": \"x\"}",
        "NULL | d['b'] = '1' | {\"b\": 1}",
        "NULL | d[2] = '1' | [null, null, 1]",
        "NULL | d['2'] = '1' | {\"2\": 1}",
        "[] | d[1] = '1' | [null, 1]",
        "[1, 2] | d[-1] = '9' | [1, 9]",
        "[1, 2] | d['0'] = NULL | [null, 2]",
        "[1] | d[3]['k'][2] = '7' | [1, null, null, {\"k\": [null, null, 7]}]",
        "{\"o\": {\"p\": {}}} | d['o']['p']['q'][0]['s'] = '9' | {\"o\": {\"p\": {\"q\": [{\"s\": 9}]}}}",
        "{\"o\": {}} | d['o']['z'][-2] = '9' | {\"o\": {\"z\": [9]}}",
        "{\"1\": 2} | d[1] = '1' | {\"1\": 1}",
        "{} | d[id] = to_jsonb(id) | {\"1\": 1}"
      })
  void aPartIsReplacedAndWhatIsMissingIsMade(String before, String set, String after)
      throws SQLException {
    try (TestDatabase database = document(before)) {
      database.execute("UPDATE j SET " + set);

      assertThat(database.execute("SELECT d FROM j").rows().get(0)).containsExactly(after);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5 | d['b'] = '1' | 22023 | cannot replace existing key",
        "{\"a\": null} | d['a']['b'] = '1' | 22023 | cannot replace existing key",
        "[1] | d['b'] = '1' | 22P02 | path element at position 1 is not an integer: \"b\"",
        "[1] | d[-2] = '1' | 22023 | path element at position 1 is out of range: -2",
        "{} | d[NULL] = '1' | 22004 | jsonb subscript in assignment must not be null",
        "{} | d['a'] = 5 | 42804 | subscripted assignment to \"d\" requires type jsonb but expression is of type integer",
        "{} | d['a'] = DEFAULT | 0A000 | cannot set an array element to DEFAULT"
      })
  void whatPostgresqlRefusesFailsAsThere(String before, String set, String state, String text)
      throws SQLException {
    try (TestDatabase database = document(before)) {
      PgException error = database.error("UPDATE j SET " + set);

      assertThat(error.sqlState()).isEqualTo(state);
      assertThat(error.text()).isEqualTo(text);
      assertThat(error.feature()).isNull();
    }
  }

  @Test
  void theColumnIsThatOfTheRowThatIsChanged() throws SQLException {
    try (TestDatabase database = document("{\"a\": 1}")) {
      database.execute("CREATE UNIQUE INDEX ON j (id)");

      database.execute(
          "INSERT INTO j VALUES (1, '2') ON CONFLICT (id) DO UPDATE SET d['up'] = excluded.d");
      database.execute("UPDATE j AS x SET d['q'] = y.d['up'] FROM j y WHERE y.id = x.id");

      assertThat(database.execute("SELECT d FROM j").rows().get(0))
          .containsExactly("{\"a\": 1, \"q\": 2, \"up\": 2}");
    }
  }

  @Test
  void partsOfOtherTypesAreRefused() throws SQLException {
    try (TestDatabase database = document("{}")) {
      database.execute("CREATE TABLE a (v int[])");

      assertThat(database.error("UPDATE a SET v[1] = 2").feature()).isNotNull();
    }
  }

  private static TestDatabase document(String json) throws SQLException {
    TestDatabase database = new TestDatabase();
    database.execute("CREATE TABLE j (id int, d jsonb)");
    database.execute(
        "INSERT INTO j VALUES (1, " + (json == null ? "NULL" : "'" + json + "'") + ")");
    return database;
  }
}
