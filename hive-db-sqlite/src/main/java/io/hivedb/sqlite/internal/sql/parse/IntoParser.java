// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The INTO of SELECT INTO, which stands inside of the query that it is about. */
final class IntoParser {

  private final Tokens tokens;

  IntoParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The table of SELECT INTO. */
  record Into(QualifiedName name, boolean temporary) {}

  private @Nullable Into into;

  /** What SELECT INTO makes of a query; null for a query that only reads. */
  @Nullable Statement table(Select query) {
    Into table = into;
    into = null;
    return table == null
        ? null
        : new Ddl.CreateTable(
            table.name(),
            table.temporary(),
            false,
            List.of(),
            List.of(),
            List.of(),
            "",
            query,
            List.of(),
            true,
            false);
  }

  /** Refuses SELECT INTO inside of a statement that is not one. */
  void refuse() {
    Into table = into;
    into = null;
    if (table != null) {
      throw new PgException("42601", "SELECT ... INTO is not allowed here")
          .at(table.name().position());
    }
  }

  /** INTO, where it comes next. */
  void parse() {
    if (!tokens.accept("into")) {
      return;
    }
    boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
    if (!temporary) {
      tokens.accept("unlogged");
    }
    tokens.accept("table");
    int position = tokens.position();
    if (tokens.depth() > 1 || into != null) {
      throw new PgException("42601", "SELECT ... INTO is not allowed here").at(position);
    }
    into = new Into(tokens.qualifiedName(), temporary);
  }
}
