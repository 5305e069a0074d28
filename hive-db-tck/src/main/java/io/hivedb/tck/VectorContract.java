// SPDX-License-Identifier: Apache-2.0
package io.hivedb.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pgvector is there, and answers as pgvector does. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface VectorContract extends BackendFixture {

  /**
   * The usual first line of a schema does no harm.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("CREATE EXTENSION IF NOT EXISTS vector is welcome")
  default void acceptsExtension() throws SQLException {
    try (Connection connection = connect()) {
      run(connection, "create extension if not exists vector");
    }
  }

  /**
   * What goes in comes out.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a vector comes back as it was stored")
  default void roundTrips() throws SQLException {
    try (Connection connection = connect()) {
      run(connection, "create table vectors (id int primary key, v vector(3))");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into vectors values (?, ?::vector)")) {
        insert.setInt(1, 1);
        insert.setString(2, "[1, 2.5,-3e-2]");
        insert.executeUpdate();
      }
      assertThat(ask(connection, "select v from vectors where id = 1")).isEqualTo("[1,2.5,-0.03]");
      assertThat(ask(connection, "select avg(v) from vectors")).isEqualTo("[1,2.5,-0.03]");
    }
  }

  /**
   * The four distances.
   *
   * @param operator pgvector's operator
   * @param expected the distance
   * @throws SQLException if the database fails
   */
  @ParameterizedTest(name = "[1,2,3] {0} [3,1,2] = {1}")
  @DisplayName("distance")
  @CsvSource({
    "<->, 2.449489742783178",
    "<#>, -11",
    "<=>, 0.21428571428571427",
    "<+>, 4",
  })
  default void measures(String operator, double expected) throws SQLException {
    String sql = "select '[1,2,3]'::vector " + operator + " ?::vector";
    try (Connection connection = connect();
        PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, "[3,1,2]");
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getDouble(1)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  /**
   * A vector of another length is refused, as is a query with one.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("a wrong number of dimensions is an error")
  default void refusesDimensions() throws SQLException {
    try (Connection connection = connect()) {
      run(connection, "create table three (v vector(3))");
      assertThatThrownBy(() -> run(connection, "insert into three values ('[1,2]')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"))
          .hasMessageContaining("expected 3 dimensions, not 2");
      assertThatThrownBy(() -> ask(connection, "select '[1]'::vector <-> '[1,2]'::vector"))
          .hasMessageContaining("different vector dimensions 1 and 2");
    }
  }

  /**
   * The nearest come first, with an index and without.
   *
   * @throws SQLException if the database fails
   */
  @Test
  @DisplayName("nearest neighbours, without and with an HNSW index")
  default void findsNearest() throws SQLException {
    try (Connection connection = connect()) {
      run(
          connection,
          "create table places (id int primary key, v vector(2))",
          "insert into places values (1, '[0,0]'), (2, '[1,1]'), (3, '[5,5]'), (4, '[0,2]')");
      String nearest = "select id from places order by v <-> '[1.2,1]' limit 1";
      assertThat(ask(connection, nearest)).isEqualTo("2");
      run(connection, "create index on places using hnsw (v vector_l2_ops)");
      assertThat(ask(connection, nearest)).isEqualTo("2");
    }
  }
}
