// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.system.DefinitionTexts;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of a table whose column gets another type. PostgreSQL makes them anew of their printed
 * texts, so that casts of the old type stay in them; such a text is not known here, and refused.
 */
final class RetypedChecks {

  private final DefinitionTexts texts;

  RetypedChecks(Definitions definitions) {
    this.texts = new DefinitionTexts(definitions.catalog(), List.of("public"));
  }

  /** The table with its new column, and checks that mean the same. */
  Table of(Table before, Table after, String column) {
    List<Constraint> changed = new ArrayList<>();
    for (Constraint constraint : after.constraints()) {
      Expr check = constraint.check();
      changed.add(
          check != null && isOther(check, before, after, column)
              ? unprintable(constraint, check)
              : constraint);
    }
    return after.withConstraints(changed);
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
        || (then.contains("::") && !then.replace(cast, name).equals(now.replace(cast, name)));
  }

  /** The same condition, in a form that is not printed. */
  private static Constraint unprintable(Constraint c, Expr check) {
    int at = check.position();
    Expr same = new Expr.Not(new Expr.Not(check, at), at);
    return new Constraint(
        c.name(), c.kind(), c.columns(), same, c.referenced(), c.referencedColumns(), c.actions());
  }
}
