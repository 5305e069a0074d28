// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.SearchPaths;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.ParsedStatement;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.system.RoutineSettings;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks through the body of a function in SQL when it is created, as PostgreSQL does. */
final class RoutineBodies {

  private final Definitions definitions;
  private final Routine routine;

  RoutineBodies(Definitions definitions, Routine routine) {
    this.definitions = definitions;
    this.routine = routine;
  }

  void check() {
    RoutineDefinition definition = routine.definition();
    if (!definition.language().equals("sql") || definition.refusal() != null) {
      return;
    }
    Plan last = null;
    for (ParsedStatement statement : definition.statements()) {
      try {
        last = plan(statement);
      } catch (PgException e) {
        if (e.feature() != null) {
          // It is refused when it is called.
          return;
        }
        throw placed(e);
      }
    }
    if (definition.procedure() || Types.VOID.equals(routine.result())) {
      return;
    }
    @Nullable List<Column> columns;
    try {
      columns = RoutineRows.columns(routine, definitions.catalog(), path());
    } catch (PgException e) {
      // A row whose columns only the call declares.
      return;
    }
    if (columns == null) {
      checkResult(last, routine.result());
    } else if (columns.size() == 1 && !routine.outputs().isEmpty()) {
      checkResult(last, columns.get(0).type());
    } else {
      checkRow(last, columns);
    }
  }

  private Plan plan(ParsedStatement statement) {
    Catalog catalog = definitions.catalog();
    return Analyzer.plan(statement, catalog, path(), variables());
  }

  private List<String> path() {
    String own = RoutineSettings.of(routine.definition()).get("search_path");
    return own == null
        ? definitions.resolver().context().path()
        : SearchPaths.read(own, definitions.catalog());
  }

  private Variables variables() {
    List<Variables.Item> numbered = new ArrayList<>();
    List<Variables.Item> named = new ArrayList<>();
    for (RoutineDefinition.Parameter parameter : routine.definition().inputs()) {
      PgType type = routine.arguments().get(numbered.size());
      numbered.add(new Variables.Item("$" + (numbered.size() + 1), type, -1));
      if (!parameter.name().isEmpty()) {
        named.add(new Variables.Item(parameter.name(), type, -1));
      }
    }
    List<Variables.Group> groups =
        List.of(
            new Variables.Group(" arguments", true, numbered),
            new Variables.Group("", false, named),
            new Variables.Group(routine.name(), true, named));
    return new Variables(numbered.size(), groups, true);
  }

  /** Puts the place in the body into the text of CREATE. */
  private PgException placed(PgException error) {
    int at = error.position();
    String text = definitions.text();
    int body = text.indexOf(routine.definition().body());
    int name = text.indexOf(routine.name());
    if (at == 0 || body < 0 || name < 0) {
      return error;
    }
    int offset = Math.max(0, routine.definition().name().position() - 1 - name);
    return error.nowhere().at(offset + body + at);
  }

  private List<ResultColumn> given(@Nullable Plan last, String declared) {
    if (last == null || last.columns().isEmpty()) {
      throw mismatch(
          declared,
          "Function's final statement must be SELECT or INSERT/UPDATE/DELETE/MERGE RETURNING.");
    }
    return last.columns();
  }

  private void checkRow(@Nullable Plan last, List<Column> wanted) {
    TypeName named = routine.definition().result();
    String declared = named == null ? "record" : named.name();
    List<ResultColumn> columns = given(last, declared);
    for (int i = 0; i < Math.min(columns.size(), wanted.size()); i++) {
      PgType given = columns.get(i).type();
      PgType type = wanted.get(i).type();
      if (!given.equals(type) && !CastLevel.of(given, type).allows(CastLevel.ASSIGNMENT)) {
        throw mismatch(
            declared,
            "Final statement returns %s instead of %s at column %d."
                .formatted(given.sqlName(), type.sqlName(), i + 1));
      }
    }
    if (columns.size() != wanted.size()) {
      String many = columns.size() > wanted.size() ? "many" : "few";
      throw mismatch(declared, "Final statement returns too " + many + " columns.");
    }
  }

  private void checkResult(@Nullable Plan last, @Nullable PgType wanted) {
    PgType type = Objects.requireNonNull(wanted);
    List<ResultColumn> columns = given(last, type.sqlName());
    if (columns.size() != 1) {
      throw mismatch(type.sqlName(), "Final statement must return exactly one column.");
    }
    PgType given = columns.get(0).type();
    if (!given.equals(type) && !CastLevel.of(given, type).allows(CastLevel.ASSIGNMENT)) {
      throw mismatch(type.sqlName(), "Actual return type is " + given.sqlName() + ".");
    }
  }

  private PgException mismatch(String declared, String detail) {
    String text = "return type mismatch in function declared to return " + declared;
    return new PgException("42P13", text)
        .detail(detail)
        .within("SQL function \"" + routine.name() + "\"", routine);
  }
}
