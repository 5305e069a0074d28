// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.Settings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The extensions that each new database has from the start, besides pgvector. */
final class Extensions implements PreparationStep {

  static final String KEY = "hive.database.extensions";

  private static final String AVAILABLE =
      "SELECT name FROM pg_catalog.pg_available_extensions ORDER BY name";

  private final List<String> names;

  private Extensions(List<String> names) {
    this.names = names;
  }

  static Extensions of(Settings settings) {
    String text = settings.text(KEY).orElse("");
    return new Extensions(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList());
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  @Override
  public String key() {
    return "extensions:" + String.join(",", names);
  }

  /** Creates them, with those that they require. */
  @Override
  public void run(PreparationTarget target) {
    BackendDatabase database = target.database();
    for (String name : names) {
      String quoted = '"' + name.replace("\"", "\"\"") + '"';
      try {
        database.runScript("CREATE EXTENSION IF NOT EXISTS " + quoted + " CASCADE");
      } catch (SQLException e) {
        throw failed(name, database, target.backend(), e);
      }
    }
  }

  private static HiveDbConfigurationException failed(
      String name, BackendDatabase database, String backend, SQLException failure) {
    return new HiveDbConfigurationException(
        "The extension ["
            + name
            + "] of the setting "
            + KEY
            + " cannot be created on the backend ["
            + backend
            + "]: "
            + failure.getMessage()
            + " (SQLSTATE "
            + failure.getSQLState()
            + ")."
            + available(database, backend, failure),
        failure);
  }

  private static String available(BackendDatabase database, String backend, SQLException failure) {
    List<String> found = new ArrayList<>();
    try (RenewablePool pool =
            new RenewablePool(database.connection(), 1, backend, "extensions", Watch.NONE);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(AVAILABLE)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return " Leave it out, or choose a backend that has it.";
    }
    return " There are: " + String.join(", ", found) + ".";
  }
}
