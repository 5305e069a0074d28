// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes sequences, whose they are, and where they stand. */
final class SequenceParts {

  private final Reader reader;
  private final Script script;
  private final Serials serials;

  SequenceParts(Reader reader, Script script, Serials serials) {
    this.serials = serials;
    this.reader = reader;
    this.script = script;
  }

  void create() throws SQLException, IOException {
    for (List<@Nullable String> row : reader.rows(Queries.SEQUENCES)) {
      if (serials.isSequence(row.get(7))) {
        continue;
      }
      String cycle = String.valueOf(row.get(6)).startsWith("t") ? " CYCLE" : "";
      script.statement(
          "CREATE SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s%s"
              .formatted(
                  row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), cycle));
    }
  }

  /** After the rows: what a sequence gives next, and with which column it is dropped. */
  void values() throws SQLException, IOException {
    for (List<@Nullable String> row : reader.rows(Queries.EVERY_SEQUENCE)) {
      String name = String.valueOf(row.get(1));
      List<@Nullable String> state = state(name);
      script.statement(
          "SELECT pg_catalog.setval(%s, %s, %s)"
              .formatted(
                  Names.literal(name), state.get(0), String.valueOf(state.get(1)).startsWith("t")));
    }
    for (List<@Nullable String> row : reader.rows(Queries.OWNED)) {
      if (serials.isSequence(row.get(5))) {
        continue;
      }
      script.statement(
          "ALTER SEQUENCE %s OWNED BY %s.%s"
              .formatted(
                  Names.qualified(String.valueOf(row.get(0)), String.valueOf(row.get(1))),
                  Names.qualified(String.valueOf(row.get(2)), String.valueOf(row.get(3))),
                  Names.quoted(String.valueOf(row.get(4)))));
    }
  }

  /**
   * Where a sequence cannot be selected from, it is asked for its next number: nobody gets that one
   * then, and the script begins with it.
   */
  private List<@Nullable String> state(String name) throws SQLException {
    var own = reader.orRefused("SELECT last_value, is_called FROM " + name);
    return own.isPresent()
        ? own.get().get(0)
        : reader.rows("SELECT nextval(" + Names.literal(name) + "), false").get(0);
  }
}
