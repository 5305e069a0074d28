// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions and procedures that users made, as pg_proc has them. */
final class UserProcs {

  private static final long TRIGGER = 2279;

  private final Catalog catalog;
  private final List<String> path;

  /**
   * @param path names that it finds are printed without their schema
   */
  UserProcs(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.path = path;
  }

  Proc proc(Routine routine) {
    RoutineDefinition definition = routine.definition();
    List<Proc.Argument> arguments = arguments(routine);
    String kind = definition.procedure() ? "p" : definition.properties().has("window") ? "w" : "f";
    return new Proc(
        routine.oid(),
        Oids.schema(routine.schema()),
        routine.name(),
        kind,
        definition.set(),
        result(routine, arguments),
        arguments,
        routine);
  }

  private List<Proc.Argument> arguments(Routine routine) {
    Iterator<PgType> inputs = routine.arguments().iterator();
    Iterator<Column> outputs = routine.outputs().iterator();
    List<Proc.Argument> arguments = new ArrayList<>();
    for (RoutineDefinition.Parameter parameter : routine.definition().parameters()) {
      PgType type = parameter.isInput() ? inputs.next() : null;
      boolean output = !parameter.mode().equals("in") && !parameter.mode().equals("variadic");
      Column column = output ? outputs.next() : null;
      PgType known = type == null ? Objects.requireNonNull(column).type() : type;
      Domain domain = domain(parameter.type(), known);
      long oid = domain == null ? known.oid() : domain.oid();
      String mode =
          switch (parameter.mode()) {
            case "in" -> "i";
            case "out" -> "o";
            case "inout" -> "b";
            case "variadic" -> "v";
            default -> "t";
          };
      String value = domain == null ? value(parameter, known) : unknown(parameter);
      arguments.add(new Proc.Argument(mode, parameter.name(), oid, value));
    }
    return arguments;
  }

  private @Nullable Domain domain(TypeName name, PgType base) {
    for (Domain domain : catalog.domains()) {
      boolean same = name.schema() == null || domain.schema().equals(name.schema());
      if (same
          && !name.array()
          && domain.name().equals(name.name())
          && domain.base().equals(base)) {
        return domain;
      }
    }
    return null;
  }

  private static @Nullable String unknown(RoutineDefinition.Parameter parameter) {
    return parameter.value() == null ? null : SystemView.UNPRINTABLE;
  }

  private @Nullable String value(RoutineDefinition.Parameter parameter, PgType type) {
    Expr value = parameter.value();
    if (value == null) {
      return null;
    }
    if (value instanceof Expr.NullLiteral) {
      return "NULL::" + TypeTexts.of(catalog, path, type, -1);
    }
    Column column = Column.of(parameter.name(), type, -1);
    String text = new ExpressionTexts(catalog, path, null).value(value, column);
    return text == null ? SystemView.UNPRINTABLE : text;
  }

  private long result(Routine routine, List<Proc.Argument> arguments) {
    RoutineDefinition definition = routine.definition();
    if (definition.isTrigger()) {
      return TRIGGER;
    }
    List<Proc.Argument> outputs =
        arguments.stream().filter(a -> !a.mode().equals("i") && !a.mode().equals("v")).toList();
    if (definition.procedure()) {
      return outputs.isEmpty() ? Types.VOID.oid() : Types.RECORD.oid();
    }
    if (!outputs.isEmpty()) {
      return outputs.size() == 1 ? outputs.get(0).type() : Types.RECORD.oid();
    }
    TypeName name = Objects.requireNonNull(definition.result());
    PgType result = routine.result();
    if (result != null) {
      Domain domain = domain(name, result);
      return domain == null ? result.oid() : domain.oid();
    }
    Relation row = catalog.find(name.schema(), name.name(), List.of(routine.schema(), "public"));
    return row == null ? 0 : Oids.rowType(row);
  }
}
