// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a client sets on a connection. */
abstract class ConnectionSettings extends UnsupportedConnection {

  private static final String APPLICATION_NAME = "ApplicationName";

  private final Properties clientInfo = new Properties();
  private int networkTimeout;
  private int holdability = ResultSet.CLOSE_CURSORS_AT_COMMIT;

  abstract Session session();

  abstract void checkOpen() throws SQLException;

  final Session openSession() throws SQLException {
    checkOpen();
    return session();
  }

  @Override
  public void setAutoCommit(boolean autoCommit) throws SQLException {
    Session session = openSession();
    if (session.modes().isAutoCommit() != autoCommit) {
      session.commitIfOpen();
      session.modes().autoCommit(autoCommit);
    }
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return openSession().modes().isAutoCommit();
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    Session session = openSession();
    session.checkBetweenTransactions(
        "Cannot change transaction read-only property in the middle of a transaction.");
    session.modes().readOnly(readOnly);
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return openSession().modes().isReadOnly();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    Session session = openSession();
    session.checkBetweenTransactions(
        "Cannot change transaction isolation level in the middle of a transaction.");
    String name = TransactionMode.name(level);
    if (name == null) {
      throw SqlErrors.client(
          SqlErrors.NOT_IMPLEMENTED, "Transaction isolation level " + level + " not supported.");
    }
    session.modes().isolation(name);
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    return openSession().modes().isolation();
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "Unknown ResultSet holdability setting: " + holdability + ".");
    }
    this.holdability = holdability;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return holdability;
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return ServerVersions.DATABASE;
  }

  /** PostgreSQL cannot change the database of a connection: pgjdbc ignores the call. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public @Nullable String getSchema() throws SQLException {
    return openSession().currentSchema();
  }

  @Override
  public void setSchema(@Nullable String schema) throws SQLException {
    String path = schema == null ? "DEFAULT" : Identifiers.literal(schema);
    try (var statement = createStatement()) {
      statement.execute("SET SESSION search_path TO " + path);
    }
  }

  @Override
  public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
    if (!APPLICATION_NAME.equals(name)) {
      return;
    }
    String given = value == null ? "" : value;
    try {
      openSession().modes().applicationName(given);
    } catch (SQLException e) {
      throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), Map.of(), e);
    }
    clientInfo.setProperty(name, given);
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    setClientInfo(APPLICATION_NAME, properties.getProperty(APPLICATION_NAME));
  }

  @Override
  public @Nullable String getClientInfo(String name) throws SQLException {
    checkOpen();
    return clientInfo.getProperty(name);
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
  }

  /** There is no network: the value is kept for whoever asks. */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw SqlErrors.client(
          SqlErrors.INVALID_PARAMETER_VALUE,
          "Network timeout must be a value greater than or equal to 0.");
    }
    networkTimeout = milliseconds;
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
  }
}
