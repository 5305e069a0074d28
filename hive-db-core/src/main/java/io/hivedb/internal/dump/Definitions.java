// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what stands before the tables, and what stands after their rows. */
final class Definitions {

  private final Reader reader;
  private final Script script;
  private final LeftOut leftOut;
  private final SequenceParts sequences;

  Definitions(Reader reader, Script script, LeftOut leftOut, Serials serials) {
    this.reader = reader;
    this.script = script;
    this.leftOut = leftOut;
    this.sequences = new SequenceParts(reader, script, serials);
  }

  void beforeTables() throws SQLException, IOException {
    script.section("Extensions, schemas, types, sequences, functions");
    for (List<@Nullable String> row : reader.rows(Queries.EXTENSIONS)) {
      script.statement("CREATE EXTENSION IF NOT EXISTS " + quoted(row.get(0)));
    }
    for (List<@Nullable String> row : reader.rows(Queries.SCHEMAS)) {
      script.statement("CREATE SCHEMA " + quoted(row.get(0)));
    }
    enums();
    for (List<@Nullable String> row : reader.rowsWhereKnown(Queries.DOMAINS)) {
      script.statement("CREATE DOMAIN " + row.get(0) + " AS " + row.get(1));
    }
    sequences.create();
    functions();
  }

  private static String quoted(@Nullable String name) {
    return Names.quoted(String.valueOf(name));
  }

  private void enums() throws SQLException, IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    for (List<@Nullable String> row : reader.rowsWhereKnown(Queries.ENUMS)) {
      labels.merge(
          String.valueOf(row.get(0)),
          Names.literal(String.valueOf(row.get(1))),
          (before, label) -> before + ", " + label);
    }
    for (Map.Entry<String, String> type : labels.entrySet()) {
      script.statement("CREATE TYPE " + type.getKey() + " AS ENUM (" + type.getValue() + ")");
    }
  }

  private void functions() throws SQLException, IOException {
    List<List<@Nullable String>> functions =
        printed("functions", Queries.FUNCTIONS, Queries.SOME_FUNCTION);
    if (!functions.isEmpty()) {
      // A function may name tables, and tables functions: bodies are looked at when called.
      script.statement("SET check_function_bodies = off");
    }
    for (List<@Nullable String> row : functions) {
      script.statement(String.valueOf(row.get(0)));
    }
  }

  void afterTables() throws SQLException, IOException {
    sequences.values();
    script.section("Indexes, foreign keys, views, triggers, comments");
    each("index", Queries.INDEXES, "pg_get_indexdef");
    each("foreign key", Queries.FOREIGN_KEYS, "pg_get_constraintdef");
    each("view", Queries.VIEWS, "pg_get_viewdef");
    each("index", Queries.VIEW_INDEXES, "pg_get_indexdef");
    for (List<@Nullable String> row : printed("triggers", Queries.TRIGGERS, Queries.SOME_TRIGGER)) {
      script.statement(String.valueOf(row.get(0)));
    }
    for (List<@Nullable String> row : reader.rows(Queries.COMMENTS)) {
      script.statement(
          "COMMENT ON " + row.get(0) + " IS " + Names.literal(String.valueOf(row.get(1))));
    }
  }

  /**
   * Objects of a kind. Where the backend cannot print any, the header says so if there are some.
   */
  private List<List<@Nullable String>> printed(String kind, String query, String some)
      throws SQLException {
    var rows = reader.orRefused(query);
    if (rows.isEmpty() && reader.orRefused(some).map(found -> !found.isEmpty()).orElse(true)) {
      leftOut.add(kind + ", which the backend cannot print");
    }
    return rows.orElse(List.of());
  }

  /** One by one: what a backend cannot print is named, and the rest is written. */
  private void each(String kind, String query, String printer) throws SQLException, IOException {
    for (List<@Nullable String> row : reader.rows(query)) {
      var text = reader.orRefused("SELECT " + printer + "(" + row.get(0) + ")");
      if (text.isPresent()) {
        script.statement(row.get(1) + String.valueOf(text.get().get(0).get(0)));
      } else {
        leftOut.add(kind + " " + row.get(2));
      }
    }
  }
}
