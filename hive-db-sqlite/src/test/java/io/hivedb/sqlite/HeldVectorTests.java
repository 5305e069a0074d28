// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances to parameters, whose vectors are held for a statement, are those to literals. */
class HeldVectorTests {

  private final BackendServer server = TestServers.start(Map.of());
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("held"));
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database.runScript(
        "CREATE TABLE v (id int, e vector(3));"
            + "INSERT INTO v VALUES (1, '[1,2,3]'), (2, NULL), (3, '[0,0,0]'), (4, '[-1,0.5,9]')");
    connection = TestServers.dataSource(database).getConnection();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    server.close();
  }

  private List<@Nullable String> rows(String sql, @Nullable String... vectors) throws SQLException {
    List<@Nullable String> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < vectors.length; i++) {
        query.setString(i + 1, vectors[i]);
      }
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"<->", "<=>", "<+>", "<#>"})
  void distancesAreThoseOfLiterals(String operator) throws SQLException {
    String query = "SELECT e " + operator + " %s FROM v ORDER BY id";
    for (String vector : List.of("[1,2,3]", "[0,0,0]", "[0.1,-7,1e-20]")) {
      List<@Nullable String> expected = rows(String.format(query, "'" + vector + "'"));

      assertThat(rows(String.format(query, "?::vector"), vector)).isEqualTo(expected);
      assertThat(rows(String.format(query, "?::vector(3)"), vector)).isEqualTo(expected);
    }
  }

  @Test
  void aParameterThatIsNullMakesNull() throws SQLException {
    assertThat(rows("SELECT e <-> ?::vector FROM v", (String) null)).containsOnlyNulls();
  }

  @Test
  void eachParameterOfAStatementIsHeld() throws SQLException {
    StringBuilder sum = new StringBuilder("SELECT (e <-> ?::vector)");
    String[] vectors = new String[200];
    double expected = 0;
    for (int i = 0; i < vectors.length; i++) {
      sum.append(i == 0 ? "" : " + (e <-> ?::vector)");
      vectors[i] = "[" + i + ",2,3]";
      expected += Math.abs(i - 1);
    }

    for (int time = 0; time < 2; time++) {
      String answer = rows(sum + " FROM v WHERE id = 1", vectors).get(0);
      assertThat(Double.parseDouble(String.valueOf(answer))).isEqualTo(expected);
    }
  }

  @Test
  void anotherNumberOfDimensionsIsPgvectorsError() {
    assertThatThrownBy(() -> rows("SELECT e <-> ?::vector FROM v WHERE id = 1", "[1,2]"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("different vector dimensions 3 and 2");
  }
}
