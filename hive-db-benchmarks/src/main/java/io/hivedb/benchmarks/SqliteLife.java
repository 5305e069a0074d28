// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.hivedb.HiveDb;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Opening and resetting databases of the backend sqlite. */
final class SqliteLife {

  private static final int TABLES = 30;
  private static final int ROWS_PER_TABLE = 334;

  private static final List<String> NEEDED =
      List.of(
          "hive-db-core",
          "hive-db-sqlite",
          "HikariCP",
          "slf4j",
          "sqlite-jdbc",
          "postgresql",
          "zt-exec",
          "jspecify",
          "apiguardian");

  private SqliteLife() {}

  /** The first database of a JVM that has loaded nothing yet; run by {@link #cold}. */
  public static void main(String[] arguments) {
    System.out.println(Starts.hiveDb("sqlite"));
  }

  /** The same with the jars alone that a user of this backend has. */
  static double coldWithItsOwnJars() {
    String own =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith(".jar") || isNeeded(Path.of(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return cold(own);
  }

  private static boolean isNeeded(Path jar) {
    String name = String.valueOf(jar.getFileName());
    return NEEDED.stream().anyMatch(name::startsWith);
  }

  /** Milliseconds in a JVM of its own, without that JVM's start. */
  static double cold() {
    return cold(System.getProperty("java.class.path"));
  }

  private static double cold(String classPath) {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            classPath,
            SqliteLife.class.getName());
    try {
      Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the cold JVM ended with " + process.exitValue());
      }
      return Double.parseDouble(said.strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One more database on a server that runs, with its pool and first query. */
  static double further(HiveDb origin) {
    long begin = System.nanoTime();
    try (HiveDb fork = origin.fork();
        Connection connection = fork.dataSource().getConnection()) {
      Starts.ask(connection, "select 1");
      return Starts.since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A reset of 30 tables with about 10,000 rows, after a test that wrote a row in each table. */
  static Workload.Action reset(BackendDatabase database, Connection connection)
      throws SQLException {
    for (int table = 0; table < TABLES; table++) {
      Statements.run(
          connection,
          "create table t" + table + " (id bigserial primary key, name varchar(100), n numeric)",
          "insert into t"
              + table
              + " (name, n) select 'name ' || i, i * 1.5 from generate_series(1, "
              + ROWS_PER_TABLE
              + ") i");
    }
    BackendSnapshot snapshot = database.snapshot();
    return () -> {
      for (int table = 0; table < TABLES; table++) {
        Statements.run(connection, "insert into t" + table + " (name, n) values ('new', 1)");
      }
      long begin = System.nanoTime();
      database.reset(snapshot);
      return Starts.since(begin);
    };
  }
}
