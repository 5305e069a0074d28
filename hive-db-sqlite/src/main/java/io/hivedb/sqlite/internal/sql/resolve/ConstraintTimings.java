// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.plan.ConstraintTiming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SET CONSTRAINTS: finds the constraints that are named. */
final class ConstraintTimings {

  private final Context context;

  ConstraintTimings(Context context) {
    this.context = context;
  }

  ConstraintTiming of(Command.Constraints command) {
    if (command.names().isEmpty()) {
      return new ConstraintTiming(null, command.deferred());
    }
    List<String> found = new ArrayList<>();
    for (QualifiedName name : command.names()) {
      found.addAll(find(name));
    }
    return new ConstraintTiming(found, command.deferred());
  }

  /** Those of the first schema of the search path that has the name; several tables may have it. */
  private List<String> find(QualifiedName name) {
    @Nullable String given = name.schema();
    if (given != null && !context.catalog().schemas().contains(given)) {
      throw new PgException("3F000", "schema \"" + given + "\" does not exist");
    }
    for (String schema : given == null ? context.path() : List.of(given)) {
      List<String> found = find(schema, name.name());
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw new PgException("42704", "constraint \"" + name.name() + "\" does not exist");
  }

  private List<String> find(String schema, String name) {
    List<String> found = new ArrayList<>();
    boolean deferrable = true;
    for (Table table : context.catalog().tables()) {
      Constraint constraint = table.constraint(name);
      if (table.schema().equals(schema) && constraint != null) {
        deferrable &= constraint.actions().contains("DEFERRABLE");
        found.add(Names.key(table.key(), name));
      }
    }
    if (!deferrable) {
      throw new PgException("42809", "constraint \"" + name + "\" is not deferrable");
    }
    return found;
  }
}
