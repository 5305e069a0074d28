// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs of others that run.sh fetched. */
record Peers(Path root) {

  private static final Pattern PORT = Pattern.compile("\"?port\"?:\\s*(\\d+)");

  /** pglite-socket as shipped, without pgvector: its extension would only make it slower. */
  double pgliteSocketStart() {
    long begin = System.nanoTime();
    Process server = start();
    try (Connection connection = connect(port(server))) {
      Starts.ask(connection, "select 1");
      return Starts.since(begin);
    } catch (SQLException e) {
      throw new IllegalStateException("pglite-socket failed", e);
    } finally {
      server.destroyForcibly();
    }
  }

  private Process start() {
    Path script =
        root.resolve(
            "hive-db-benchmarks/src/main/peers/node_modules/@electric-sql/pglite-socket/dist/scripts/server.js");
    try {
      return new ProcessBuilder("node", script.toString(), "--port=0", "--max-connections=10")
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("pglite-socket cannot start", e);
    }
  }

  private static int port(Process server) {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    return output
        .lines()
        .filter(line -> line.contains("listening"))
        .map(PORT::matcher)
        .filter(Matcher::find)
        .map(match -> Integer.valueOf(match.group(1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("pglite-socket never listened"));
  }

  private static Connection connect(int port) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", "postgres");
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }
}
