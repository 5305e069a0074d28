// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes templates of databases, and databases of templates. */
final class Templates {

  /** What the copies of one template that are made ahead may take together. */
  private static final long MOST_BYTES = 1L << 30;

  private final OwnerSession session;
  private final ThrowAwayDatabases databases;
  private final Background background;
  private final int mostSpares;
  private final CopyStrategy strategy;

  Templates(
      OwnerSession session,
      ThrowAwayDatabases databases,
      Background copies,
      int mostSpares,
      CopyStrategy strategy) {
    this.session = session;
    this.databases = databases;
    this.background = copies;
    this.mostSpares = mostSpares;
    this.strategy = strategy;
  }

  boolean makesSpares() {
    return mostSpares > 0;
  }

  /** A template in the present state of a database of ours, whose sessions end. */
  PostgresSnapshot of(String database) {
    Source source = source(database);
    return copied(
        source, session::query, connection -> DatabaseSwap.endSessions(connection, database));
  }

  /** The same of the user's own database; other people's sessions are not ended. */
  PostgresSnapshot ofUsersOwn(String database) {
    return copied(source(database), session::queryAlone, connection -> {});
  }

  /** A template as the server makes databases, with pgvector. */
  PostgresSnapshot ofEmpty() {
    String name = databases.addEmpty();
    Source source = source(name);
    complete(name);
    return snapshot(name, source);
  }

  private Source source(String database) {
    return session.use(
        "look at the database [" + database + "]", connection -> Source.of(connection, database));
  }

  private PostgresSnapshot copied(Source source, ThrowAwayDatabases.Runner run, Before before) {
    try {
      return snapshot(template(source, run, before), source);
    } catch (BackendStartException e) {
      throw CopyRefusal.told(e);
    }
  }

  private String template(Source source, ThrowAwayDatabases.Runner run, Before before) {
    return databases.add(
        "copy the database [" + source.quoted() + "] to one",
        run,
        (connection, name) -> {
          before.on(connection);
          return List.of(copying(source.quoted(), name, source));
        },
        this::complete);
  }

  /**
   * Connects once: a database's first session writes down what it found in the catalogs, the copies
   * inherit that file, and the first connection to each takes 4 ms less. Then nobody's session
   * keeps it from being copied, and autovacuum does not change it.
   */
  private void complete(String template) {
    session.use(
        "close the template [" + template + "]",
        connection -> {
          Connections.open(databases.address(template), OwnerSession.CONNECT_TIMEOUT).close();
          DatabaseSwap.close(connection, template);
          return true;
        });
  }

  private String copying(String template, String name, Source source) {
    return "CREATE DATABASE " + name + " TEMPLATE " + template + strategy.clause(source.bytes());
  }

  private PostgresSnapshot snapshot(String template, Source source) {
    SparePool spares =
        new SparePool(
            () -> copy(template, source), databases::drop, background, most(source.bytes()));
    spares.fill();
    return new PostgresSnapshot(
        template,
        spares,
        () -> {
          spares.close();
          databases.drop(template);
        });
  }

  private int most(long bytes) {
    return (int) Math.min(mostSpares, Math.max(1, MOST_BYTES / Math.max(1, bytes)));
  }

  private String copy(String template, Source source) {
    return databases.add(
        "copy the template [" + template + "] to a database",
        session::query,
        (connection, name) -> {
          List<String> statements = new ArrayList<>();
          statements.add(copying(template, name, source));
          statements.addAll(source.traits().statements(name));
          return statements;
        },
        name -> {});
  }

  /** What must be done before a database can be copied. */
  @FunctionalInterface
  private interface Before {
    void on(Connection connection) throws SQLException;
  }

  /**
   * What is to be copied.
   *
   * @param quoted its name in SQL
   * @param bytes its size
   * @param traits what a copy lacks
   */
  private record Source(String quoted, long bytes, DatabaseTraits traits) {

    static Source of(Connection connection, String database) throws SQLException {
      try (PreparedStatement query =
          connection.prepareStatement("SELECT quote_ident(?), pg_database_size(?)")) {
        query.setString(1, database);
        query.setString(2, database);
        try (ResultSet row = query.executeQuery()) {
          row.next();
          return new Source(
              row.getString(1), row.getLong(2), DatabaseTraits.of(connection, database));
        }
      }
    }
  }
}
