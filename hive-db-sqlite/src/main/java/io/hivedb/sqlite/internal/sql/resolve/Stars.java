// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import java.util.List;

/** {@code *} and {@code t.*} among the columns of a SELECT. */
final class Stars {

  private Stars() {}

  /** Spreads a star over output columns. */
  static void expand(Expr.Star star, Scope scope, List<Query.Output> outputs) {
    int before = outputs.size();
    String wanted =
        star.qualifier().isEmpty() ? null : star.qualifier().get(star.qualifier().size() - 1);
    for (Scope.Source source :
        wanted == null ? scope.sources() : sources(scope, wanted, star.position())) {
      for (Scope.Item item : source.items()) {
        if (wanted == null && source.hidden().contains(item.name())) {
          continue;
        }
        ScopeErrors.checkKnown(item, source, star.position());
        Typed value =
            new Typed(
                item.sql(), item.type(), item.typmod(), null, 0, item.origin(), star.position());
        scope.grouping().use(value, source);
        outputs.add(new Query.Output(item.name(), value));
      }
    }
    if (outputs.size() == before && scope.sources().isEmpty()) {
      throw new PgException("42601", "SELECT * with no tables specified is not valid")
          .at(star.position());
    }
  }

  private static List<Scope.Source> sources(Scope scope, String name, int position) {
    Scope.Source source = scope.source(name);
    if (source == null) {
      throw ScopeErrors.noRelation(scope, name, position);
    }
    return List.of(source);
  }
}
