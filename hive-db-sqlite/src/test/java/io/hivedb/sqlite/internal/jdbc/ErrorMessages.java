// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Statements in their order, and what pgjdbc says of each on PostgreSQL: the whole text of an error
 * and the fields of the server's message, or {@code ok}.
 */
final class ErrorMessages {

  static final String FILE = "error-messages.tsv";

  private ErrorMessages() {}

  static Map<String, String> load() throws IOException {
    return RecordedProbes.load(FILE);
  }

  static String outcome(Connection connection, String sql) {
    try {
      Probes.run(connection, sql);
      return "ok";
    } catch (PSQLException e) {
      ServerErrorMessage fields = Objects.requireNonNull(e.getServerErrorMessage());
      return e.getSQLState()
          + " "
          + RecordedProbes.oneLine(String.valueOf(e.getMessage()))
          + " schema="
          + fields.getSchema()
          + " table="
          + fields.getTable()
          + " column="
          + fields.getColumn()
          + " constraint="
          + fields.getConstraint()
          + " type="
          + fields.getDatatype();
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }
}
