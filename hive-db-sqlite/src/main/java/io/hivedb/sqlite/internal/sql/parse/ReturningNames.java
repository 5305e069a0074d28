// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RETURNING WITH (OLD AS o, NEW AS n): other names for old and new. */
final class ReturningNames {

  private final Tokens tokens;
  private final Map<String, String> names = new HashMap<>();

  ReturningNames(Tokens tokens) {
    this.tokens = tokens;
  }

  void parse() {
    tokens.next();
    tokens.expectSymbol("(");
    do {
      int position = tokens.position();
      String row = tokens.next().text();
      if (!row.equals("old") && !row.equals("new")) {
        throw tokens.unexpected();
      }
      tokens.expect("as");
      String name = tokens.name();
      if (names.containsValue(row)) {
        throw new PgException(
                "42601", row.toUpperCase(Locale.ROOT) + " cannot be specified multiple times")
            .at(position);
      }
      if (names.put(name, row) != null) {
        throw new PgException("42712", "table name \"" + name + "\" specified more than once")
            .at(position);
      }
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
  }

  /** The list with old and new instead of the names. */
  List<Select.Item> in(List<Select.Item> items) {
    return Rewriting.of(items, this::renamed);
  }

  private @Nullable Object renamed(Object part) {
    if (part instanceof Expr.ColumnRef ref && names.containsKey(ref.names().get(0))) {
      return new Expr.ColumnRef(renamed(ref.names()), ref.position());
    }
    boolean star = part instanceof Expr.Star s && s.qualifier().size() == 1;
    if (star && names.containsKey(((Expr.Star) part).qualifier().get(0))) {
      return new Expr.Star(renamed(((Expr.Star) part).qualifier()), ((Expr.Star) part).position());
    }
    return null;
  }

  private List<String> renamed(List<String> parts) {
    List<String> other = new ArrayList<>(parts);
    other.set(0, names.getOrDefault(parts.get(0), parts.get(0)));
    return other;
  }
}
