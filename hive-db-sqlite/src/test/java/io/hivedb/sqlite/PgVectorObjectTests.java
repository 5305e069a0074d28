// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.pgvector.PGvector;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.util.PGobject;

/** pgvector-java works as it does on PostgreSQL. */
class PgVectorObjectTests {

  private final BackendServer server = TestServers.start(Map.of());
  private final BackendDatabase database = server.create(DatabaseSpec.throwAway("vectors"));
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database.runScript(
        "CREATE EXTENSION IF NOT EXISTS vector; CREATE TABLE v (id int, e vector(3));"
            + "INSERT INTO v VALUES (1, '[1,2,3]'), (2, NULL)");
    connection = TestServers.dataSource(database).getConnection();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Object read(int id) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT e FROM v WHERE id = ?")) {
      query.setInt(1, id);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getObject(1);
      }
    }
  }

  @Test
  void withoutRegistrationItIsAnObjectOfTheServersType() throws SQLException {
    assertThat(read(1))
        .isExactlyInstanceOf(PGobject.class)
        .satisfies(object -> assertThat(((PGobject) object).getType()).isEqualTo("vector"))
        .hasToString("[1,2,3]");
    assertThat(read(2)).isNull();
  }

  private String className() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SELECT e FROM v")) {
      return query.getMetaData().getColumnClassName(1);
    }
  }

  @Test
  void registeredItIsAVector() throws SQLException {
    // As pgjdbc says, though it reads an object.
    assertThat(className()).isEqualTo(String.class.getName());
    PGvector.addVectorType(connection);
    assertThat(((PGvector) read(1)).toArray()).containsExactly(1, 2, 3);
    assertThat(className()).isEqualTo(PGvector.class.getName());
    PGvector.registerTypes(connection);
  }

  @Test
  void itIsAParameter() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO v VALUES (3, ?)")) {
      insert.setObject(1, new PGvector(new float[] {0.5f, -1e-7f, 3}));
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
    assertThat(read(3)).hasToString("[0.5,-1e-07,3]");
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT id FROM v WHERE e IS NOT NULL ORDER BY e <-> ? LIMIT 1")) {
      query.setObject(1, new PGvector(new float[] {1, 2, 4}));
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void wrongDimensionsAreAnErrorOfTheServer() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO v VALUES (3, ?)")) {
      insert.setObject(1, new PGvector(new float[] {1}));
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(insert::executeUpdate)
          .withMessageContaining("expected 3 dimensions, not 1")
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("22000"));
    }
  }

  @Test
  void whatTheDriversInterfaceLacksIsRefusedByName() throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
    assertThat(driver.escapeIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
    assertThat(driver.createArrayOf("int4", new int[] {1, 2})).hasToString("{\"1\",\"2\"}");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(driver::getCopyAPI)
        .withMessage("PGConnection.getCopyAPI is not supported by the backend [sqlite].");
  }
}
