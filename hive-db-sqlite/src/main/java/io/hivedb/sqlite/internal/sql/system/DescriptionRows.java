// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;

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
    for (String schema : catalog.schemas()) {
      String text = comments.of(Comments.schema(schema));
      if (text != null) {
        view.add(Oids.schema(schema), Oids.PG_NAMESPACE, 0, text);
      }
    }
    return view;
  }
}
