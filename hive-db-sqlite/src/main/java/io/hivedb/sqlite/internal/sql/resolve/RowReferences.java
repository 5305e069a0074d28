// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comparisons of whole rows that are named, such as NEW and OLD of triggers. */
final class RowReferences {

  private static final String REFUSAL = "'a comparison of a row whose fields are all null'";

  private final Resolver resolver;
  private final Scope scope;

  RowReferences(Resolver resolver, Scope scope) {
    this.resolver = resolver;
    this.scope = scope;
  }

  /** The fields of {@code NEW}, {@code NEW.*} or {@code ROW(NEW.*)}; null for anything else. */
  Expr.@Nullable Row row(Expr expr) {
    if (expr instanceof Expr.Row row && row.fields().size() == 1) {
      return row.fields().get(0) instanceof Expr.Star star ? row(star) : null;
    }
    List<String> names = List.of();
    if (expr instanceof Expr.Star star) {
      names = star.qualifier();
    } else if (expr instanceof Expr.ColumnRef ref) {
      names = ref.names();
    }
    if (names.size() != 1 || (expr instanceof Expr.ColumnRef && isColumn(names.get(0)))) {
      return null;
    }
    Scope.Source source = scope.source(names.get(0));
    if (source == null || source.scalar()) {
      return null;
    }
    List<Expr> fields = new ArrayList<>();
    for (Scope.Item item : source.items()) {
      fields.add(new Expr.ColumnRef(List.of(names.get(0), item.name()), expr.position()));
    }
    return new Expr.Row(fields, expr.position());
  }

  private boolean isColumn(String name) {
    for (Scope at = scope; at != null; at = at.parent()) {
      for (Scope.Source source : at.sources()) {
        boolean seen = !source.hidden().contains(name);
        if (seen && source.items().stream().anyMatch(item -> item.name().equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code NEW IS DISTINCT FROM OLD}; null where it is not about whole rows. */
  @Nullable Typed distinct(Expr.Distinct distinct) {
    Expr.Row left = row(distinct.left());
    Expr.Row right = row(distinct.right());
    if (left == null || right == null) {
      return null;
    }
    Expr.Distinct fields = new Expr.Distinct(left, right, distinct.negated(), distinct.position());
    // No row at all and a row of nulls look the same here, and are distinct in PostgreSQL.
    String open = "(" + areNull(left) + " AND " + areNull(right) + ")";
    return guarded(open, resolver.resolve(fields, scope), distinct.position());
  }

  /** {@code OLD = NEW}, where two nulls are equal, as they are not in other rows. */
  @Nullable Typed compare(Expr.Binary binary) {
    boolean same = binary.operator().equals("=");
    if (!same && !binary.operator().equals("<>")) {
      return null;
    }
    Expr.Row left = row(binary.left());
    Expr.Row right = row(binary.right());
    if (left == null || right == null) {
      return null;
    }
    Expr.Distinct fields = new Expr.Distinct(left, right, same, binary.position());
    String open = "(" + areNull(left) + " OR " + areNull(right) + ")";
    return guarded(open, resolver.resolve(fields, scope), binary.position());
  }

  private static Typed guarded(String open, Typed compared, int position) {
    String sql =
        "CASE WHEN " + open + " THEN pg_refuse(" + REFUSAL + ") ELSE " + compared.sql() + " END";
    return Typed.of("(" + sql + ")", Types.BOOL, position);
  }

  private String areNull(Expr.Row row) {
    return resolver.resolve(row.fields(), scope).stream()
        .map(field -> field.sql() + " IS NULL")
        .collect(Collectors.joining(" AND ", "(", ")"));
  }
}
