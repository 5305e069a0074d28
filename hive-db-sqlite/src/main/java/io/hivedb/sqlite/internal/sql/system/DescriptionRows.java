// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** pg_description: what COMMENT ON said. */
final class DescriptionRows {

  private DescriptionRows() {}

  static SystemView of(Catalog catalog) {
    SystemView view = SystemView.catalog("pg_description", "objoid classoid objsubid description");
    Comments comments = catalog.comments();
    for (Relation relation : catalog.relations()) {
      String text = comments.of(Comments.relation(relation));
      if (text != null) {
        view.add(relation.oid(), Oids.PG_CLASS, 0, text);
      }
      int number = 0;
      for (Column column : Comments.columns(relation)) {
        number++;
        String said = comments.of(Comments.column(relation, column.name()));
        if (said != null) {
          view.add(relation.oid(), Oids.PG_CLASS, number, said);
        }
      }
    }
    others(view, catalog);
    catalog.routines().all().forEach(one -> object(view, comments, one.oid(), Oids.PG_PROC));
    catalog
        .routines()
        .triggers()
        .forEach(one -> object(view, comments, one.oid(), Oids.PG_TRIGGER));
    for (String schema : catalog.schemas()) {
      String text = comments.of(Comments.schema(schema));
      if (text != null) {
        view.add(Oids.schema(schema), Oids.PG_NAMESPACE, 0, text);
      }
    }
    return view;
  }

  /** pg_shdescription: what all databases share. */
  static SystemView shared(Catalog catalog) {
    SystemView view = SystemView.computed("pg_shdescription", "objoid classoid description");
    for (Map<String, @Nullable Object> row : sharedRows(catalog)) {
      view.add(row.get("objoid"), row.get("classoid"), row.get("description"));
    }
    return view;
  }

  /** The same as rows: the system's, with what COMMENT ON DATABASE said. */
  static List<Map<String, @Nullable Object>> sharedRows(Catalog catalog) {
    List<Map<String, @Nullable Object>> rows = SystemObjects.rows("pg_catalog.pg_shdescription");
    String text = catalog.comments().of(Comments.database());
    if (text == null) {
      return rows;
    }
    rows.removeIf(row -> is(row, "objoid", Oids.DATABASE) && is(row, "classoid", Oids.PG_DATABASE));
    if (!text.isEmpty()) {
      rows.add(
          Map.of(
              "objoid",
              (long) Oids.DATABASE,
              "classoid",
              (long) Oids.PG_DATABASE,
              "description",
              text));
    }
    return rows;
  }

  /** Whether a row has a number in a column. */
  static boolean is(Map<String, @Nullable Object> row, String column, long number) {
    return row.get(column) instanceof Number value && value.longValue() == number;
  }

  private static void object(SystemView view, Comments comments, int oid, int kind) {
    String text = comments.of(Comments.object(oid));
    if (text != null) {
      view.add(oid, kind, 0, text);
    }
  }

  private static void others(SystemView view, Catalog catalog) {
    Comments comments = catalog.comments();
    ConstraintNames.each(
        catalog,
        (table, name, oid) -> {
          String text = comments.of(Comments.constraint(table, name));
          if (text != null) {
            view.add(oid, Oids.PG_CONSTRAINT, 0, text);
          }
        });
    List<Integer> types = new ArrayList<>();
    catalog.enums().forEach(type -> types.add(type.type().oid()));
    catalog.domains().forEach(domain -> types.add(domain.oid()));
    for (int oid : types) {
      String text = comments.of(Comments.type(oid));
      if (text != null) {
        view.add(oid, Oids.PG_TYPE, 0, text);
      }
    }
    for (String extension : catalog.extensions()) {
      String text = comments.of(Comments.extension(extension));
      if (text != null) {
        view.add(Oids.extension(extension), Oids.PG_EXTENSION, 0, text);
      }
    }
  }
}
