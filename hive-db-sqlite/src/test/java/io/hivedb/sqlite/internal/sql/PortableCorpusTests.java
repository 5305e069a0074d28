// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs statements in order on one database and compares each with the answer that PostgreSQL gave:
 * exact, or refused by name. Anything else is a defect.
 */
class PortableCorpusTests {

  /** Where PostgreSQL promises no order, rows are compared as sets. */
  private static final Map<String, String> UNORDERED =
      Map.of(
          "portable 212", "two rows are equally far, and LIMIT takes one of them",
          "portable 251", "RETURNING has no order",
          "portable 255", "RETURNING has no order",
          "types SELECT id FROM h LIMIT 2 OFFSET 1", "no ORDER BY");

  /** Values that no two runs or servers share; names, types and counts are still compared. */
  private static final Map<String, String> DIFFERENT_VALUES =
      Map.of(
          "portable 113",
          "created_at is the time of the run",
          "portable 162",
          "the time of the run",
          "portable 212",
          "two rows are equally far, and LIMIT takes one of them",
          "portable 323",
          "the version of the server",
          "library SELECT array_agg(x ORDER BY x DESC), string_agg(x::text, '') FROM"
              + " generate_series(1,3) x",
          "one aggregate without an order, after another's sort",
          "types SHOW search_path",
          "the recording server was started with another one",
          "types SELECT id FROM h LIMIT 2 OFFSET 1",
          "no ORDER BY");

  /** Errors whose text names what SQLite does not tell; the SQLSTATE is compared. */
  private static final Set<String> ONLY_THE_STATE =
      Set.of(
          // Two foreign keys may be meant.
          "types INSERT INTO par VALUES (2, 'c') ON CONFLICT (id) DO UPDATE SET code = par.code"
              + " || excluded.code RETURNING *");

  /** OIDs from here on are given out by the server in the order of creation. */
  private static final int FIRST_USER_OID = 16_384;

  private int exact;
  private int refused;
  private final List<String> different = new ArrayList<>();

  @Test
  void answersThePortableCorpusAsPostgres() throws Exception {
    run("portable", "/portable-corpus.json");

    assertThat(different).isEmpty();
    assertThat(exact).as("exact answers of 346").isGreaterThanOrEqualTo(340);
    assertThat(exact + refused).isEqualTo(346);
  }

  @Test
  void answersTheTypesCorpusAsPostgres() throws Exception {
    run("types", "/types-corpus.json");

    assertThat(different).isEmpty();
    assertThat(refused).as("refused of 280").isLessThanOrEqualTo(1);
  }

  @Test
  void answersTheLibraryCorpusAsPostgres() throws Exception {
    run("library", "/library-corpus.json");

    assertThat(different).isEmpty();
    assertThat(refused).as("refused of 249").isLessThanOrEqualTo(9);
  }

  private void run(String corpus, String resource) throws IOException, SQLException {
    try (TestDatabase database = new TestDatabase()) {
      for (JsonElement element : read(resource)) {
        JsonObject entry = element.getAsJsonObject();
        boolean numbered = entry.has("id");
        String name = corpus + " " + entry.get(numbered ? "id" : "sql").getAsString();
        compare(database, name, entry);
      }
    }
  }

  private static JsonArray read(String resource) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(PortableCorpusTests.class.getResourceAsStream(resource))) {
      return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .getAsJsonArray();
    }
  }

  private void compare(TestDatabase database, String name, JsonObject entry) {
    String sql = entry.get("sql").getAsString();
    JsonObject expected = entry.has("expect") ? entry.getAsJsonObject("expect") : entry;
    String wanted;
    String got;
    try {
      TestDatabase.Result result = database.execute(sql, parameters(entry));
      got = show(name, result);
      wanted = expected(name, expected);
    } catch (PgException e) {
      if (e.feature() != null) {
        refused++;
        return;
      }
      got = "ERROR " + e.sqlState() + " " + e.text();
      wanted = expected(name, expected);
    }
    if (ONLY_THE_STATE.contains(name)) {
      got = got.substring(0, "ERROR 00000".length());
      wanted = wanted.substring(0, "ERROR 00000".length());
    }
    if (got.equals(wanted)) {
      exact++;
    } else {
      different.add(name + ": " + sql + "\n  PostgreSQL " + wanted + "\n  SQLite     " + got);
    }
  }

  private static @Nullable Object[] parameters(JsonObject entry) {
    List<Object> values = new ArrayList<>();
    JsonElement given = entry.get("params");
    for (JsonElement value : given instanceof JsonArray array ? array : new JsonArray()) {
      values.add(value instanceof JsonArray array ? arrayText(array) : value.getAsString());
    }
    return values.toArray();
  }

  private static String arrayText(JsonArray array) {
    StringJoiner text = new StringJoiner(",", "{", "}");
    array.forEach(element -> text.add(element.getAsString()));
    return text.toString();
  }

  private static String expected(String name, JsonObject expected) {
    JsonElement state = expected.get("sqlState");
    if (state != null && !state.isJsonNull()) {
      return "ERROR " + state.getAsString() + " " + expected.get("message").getAsString();
    }
    List<String> columns = new ArrayList<>();
    expected.getAsJsonArray("columns").forEach(column -> columns.add(column.getAsString()));
    List<Integer> oids = new ArrayList<>();
    expected.getAsJsonArray("typeOids").forEach(oid -> oids.add(oid.getAsInt()));
    List<List<@Nullable String>> rows = new ArrayList<>();
    expected.getAsJsonArray("rows").forEach(row -> rows.add(texts(row.getAsJsonArray())));
    int affected = expected.get("affected").getAsInt();
    return show(name, new TestDatabase.Result(columns, oids, rows, affected));
  }

  private static List<@Nullable String> texts(JsonArray row) {
    List<@Nullable String> texts = new ArrayList<>();
    row.forEach(value -> texts.add(value.isJsonNull() ? null : value.getAsString()));
    return texts;
  }

  private static String show(String name, TestDatabase.Result result) {
    List<String> rows = new ArrayList<>();
    result.rows().forEach(row -> rows.add(row.toString()));
    if (UNORDERED.containsKey(name)) {
      rows.sort(Comparator.naturalOrder());
    }
    List<Object> oids = new ArrayList<>();
    for (int oid : result.typeOids()) {
      boolean user = oid >= FIRST_USER_OID && !Set.of(16_385, 16_390).contains(oid);
      oids.add(user ? "user-defined" : oid);
    }
    Object shown = DIFFERENT_VALUES.containsKey(name) ? rows.size() + " rows" : rows;
    return result.columns() + " " + oids + " " + shown + " " + result.affected();
  }
}
