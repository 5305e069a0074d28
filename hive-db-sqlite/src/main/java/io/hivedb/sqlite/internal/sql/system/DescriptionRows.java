// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import java.util.ArrayList;
import java.util.List;

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
