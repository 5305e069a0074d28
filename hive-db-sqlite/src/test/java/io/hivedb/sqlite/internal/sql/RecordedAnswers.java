// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.hivedb.sqlite.internal.sql.error.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs statements in order on one database, and compares each with PGlite's recorded answer. */
final class RecordedAnswers {

  /** OIDs from here on are given out by the server in the order of creation. */
  private static final int FIRST_USER_OID = 16_384;

  private final List<String> different = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final Map<String, PgException> refusals = new LinkedHashMap<>();
  private final Map<String, String> features = new LinkedHashMap<>();

  /** Compares the statements of a resource. */
  static RecordedAnswers of(String resource) throws IOException, SQLException {
    RecordedAnswers answers = new RecordedAnswers();
    try (InputStream stream =
            Objects.requireNonNull(RecordedAnswers.class.getResourceAsStream(resource));
        TestDatabase database = new TestDatabase()) {
      JsonArray entries =
          JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
              .getAsJsonArray();
      for (JsonElement entry : entries) {
        answers.compare(database, entry.getAsJsonObject());
      }
    }
    return answers;
  }

  /** What differs, statement by statement. */
  List<String> different() {
    return different;
  }

  /** The features that were refused. */
  List<String> refused() {
    return refused;
  }

  /** The refusals by statement. */
  Map<String, PgException> refusals() {
    return refusals;
  }

  /** How each named feature is answered: exact, no-op or refused. */
  Map<String, String> features() {
    return features;
  }

  private void note(JsonObject expected, String answer) {
    if (expected.has("feature")) {
      boolean noOp = expected.has("noOp") && answer.equals("exact");
      features.put(expected.get("feature").getAsString(), noOp ? "no-op" : answer);
    }
  }

  private void compare(TestDatabase database, JsonObject expected) {
    String sql = expected.get("sql").getAsString();
    String wanted = expected(expected);
    String got;
    try {
      got = show(database.execute(sql));
    } catch (PgException e) {
      if (e.feature() != null) {
        refused.add(e.feature());
        refusals.put(sql, e);
        note(expected, "refused");
        return;
      }
      got = "ERROR " + e.sqlState() + " " + e.text();
    }
    note(expected, "exact");
    if (!got.equals(wanted)) {
      different.add(sql + "\n  PostgreSQL " + wanted + "\n  SQLite     " + got);
    }
  }

  private static String expected(JsonObject expected) {
    if (expected.has("sqlState")) {
      return "ERROR "
          + expected.get("sqlState").getAsString()
          + " "
          + expected.get("message").getAsString();
    }
    List<@Nullable String> columns = texts(expected.getAsJsonArray("columns"));
    List<Integer> oids = new ArrayList<>();
    expected.getAsJsonArray("typeOids").forEach(oid -> oids.add(oid.getAsInt()));
    List<List<@Nullable String>> rows = new ArrayList<>();
    expected.getAsJsonArray("rows").forEach(row -> rows.add(texts(row.getAsJsonArray())));
    return show(columns, oids, rows, expected.get("affected").getAsInt());
  }

  private static List<@Nullable String> texts(JsonArray values) {
    List<@Nullable String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.isJsonNull() ? null : value.getAsString()));
    return texts;
  }

  private static String show(TestDatabase.Result result) {
    return show(
        new ArrayList<>(result.columns()), result.typeOids(), result.rows(), result.affected());
  }

  private static String show(
      List<@Nullable String> columns,
      List<Integer> oids,
      List<List<@Nullable String>> rows,
      int affected) {
    List<String> types =
        oids.stream().map(oid -> oid >= FIRST_USER_OID ? "own" : String.valueOf(oid)).toList();
    return columns + " " + types + " " + rows + " " + affected;
  }
}
