// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives columns a type that has changed while its OID stayed. */
public final class Retyping {

  private Retyping() {}

  /** After a commit: labels that were added may be used. */
  public static Catalog settled(Catalog catalog) {
    Catalog settled = catalog;
    for (EnumType found : catalog.enums()) {
      boolean added = !found.fresh().isEmpty();
      PgType type =
          added
              ? Types.enumType(found.type().oid(), found.type().name(), found.labels())
              : found.type();
      EnumType usual = new EnumType(found.schema(), type, found.labels(), Set.of(), false);
      if (added) {
        settled = settled.replaced(usual);
      } else if (found.made()) {
        settled = settled.with(usual);
      }
    }
    return settled;
  }

  /** The enums that were not there before count as made earlier. */
  public static Catalog notMade(Catalog catalog, Catalog before) {
    Catalog changed = catalog;
    for (EnumType found : catalog.enums()) {
      if (found.made() && before.enumOf(found.type()) == null) {
        changed =
            changed.with(
                new EnumType(found.schema(), found.type(), found.labels(), found.fresh(), false));
      }
    }
    return changed;
  }

  static Map<String, Relation> of(Map<String, Relation> relations, PgType type) {
    Map<String, Relation> changed = new LinkedHashMap<>(relations);
    changed.replaceAll((key, relation) -> relation(relation, type));
    return changed;
  }

  private static Relation relation(Relation relation, PgType type) {
    if (relation instanceof Table table) {
      return table.withColumns(columns(table.columns(), type));
    }
    return relation instanceof Relation.View v
        ? new Relation.View(
            v.schema(),
            v.name(),
            v.oid(),
            columns(v.columns(), type),
            v.query(),
            v.path(),
            v.checkOption())
        : relation;
  }

  private static List<Column> columns(List<Column> columns, PgType type) {
    return columns.stream().map(column -> column(column, type)).toList();
  }

  private static Column column(Column column, PgType type) {
    if (column.type().equals(type)) {
      return column.typed(type, column.typmod()).of(column.domain());
    }
    return type.equals(column.type().element())
        ? column.typed(Types.array(type), column.typmod()).of(column.domain())
        : column;
  }
}
