// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.function.AdvisoryLocks;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.function.SqlFunctions;
import io.hivedb.sqlite.internal.sql.parse.Parser;
import io.hivedb.sqlite.internal.sql.resolve.Analyzer;
import io.hivedb.sqlite.internal.sql.resolve.CatalogChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine of one database, shared by all its connections. Thread-safe.
 *
 * <p>The catalogue lives in Java; the file keeps the log of the DDL statements, written by the same
 * transaction as their effect, from which {@link #load} makes it again. Sequences live in Java too,
 * as they are not transactional; {@link #flush} writes their state to the file.
 */
public final class SqlEngine {

  private static final String SEQUENCES = "`hive_sequence`";

  private final Sequences sequences = new Sequences();
  private final PlanCache plans = new PlanCache();
  private final AdvisoryLocks locks = new AdvisoryLocks();
  private volatile Catalog catalog = new Catalog();
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile long written = -1;

  /** Begins with an empty catalogue. */
  public SqlEngine() {}

  /** Loads the classes that the first statements of a JVM need. */
  public static void preload() {
    Registry.instance();
    for (String sql : List.of("CREATE EXTENSION vector", "SELECT 1 + 1")) {
      Analyzer.plan(Parser.parse(sql).get(0), new Catalog(), List.of("public"), List.of());
    }
  }

  /**
   * Makes the hidden tables where they are missing and reads catalogue and sequences. Call it once
   * after opening the file, and again after restoring it.
   */
  public void load(Connection raw) throws SQLException {
    Map<String, Sequences.State> states = new HashMap<>();
    List<CatalogLog.Entry> log = new ArrayList<>();
    try (Statement statement = raw.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + CatalogChange.LOG
              + " (id INTEGER PRIMARY KEY, path TEXT, sql TEXT)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + SEQUENCES
              + " (name TEXT PRIMARY KEY, last BIGINT, called BIGINT)");
      try (ResultSet rows =
          statement.executeQuery("SELECT path, sql FROM " + CatalogChange.LOG + " ORDER BY id")) {
        while (rows.next()) {
          log.add(new CatalogLog.Entry(rows.getString(1), rows.getString(2)));
        }
      }
      try (ResultSet rows = statement.executeQuery("SELECT name, last, called FROM " + SEQUENCES)) {
        while (rows.next()) {
          states.put(rows.getString(1), new Sequences.State(rows.getLong(2), rows.getInt(3) != 0));
        }
      }
    }
    sequences.replace(states);
    catalog = CatalogLog.replay(log);
  }

  /**
   * Writes the state of the sequences; call it outside of a transaction, before a copy of the file
   * is taken and before the last connection closes.
   */
  public void flush(Connection raw) throws SQLException {
    try (Statement statement = raw.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      writeSequences(raw);
      statement.execute("COMMIT");
    }
  }

  /**
   * Writes the state of the sequences, where it has changed, in the transaction that is open: a
   * crash then loses no number that a committed row has.
   *
   * @return what to tell {@link #written} after the commit
   */
  public long writeSequences(Connection raw) throws SQLException {
    long version = sequences.version();
    if (version == written) {
      return version;
    }
    try (Statement statement = raw.createStatement();
        PreparedStatement insert =
            raw.prepareStatement("INSERT INTO " + SEQUENCES + " VALUES (?, ?, ?)")) {
      statement.execute("DELETE FROM " + SEQUENCES);
      for (Map.Entry<String, Sequences.State> state : sequences.snapshot().entrySet()) {
        insert.setString(1, state.getKey());
        insert.setLong(2, state.getValue().last());
        insert.setLong(3, state.getValue().called() ? 1 : 0);
        insert.executeUpdate();
      }
    }
    return version;
  }

  /** The transaction that {@link #writeSequences} wrote in has committed. */
  public void written(long version) {
    written = version;
  }

  /**
   * Opens the session of a raw connection of its own and registers all functions and collations on
   * it. The connection stays in autocommit mode; the caller sends BEGIN and COMMIT.
   */
  public SqlSession session(Connection raw) throws SQLException {
    SqlSession session = new SqlSession(this, raw);
    SqlFunctions.register(raw, session.context());
    return session;
  }

  /** What lives in Java: catalogue and sequences. Immutable. */
  public static final class State {

    private final Catalog catalog;
    private final Map<String, Sequences.State> sequences;

    private State(Catalog catalog, Map<String, Sequences.State> sequences) {
      this.catalog = catalog;
      this.sequences = sequences;
    }
  }

  /** The present state, for {@link #restore}. */
  public State state() {
    return new State(catalog, sequences.snapshot());
  }

  /** Returns to a state, of this engine or another, as the file has. */
  public void restore(State state) {
    sequences.replace(state.sequences);
    catalog = state.catalog;
  }

  /** The committed catalogue. */
  public Catalog catalog() {
    return catalog;
  }

  void publish(Catalog changed) {
    catalog = changed;
  }

  /** The number of a new session. */
  int nextSession() {
    return sessions.incrementAndGet();
  }

  Sequences sequences() {
    return sequences;
  }

  AdvisoryLocks locks() {
    return locks;
  }

  PlanCache plans() {
    return plans;
  }
}
