// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * zonky's embedded PostgreSQL, with its own defaults. It has no pgvector, which only makes it
 * faster. As root it drops its rights by {@code unshare -U}.
 */
final class Zonky implements AutoCloseable {

  private static final String TEMPLATE = "prepared";

  private final EmbeddedPostgres server;
  private int copies;

  private Zonky(EmbeddedPostgres server) {
    this.server = server;
  }

  /** With a template to copy. */
  static Zonky prepared() {
    Zonky zonky = new Zonky(started());
    try {
      zonky.ask("create database " + TEMPLATE);
      try (Connection connection = zonky.connect(TEMPLATE)) {
        PreparedSchema.create(connection);
      }
      return zonky;
    } catch (SQLException e) {
      zonky.close();
      throw new IllegalStateException("zonky's template failed", e);
    }
  }

  private static EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException e) {
      throw new UncheckedIOException("zonky's server did not start", e);
    }
  }

  /** From nothing to the first query's answer. */
  static double start() {
    long begin = System.nanoTime();
    try (EmbeddedPostgres server = started();
        Connection connection = server.getPostgresDatabase().getConnection()) {
      Starts.ask(connection, "select 1");
      return Starts.since(begin);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("zonky failed", e);
    }
  }

  /** A copy of the template, as its providers make it, to the first query in it. */
  double freshDatabase() {
    String name = "copy_" + copies++;
    long begin = System.nanoTime();
    try {
      ask("create database " + name + " template " + TEMPLATE);
      double time;
      try (Connection connection = connect(name)) {
        PreparedSchema.check(connection);
        time = Starts.since(begin);
        PreparedSchema.disturb(connection);
      }
      ask("drop database " + name);
      return time;
    } catch (SQLException e) {
      throw new IllegalStateException("zonky's copy failed", e);
    }
  }

  private void ask(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      Starts.ask(connection, sql);
    }
  }

  private Connection connect(String database) throws SQLException {
    return server.getDatabase("postgres", database).getConnection();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("zonky's server did not stop", e);
    }
  }
}
