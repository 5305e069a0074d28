// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.DatabaseSpec;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Triggers, blocks and functions in PL/pgSQL, and statements in the order in which applications
 * send them, transactions among them, do what PGlite recorded.
 */
class RoutinesCorpusTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "triggers",
        "calls",
        "sets",
        "tenants",
        "retrieval",
        "documents",
        "wrong",
        "found",
        "constants",
        "upgrades",
        "locks",
        "planning",
        "planner",
        "operands",
        "reduced",
        "dependencies",
        "planned-definitions",
        "decided",
        "drawn",
        "pulled-up",
        "storefront",
        "ledger",
        "roles",
        "paths",
        "function-settings",
        "rule-texts",
        "clocks"
      })
  void answersAsPostgres(String corpus) throws Exception {
    List<String> different = new ArrayList<>();
    try (InputStream stream =
            Objects.requireNonNull(getClass().getResourceAsStream("/" + corpus + "-corpus.json"));
        BackendServer server = TestServers.start(Map.of());
        BackendDatabase database = server.create(DatabaseSpec.throwAway(corpus));
        Connection connection = TestServers.dataSource(database).getConnection()) {
      for (JsonElement entry :
          JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
              .getAsJsonArray()) {
        JsonObject recorded = entry.getAsJsonObject();
        String sql = recorded.get("sql").getAsString();
        String wanted = wanted(recorded);
        String got = got(connection, sql);
        if (!got.equals(wanted)) {
          different.add(sql + "\n  PostgreSQL " + wanted + "\n  SQLite     " + got);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static String wanted(JsonObject recorded) {
    if (recorded.has("sqlState")) {
      return recorded.get("sqlState").getAsString() + " " + recorded.get("message").getAsString();
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (JsonElement row : recorded.getAsJsonArray("rows")) {
      List<@Nullable String> values = new ArrayList<>();
      row.getAsJsonArray().forEach(v -> values.add(v.isJsonNull() ? null : v.getAsString()));
      rows.add(values);
    }
    return rows.isEmpty() ? "count " + recorded.get("affected").getAsInt() : rows.toString();
  }

  private static String got(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "count " + statement.getUpdateCount();
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      try (ResultSet result = statement.getResultSet()) {
        while (result.next()) {
          List<@Nullable String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(row);
        }
      }
      return rows.isEmpty() ? "count 0" : rows.toString();
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "");
      return e.getSQLState() + " " + message.lines().findFirst().orElse("");
    }
  }
}
