// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.DefinitionTexts;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The checks of a table whose column gets another type. PostgreSQL makes them anew of their printed
 * texts, so that casts of the old type stay in them; such a text is not known here, and refused.
 */
final class RetypedChecks {

  private final Definitions definitions;
  private final DefinitionTexts texts;

  RetypedChecks(Definitions definitions) {
    this.definitions = definitions;
    this.texts = new DefinitionTexts(definitions.catalog(), List.of("public"));
  }

  /** The table with its new column, and checks that mean the same. */
  Table of(Table before, Table after, String column) {
    List<Constraint> changed = new ArrayList<>();
    for (Constraint constraint : after.constraints()) {
      Expr check = constraint.check();
      boolean other = check != null && isOther(check, before, after, column);
      changed.add(
          other ? remade(constraint, Objects.requireNonNull(check), before, column) : constraint);
    }
    return after.withConstraints(changed);
  }

  /** The same for the conditions of its indexes, once the catalogue has the new column. */
  void ofIndexes(Table before, Table after, String column) {
    for (Relation.Index index : definitions.catalog().indexes(after.key())) {
      for (Expr key : index.keys()) {
        if (!(key instanceof Expr.ColumnRef) && isOther(key, before, after, column)) {
          throw PgException.unsupported(
              "ALTER COLUMN ... TYPE of a column that an index computes with");
        }
      }
      Expr where = index.where();
      if (where != null && SqliteSchema.mentions(where, column)) {
        refuseChange(before, after, column, where);
        if (isOther(where, before, after, column)) {
          definitions.become(
              definitions.catalog().with(index.withExpressions(index.keys(), unprintable(where))));
        }
      }
    }
  }

  /** A comparison of other types may have another answer, depend on the time zone, or be none. */
  private void refuseChange(Table before, Table after, String column, Expr where) {
    PgType then = Objects.requireNonNull(before.column(column)).type();
    PgType now = Objects.requireNonNull(after.column(column)).type();
    boolean compared = !(where instanceof Expr.NullTest);
    boolean others =
        then.category() != now.category() || then.category() == 'D' || then.equals(Types.BPCHAR);
    if (compared && others && !then.equals(now)) {
      throw PgException.unsupported("ALTER COLUMN ... TYPE of a column in an index's condition");
    }
  }

  /** A char(n) is compared without its blanks, also after it is none any more. */
  private static Constraint remade(Constraint c, Expr check, Table before, String column) {
    if (Objects.requireNonNull(before.column(column)).type().equals(Types.BPCHAR)) {
      throw PgException.unsupported("ALTER COLUMN ... TYPE of a char(n) that a check compares");
    }
    return unprintable(c, check);
  }

  /** Whether the text of before, read again, might not be that of after. */
  private boolean isOther(Expr check, Table before, Table after, String column) {
    String then = texts.printable(check, before);
    String now = texts.printable(check, after);
    if (now == null || !SqliteSchema.mentions(check, column)) {
      return false;
    }
    String name = TypeTexts.identifier(column);
    String cast = "(" + name + ")::text";
    return then == null
        || ((then.contains("::") || then.contains("ARRAY["))
            && !then.replace(cast, name).equals(now.replace(cast, name)));
  }

  /** The same condition, in a form that is not printed. */
  private static Expr unprintable(Expr condition) {
    int at = condition.position();
    return new Expr.Not(new Expr.Not(condition, at), at);
  }

  private static Constraint unprintable(Constraint c, Expr check) {
    return new Constraint(
        c.name(),
        c.kind(),
        c.columns(),
        unprintable(check),
        c.referenced(),
        c.referencedColumns(),
        c.actions());
  }
}
