// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hivedb.HiveDb;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.Field;
import org.postgresql.jdbc.PgResultSetMetaData;

/** The recordings are still what PostgreSQL answers: each corpus is replayed on PGlite. */
class CorpusRecordingIT {

  /** OIDs from here on are given out in the order of creation. */
  private static final int FIRST_USER_OID = 16_384;

  /** Statements whose values no two runs or servers share. */
  private static final String CHANGING =
      "(?is).*(\\bnow\\(\\)|current_|created_at|version\\(\\)|search_path|natural join|random|uuid\\(\\)).*";

  @BeforeAll
  static void requireNode() throws InterruptedException {
    Gate.requireNode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "portable-corpus.json",
        "types-corpus.json",
        "library-corpus.json",
        "statements-corpus.json",
        "features-corpus.json",
        "definitions-corpus.json",
        "orders-corpus.json",
        "vectors-corpus.json",
        "objects-corpus.json",
        "functions-corpus.json",
        "shop-corpus.json",
        "mixed-corpus.json",
        "staff-corpus.json",
        "records-corpus.json",
        "alterations-corpus.json",
        "applications-corpus.json",
        "migrations-corpus.json",
        "json-corpus.json",
        "formats-corpus.json",
        "reports-corpus.json",
        "views-corpus.json",
        "classes-corpus.json",
        "schemas-corpus.json",
        "accounts-corpus.json",
        "queries-corpus.json",
        "rows-corpus.json",
        "tickets-corpus.json",
        "ranges-corpus.json",
        "expressions-corpus.json",
        "warehouse-corpus.json",
        "invoices-corpus.json",
        "triggers-corpus.json",
        "calls-corpus.json",
        "sets-corpus.json",
        "keys-corpus.json",
        "changed-views-corpus.json",
        "comments-corpus.json",
        "assorted-corpus.json",
        "tenants-corpus.json",
        "retrieval-corpus.json",
        "times-corpus.json",
        "wrong-corpus.json",
        "documents-corpus.json",
        "texts-corpus.json",
        "found-corpus.json",
        "catalogs-corpus.json",
        "bounds-corpus.json",
        "columns-corpus.json",
        "introspection-corpus.json",
        "tools-corpus.json",
        "upgrades-corpus.json",
        "locks-corpus.json",
        "constants-corpus.json",
        "planning-corpus.json",
        "planner-corpus.json",
        "operands-corpus.json",
        "reduced-corpus.json",
        "dependencies-corpus.json",
        "planned-definitions-corpus.json",
        "decided-corpus.json",
        "drawn-corpus.json",
        "pulled-up-corpus.json",
        "storefront-corpus.json",
        "ledger-corpus.json",
        "roles-corpus.json",
        "paths-corpus.json",
        "function-settings-corpus.json",
        "rule-texts-corpus.json",
        "clocks-corpus.json"
      })
  void postgresStillAnswersAsRecorded(String corpus) throws Exception {
    List<String> different = new ArrayList<>();
    try (HiveDb db = HiveDb.start(config -> config.backend("pglite").ignoreOutsideSettings());
        Connection connection = db.dataSource().getConnection()) {
      for (Corpus.Entry entry : Corpus.read(corpus)) {
        // What is installed, and whether already, is the server's affair.
        if (entry.sql().startsWith("CREATE EXTENSION")) {
          run(connection, entry);
          continue;
        }
        String now = run(connection, entry);
        String then = recorded(entry);
        if (!now.equals(then)) {
          different.add(entry.sql() + "\n  recorded " + then + "\n  now      " + now);
        }
      }
    }
    assertThat(different).isEmpty();
  }

  private static String run(Connection connection, Corpus.Entry entry) {
    try {
      if (entry.parameters().isEmpty() && !entry.sql().contains("??")) {
        try (Statement statement = connection.createStatement()) {
          return shown(entry, statement, statement.execute(entry.sql()));
        }
      }
      try (PreparedStatement statement = connection.prepareStatement(entry.sql())) {
        for (int i = 0; i < entry.parameters().size(); i++) {
          statement.setObject(i + 1, entry.parameters().get(i), Types.OTHER);
        }
        return shown(entry, statement, statement.execute());
      }
    } catch (SQLException e) {
      return "ERROR " + e.getSQLState();
    }
  }

  private static String shown(Corpus.Entry entry, Statement statement, boolean hasRows)
      throws SQLException {
    if (!hasRows) {
      // The driver counts the rows of a materialized view and of SELECT INTO.
      boolean counts =
          !entry
              .sql()
              .matches("(?is)\\s*(create\\b.*|select\\b.*|with\\b.*select\\b[^()]*\\binto\\b.*)");
      return "[] [] "
          + rows(entry, List.of())
          + " "
          + (counts ? Math.max(0, statement.getUpdateCount()) : 0);
    }
    List<String> columns = new ArrayList<>();
    List<Object> oids = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (ResultSet result = Objects.requireNonNull(statement.getResultSet())) {
      ResultSetMetaData meta = result.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnLabel(i));
        oids.add(oid(meta, i));
      }
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return columns + " " + oids + " " + rows(entry, rows) + " " + count(entry, rows.size());
  }

  /** JDBC does not tell whether it was a change that returned rows. */
  private static int count(Corpus.Entry entry, int rows) {
    boolean with = entry.sql().matches("(?is)\\s*with.*");
    if (with && entry.recorded().has("affected")) {
      return entry.recorded().get("affected").getAsInt();
    }
    return entry.sql().matches("(?is)\\s*(select|values|with|show|table|explain|\\().*") ? 0 : rows;
  }

  /** pgjdbc hides the OIDs of columns. */
  private static Object oid(ResultSetMetaData meta, int column) throws SQLException {
    try {
      Object inner = meta.unwrap(ResultSetMetaData.class);
      Method method = PgResultSetMetaData.class.getDeclaredMethod("getField", int.class);
      method.setAccessible(true);
      Field field = (Field) Objects.requireNonNull(method.invoke(inner, column));
      return user(field.getOID());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object user(int oid) {
    return oid >= FIRST_USER_OID ? "user-defined" : oid;
  }

  private static Object rows(Corpus.Entry entry, List<?> rows) {
    return entry.sql().matches(CHANGING) ? rows.size() + " rows" : rows;
  }

  private static String recorded(Corpus.Entry entry) {
    JsonObject recorded = entry.recorded();
    JsonElement state = recorded.get("sqlState");
    if (state != null && !state.isJsonNull()) {
      return "ERROR " + state.getAsString();
    }
    List<String> columns = new ArrayList<>();
    recorded.getAsJsonArray("columns").forEach(column -> columns.add(column.getAsString()));
    List<Object> oids = new ArrayList<>();
    recorded.getAsJsonArray("typeOids").forEach(oid -> oids.add(user(oid.getAsInt())));
    List<List<@Nullable String>> rows = new ArrayList<>();
    recorded.getAsJsonArray("rows").forEach(row -> rows.add(texts(row.getAsJsonArray())));
    return columns
        + " "
        + oids
        + " "
        + rows(entry, rows)
        + " "
        + recorded.get("affected").getAsInt();
  }

  private static List<@Nullable String> texts(JsonArray row) {
    List<@Nullable String> texts = new ArrayList<>();
    row.forEach(value -> texts.add(value.isJsonNull() ? null : value.getAsString()));
    return texts;
  }
}
