// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the column that a name means: in a scope, and then further out. */
final class ColumnLookup {

  private record Found(Scope.Item item, Scope.Source owner) {}

  private final Scope scope;
  private final List<String> names;
  private final String last;
  private final @Nullable String qualifier;
  private final int position;

  /**
   * One lookup.
   *
   * @param names the parts of the name, of which the last is the column's
   */
  ColumnLookup(Scope scope, List<String> names, int position) {
    this.scope = scope;
    this.names = names;
    this.last = names.get(names.size() - 1);
    this.qualifier = names.size() > 1 ? names.get(names.size() - 2) : null;
    this.position = position;
  }

  Typed column() {
    for (Scope at = scope; at != null; at = at.parent()) {
      Found found = find(at);
      if (found != null) {
        Typed column = use(found, at);
        RoutineVariables.checkClear(at, column, names, position);
        return column;
      }
    }
    Scope.Source whole = qualifier == null ? scope.source(last) : null;
    if (whole == null) {
      throw unknown();
    }
    if (whole.scalar()) {
      Scope.Item item = whole.items().get(0);
      return Typed.of(item.sql(), item.type(), position);
    }
    throw PgException.unsupported("a whole row as a value").at(position);
  }

  private @Nullable Found find(Scope at) {
    Found found = null;
    for (Scope.Source source : at.sources()) {
      for (Scope.Item item : isNamed(source) ? source.items() : List.<Scope.Item>of()) {
        if (isMeant(item, source)) {
          if (found != null) {
            throw ScopeErrors.ambiguous(last, position);
          }
          found = new Found(item, source);
        }
      }
    }
    return found;
  }

  private boolean isNamed(Scope.Source source) {
    return qualifier == null || (source.name().equals(qualifier) && schemaFits(source));
  }

  private boolean schemaFits(Scope.Source source) {
    return names.size() < 3 || names.get(names.size() - 3).equals(source.schema());
  }

  private boolean isMeant(Scope.Item item, Scope.Source source) {
    boolean visible = qualifier != null || !source.hidden().contains(item.name());
    return visible && item.name().equals(last);
  }

  private Typed use(Found found, Scope at) {
    Scope.Item item = found.item();
    ScopeErrors.checkKnown(item, found.owner(), position);
    Typed column =
        new Typed(item.sql(), item.type(), item.typmod(), null, 0, item.origin(), position);
    if (!at.aggregates().isInside()) {
      at.grouping().use(column, found.owner());
    }
    return column;
  }

  private PgException unknown() {
    if (qualifier == null) {
      SystemColumns.refuse(last, scope.sources(), position);
      return ScopeErrors.noColumn("\"" + last + "\"", position)
          .hint(ColumnHints.of(scope, null, last));
    }
    if (scope.source(qualifier) != null) {
      SystemColumns.refuse(last, scope.sources(), position);
      return ScopeErrors.noColumn(qualifier + "." + last, position)
          .hint(ColumnHints.of(scope, qualifier, last));
    }
    return ScopeErrors.noRelation(scope, qualifier, position);
  }
}
