// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** COMMENT ON what has no comments here: it must be there all the same. */
final class CommentedObjects {

  private CommentedObjects() {}

  /** Whether it is of such a kind, and there. */
  static boolean check(Ddl.Comment comment, Definitions definitions) {
    List<String> names = comment.names();
    if (comment.kind().equals("constraint")) {
      checkConstraint(comment, names.subList(0, names.size() - 1), definitions);
      return true;
    }
    if (!comment.kind().equals("type") && !comment.kind().equals("domain")) {
      return false;
    }
    checkType(name(names, comment.position()), definitions);
    return true;
  }

  private static QualifiedName name(List<String> names, int position) {
    @Nullable String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    return new QualifiedName(schema, names.get(names.size() - 1), position);
  }

  private static void checkConstraint(
      Ddl.Comment comment, List<String> owner, Definitions definitions) {
    String constraint = comment.names().get(comment.names().size() - 1);
    Relation relation = definitions.resolver().context().relation(name(owner, 0));
    boolean there =
        relation instanceof Table table
            && (table.constraint(constraint) != null
                || table.columns().stream()
                    .anyMatch(c -> c.notNull() && table.notNullName(c).equals(constraint)));
    if (!there) {
      throw new PgException(
          "42704",
          "constraint \"%s\" for table \"%s\" does not exist"
              .formatted(constraint, relation.name()));
    }
  }

  private static void checkType(QualifiedName name, Definitions definitions) {
    List<String> path = definitions.resolver().context().path();
    boolean there =
        definitions.catalog().findEnum(name.schema(), name.name(), path) != null
            || definitions.catalog().findDomain(name.schema(), name.name(), path) != null
            || definitions.catalog().builtIn(name.name()) != null;
    if (!there) {
      throw new PgException("42704", "type \"" + name + "\" does not exist");
    }
  }
}
