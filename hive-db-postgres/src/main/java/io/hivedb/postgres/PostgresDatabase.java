// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.ConnectionInfo;
import io.hivedb.spi.ScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** One database in a server. */
final class PostgresDatabase implements BackendDatabase {

  private final ServerAddress address;
  private final DatabaseCare care;
  private final PgDump dump;
  private final AtomicBoolean closed = new AtomicBoolean();

  PostgresDatabase(ServerAddress address, DatabaseCare care, PgDump dump) {
    this.address = address;
    this.care = care;
    this.dump = dump;
  }

  @Override
  public ConnectionInfo connection() {
    return address.connectionInfo();
  }

  @Override
  public void runScript(String script) throws SQLException {
    try (Connection connection = Connections.openForScripts(address);
        Statement statement = connection.createStatement()) {
      // The server alone says where a statement ends, and what braces and question marks mean.
      statement.setEscapeProcessing(false);
      execute(statement, script);
    }
  }

  private static void execute(Statement statement, String script) throws ScriptException {
    try {
      statement.execute(script);
    } catch (SQLException e) {
      throw new ScriptException(e, offset(e, script));
    }
  }

  /** The server counts characters from one; Java counts UTF-16 units from zero. */
  private static int offset(SQLException failure, String script) {
    ServerErrorMessage message =
        failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
    int position = message == null ? 0 : message.getPosition();
    if (position < 1 || position > script.codePointCount(0, script.length()) + 1) {
      return -1;
    }
    return script.offsetByCodePoints(0, position - 1);
  }

  @Override
  public BackendSnapshot snapshot() {
    return care.snapshot();
  }

  @Override
  public void reset(BackendSnapshot snapshot) {
    care.reset((PostgresSnapshot) snapshot);
  }

  @Override
  public String export(Path directory) {
    Path file = directory.resolve("database.dump").toAbsolutePath();
    try {
      Files.createDirectories(directory);
      dump.write(address, file);
    } catch (IOException e) {
      removeBecauseOf(e, file);
      throw new BackendStartException(
          "pg_dump could not write [" + file + "]: " + e.getMessage(), e);
    } catch (UnsupportedOperationException e) {
      removeBecauseOf(e, file);
      throw e;
    }
    return "an archive of pg_dump, read into an empty database by: pg_restore --no-owner"
        + " --dbname=DATABASE "
        + file;
  }

  /** Neither a part of an archive stays nor an empty folder. */
  private static void removeBecauseOf(Exception failure, Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.getParent());
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      care.end();
    }
  }

  @Override
  public String toString() {
    return "PostgresDatabase[" + address.jdbcUrl() + "]";
  }
}
