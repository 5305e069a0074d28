// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** From nothing to the first query's answer; the end of it all is not counted. */
final class Starts {

  private static final double NANOS_PER_MILLI = 1e6;

  /** The variable that names the installation for mode local; without it one is looked for. */
  static final String HOME = "HIVE_TEST_POSTGRES_HOME";

  private static final String QUERY = "select '[1,2,3]'::vector <-> '[1,2,4]'::vector";

  private Starts() {}

  static double hiveDb(String backend) {
    long begin = System.nanoTime();
    try (HiveDb db = HiveDb.start(config -> config.backend(backend).ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection()) {
      ask(connection, QUERY);
      return since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("the backend " + backend + " failed", e);
    }
  }

  /** A database of the backend postgresql on a server of its own. */
  static HiveDb open(String mode) {
    return HiveDb.start(
        config -> {
          config.backend("postgresql").set("hive.postgres.mode", mode).ignoreOutsideSettings();
          String home = System.getenv(HOME);
          if (mode.equals("local") && home != null && !home.isEmpty()) {
            config.set("hive.postgres.home", home);
          }
        });
  }

  /** A database of a backend, on a server of its own; postgresql's is local. */
  static HiveDb running(String backend) {
    return backend.equals("postgresql")
        ? open("local")
        : HiveDb.start(config -> config.backend(backend).ignoreOutsideSettings());
  }

  static double postgres(String mode) {
    long begin = System.nanoTime();
    try (HiveDb db = open(mode);
        Connection connection = db.dataSource().getConnection()) {
      ask(connection, QUERY);
      return since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("the mode " + mode + " failed", e);
    }
  }

  static double testcontainers() {
    DockerImageName image =
        DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");
    long begin = System.nanoTime();
    try (PostgreSQLContainer container = new PostgreSQLContainer(image)) {
      container.start();
      try (Connection connection =
          DriverManager.getConnection(
              container.getJdbcUrl(), container.getUsername(), container.getPassword())) {
        ask(connection, "create extension vector");
        ask(connection, QUERY);
        return since(begin);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Testcontainers failed", e);
    }
  }

  static void ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          if (!rows.next()) {
            throw new SQLException("no answer: " + sql);
          }
        }
      }
    }
  }

  static double since(long begin) {
    return (System.nanoTime() - begin) / NANOS_PER_MILLI;
  }
}
