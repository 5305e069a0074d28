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
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running pglite-socket server. */
final class PgliteSocket implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("\"?port\"?:\\s*(\\d+)");

  private final Process process;
  private final int port;

  private PgliteSocket(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static PgliteSocket start(Path script, String... options) {
    List<String> command = new ArrayList<>(List.of("node", script.toString(), "--port=0"));
    command.addAll(List.of(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new PgliteSocket(process, port(process));
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

  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", "postgres");
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
