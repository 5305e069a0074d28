// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.ScriptException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A database of a bridge process. Safe to use from several threads at once. */
final class PgliteDatabase implements BackendDatabase {

  private final PgliteServer server;
  private final String name;
  private final ConnectionInfo connection;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  PgliteDatabase(PgliteServer server, String name, Runnable onClose) {
    this.server = server;
    this.name = name;
    this.connection =
        ConnectionInfo.ofUrl(
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name,
                PgliteServer.USER,
                server.password(),
                DriverProperties.ALL)
            .withLocalProperties(DriverProperties.LOCAL);
    this.onClose = onClose;
  }

  @Override
  public ConnectionInfo connection() {
    return connection;
  }

  /**
   * The simple query protocol takes a script whole: nobody here has to find where a statement ends.
   */
  @Override
  public void runScript(String script) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(DriverProperties.ALL);
    properties.setProperty("user", connection.username());
    properties.setProperty("password", connection.password());
    properties.setProperty("preferQueryMode", "simple");
    try (Connection own = DriverManager.getConnection(connection.jdbcUrl(), properties);
        Statement statement = own.createStatement()) {
      statement.setEscapeProcessing(false);
      execute(statement, script);
    }
  }

  private static void execute(Statement statement, String script) throws SQLException {
    try {
      statement.execute(script);
    } catch (PSQLException e) {
      throw new ScriptException(e, offset(script, e.getServerErrorMessage()));
    }
  }

  /** PostgreSQL counts characters from 1, and tells 0 where it knows no place. */
  private static int offset(String script, @Nullable ServerErrorMessage error) {
    int position = error == null ? 0 : error.getPosition();
    if (position < 1 || position > script.codePointCount(0, script.length()) + 1) {
      return -1;
    }
    return script.offsetByCodePoints(0, position - 1);
  }

  @Override
  public BackendSnapshot snapshot() {
    return server.snapshot(name);
  }

  @Override
  public String export(Path directory) {
    server.export(name, directory);
    return "a data directory, opened by hive.database.backend=pglite and hive.database.data-dir=["
        + directory.toAbsolutePath()
        + "]";
  }

  @Override
  public void reset(BackendSnapshot snapshot) {
    server.reset(name, snapshot);
  }

  /** The bridge restores what a connection sees, and answers for what it cannot. */
  @Override
  public boolean keepsConnections() {
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
    }
  }

  @Override
  public String toString() {
    return "PgliteDatabase[" + connection.jdbcUrl() + "]";
  }
}
