// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendNotAvailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases that are dropped at close: those of tests, templates and spare copies. Their names hold
 * the owner, whose advisory lock shows whether it lives, and a counter; a comment marks them, so
 * that nobody's own database is ever swept.
 */
final class ThrowAwayDatabases {

  private static final Logger LOG = LoggerFactory.getLogger(ThrowAwayDatabases.class);

  private static final String PREFIX = "hive_db_";

  private static final String MARK = "Hive DB: for one test class, dropped when its owner is gone";

  /** Without the owner's lock and without a session. Some owner may have lost its connection. */
  private static final String ABANDONED =
      """
      SELECT datname FROM pg_database d
      WHERE datname ~ '^%1$s[0-9a-f]{8}_[0-9]+$'
        AND shobj_description(oid, 'pg_database') = '%2$s'
        AND NOT EXISTS (
          SELECT FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.granted
            AND l.classid::bigint = %3$d AND l.objsubid = 2
            AND lpad(to_hex(l.objid::bigint), 8, '0') = substr(d.datname, %4$d, 8))
        AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
      """
          .formatted(PREFIX, MARK, OwnerSession.LOCK_CLASS, PREFIX.length() + 1);

  private final OwnerSession session;
  private final AtomicInteger counter = new AtomicInteger();
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Background drops = new Background("hive-db-postgres-drops");
  private final EmptyDatabases empty;
  private volatile boolean allowed;

  ThrowAwayDatabases(OwnerSession session, EmptyDatabases empty) {
    this.session = session;
    this.empty = empty;
  }

  ServerAddress address(String name) {
    return session.address().withDatabase(name);
  }

  private String nextName() {
    return PREFIX + session.owner() + "_" + counter.incrementAndGet();
  }

  /** A database as the server makes it, with pgvector. */
  String addEmpty() {
    checkRights();
    return add(
        "create a database",
        session::query,
        (connection, name) -> List.of(empty.making(name)),
        name -> empty.finish(address(name)));
  }

  /**
   * Makes a database of ours.
   *
   * @param what what is done, to complete "could not …"
   * @param run runs it
   * @param making the statements, the first of which creates it
   * @param finish what is left to do then
   */
  String add(String what, Runner run, Making making, Consumer<String> finish) {
    String name = nextName();
    try {
      run.on(connection -> make(connection, name, making));
      finish.accept(name);
      open.add(name);
      return name;
    } catch (SQLException e) {
      dropBecauseOf(e, name);
      throw session.couldNot(what + " named [" + name + "]", e);
    } catch (RuntimeException | Error e) {
      dropBecauseOf(e, name);
      throw e;
    }
  }

  private static Boolean make(Connection connection, String name, Making making)
      throws SQLException {
    List<String> statements = new ArrayList<>(making.statements(connection, name));
    statements.add(1, "COMMENT ON DATABASE " + name + " IS '" + MARK + "'");
    return OwnerSession.statements(statements.toArray(String[]::new)).on(connection);
  }

  /** Puts a spare in the place of a database, which is dropped in the background. */
  void replace(String name, String spare) {
    String away = nextName();
    try {
      session.query(
          connection -> {
            DatabaseSwap.swap(connection, name, spare, away);
            return true;
          });
    } catch (SQLException e) {
      drop(spare);
      throw session.couldNot("reset the database [" + name + "]", e);
    }
    open.remove(spare);
    open.add(away);
    drop(away);
  }

  private void checkRights() {
    allowed = allowed || session.use("tell the user's rights", ThrowAwayDatabases::mayCreate);
    if (!allowed) {
      throw forbidden();
    }
  }

  private static boolean mayCreate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private BackendNotAvailableException forbidden() {
    String user = session.address().user();
    return new BackendNotAvailableException(
        "The user ["
            + user
            + "] of the PostgreSQL server at ["
            + session.address().hosts()
            + "] may not create databases; each test class gets one of its own. Let a superuser run"
            + " ALTER ROLE \""
            + user.replace("\"", "\"\"")
            + "\" CREATEDB.");
  }

  /** Nobody gets in any more, and who is in gets out; then it is dropped in the background. */
  void end(String name) {
    try {
      session.query(
          OwnerSession.statements(
              "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false",
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                  + name
                  + "'"));
    } catch (SQLException e) {
      LOG.debug("The database {} was not locked", name, e);
    }
    drop(name);
  }

  /** Drops it in the background. */
  void drop(String name) {
    drops.submitLater(() -> dropNow(name));
  }

  /** A server that is gone took the database with it, or its next user sweeps it. */
  private void dropNow(String name) {
    if (!open.remove(name)) {
      return;
    }
    try {
      session.query(OwnerSession.statements(dropping(name)));
    } catch (SQLException e) {
      LOG.warn("The database {} was not dropped: {}", name, e.getMessage());
    }
  }

  /** Drops those that nobody closed, and waits for all. */
  void dropAll() {
    List.copyOf(open).forEach(this::drop);
    drops.close();
  }

  /** For a server that ends and takes all of them with it. */
  void forgetAll() {
    drops.abandon();
    open.clear();
  }

  private void dropBecauseOf(Throwable failure, String name) {
    try {
      session.query(OwnerSession.statements(dropping(name)));
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Names are made of letters, digits and underscores: nothing in them needs quoting. */
  private static String dropping(String name) {
    return "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)";
  }

  /** Drops what JVMs left that were killed. Others may do so at the same time. */
  void sweep() {
    for (String name : session.use("list its databases", ThrowAwayDatabases::abandoned)) {
      try {
        session.query(OwnerSession.statements(dropping(name)));
        LOG.info("Dropped the database {}, which a killed JVM left", name);
      } catch (SQLException e) {
        // Another user's, or another JVM was quicker: no reason to fail a test.
        LOG.debug("The abandoned database {} was not dropped", name, e);
      }
    }
  }

  private static List<String> abandoned(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(ABANDONED)) {
      while (answer.next()) {
        names.add(answer.getString(1));
      }
    }
    return names;
  }

  /** What makes a database of a name; nothing in the name needs quoting. */
  @FunctionalInterface
  interface Making {
    List<String> statements(Connection connection, String name) throws SQLException;
  }

  /** Runs work on a connection. */
  @FunctionalInterface
  interface Runner {
    Boolean on(OwnerSession.Work<Boolean> work) throws SQLException;
  }
}
