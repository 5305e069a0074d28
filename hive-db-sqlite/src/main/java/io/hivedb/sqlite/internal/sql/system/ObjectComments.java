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

/** What COMMENT ON said of objects, and what the system's are described by. */
public final class ObjectComments {

  private final Catalog catalog;
  private final ObjectNames names;

  ObjectComments(Catalog catalog, ObjectNames names) {
    this.catalog = catalog;
    this.names = names;
  }

  /** {@code obj_description} and {@code col_description}; the column 0 means the relation. */
  public @Nullable String comment(long oid, int column) {
    Relation relation = names.byOid(oid);
    if (relation == null && SystemObjects.relation(oid) != null) {
      return SystemObjects.comment(oid, Oids.PG_CLASS, column);
    }
    if (relation == null) {
      return column == 0 ? anyComment(oid) : null;
    }
    if (column == 0) {
      return catalog.comments().of(Comments.relation(relation));
    }
    List<Column> columns = Comments.columns(relation);
    return column > columns.size() || column < 1
        ? null
        : catalog.comments().of(Comments.column(relation, columns.get(column - 1).name()));
  }

  private @Nullable String anyComment(long oid) {
    String object = catalog.comments().of(Comments.object(oid));
    if (object != null) {
      return object;
    }
    String ofType = oid == (int) oid ? catalog.comments().of(Comments.type((int) oid)) : null;
    return ofType != null ? ofType : constraintComment(oid);
  }

  /** The comment of a type or domain. */
  public @Nullable String typeComment(long oid) {
    String own = catalog.comments().of(Comments.type((int) oid));
    return own == null ? SystemObjects.comment(oid, Oids.PG_TYPE, 0) : own;
  }

  /** The comment of a function, a trigger, or what users give none to. */
  public @Nullable String otherComment(long oid, String kind) {
    String own = kind.equals("pg_extension") ? null : catalog.comments().of(Comments.object(oid));
    if (own != null) {
      return own;
    }
    SystemObjects.Found relation = SystemObjects.relation(null, kind);
    return relation == null ? null : SystemObjects.comment(oid, relation.oid(), 0);
  }

  /** The comment of the database, and of what else all databases share. */
  public @Nullable String sharedComment(long oid, String kind) {
    for (Map<String, @Nullable Object> row : DescriptionRows.sharedRows(catalog)) {
      SystemObjects.Found relation = SystemObjects.relation(null, kind);
      boolean same = relation != null && DescriptionRows.is(row, "classoid", relation.oid());
      if (same && DescriptionRows.is(row, "objoid", oid)) {
        return String.valueOf(row.get("description"));
      }
    }
    return null;
  }

  /** The comment of a constraint. */
  public @Nullable String constraintComment(long oid) {
    List<String> found = new ArrayList<>();
    ConstraintNames.each(
        catalog,
        (table, name, of) -> {
          String text = of == oid ? catalog.comments().of(Comments.constraint(table, name)) : null;
          if (text != null) {
            found.add(text);
          }
        });
    return found.isEmpty() ? null : found.get(0);
  }

  /** The comment of a schema. */
  public @Nullable String schemaComment(long oid) {
    String own = catalog.comments().of(Comments.schema(names.schema(oid).replace("\"", "")));
    return own == null ? SystemObjects.comment(oid, Oids.PG_NAMESPACE, 0) : own;
  }
}
