// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;

/** The types of a routine's variables, and what an assignment makes of a value. */
public final class RoutineTypes {

  private RoutineTypes() {}

  /** A type with its modifier. */
  public record Sized(PgType type, int typmod) {}

  /** The type of a name, or PostgreSQL's error. */
  public static Sized of(Catalog catalog, List<String> path, TypeName name) {
    Context context = new Context(catalog, path, 0, List.of());
    PgType type = context.type(name);
    return new Sized(type, context.typmod(name, type));
  }

  /** A query that converts its one parameter, through the text where SQL has no cast for it. */
  public static Plan conversion(
      Catalog catalog, List<String> path, PgType from, PgType to, int typmod) {
    Resolver resolver = new Resolver(new Context(catalog, path, 1, List.of(from)));
    Typed value = Typed.of("?1", from, 0);
    Casts casts = resolver.casts();
    boolean assignable = from.equals(to) || CastLevel.of(from, to).allows(CastLevel.ASSIGNMENT);
    Typed given = assignable ? value : casts.cast(value, Types.TEXT, -1, CastLevel.EXPLICIT);
    Typed converted =
        assignable
            ? casts.assign(given, to, typmod, "")
            : casts.cast(given, to, typmod, CastLevel.EXPLICIT);
    Step step = Analyzer.step("SELECT " + converted.sql(), Step.Role.ROWS);
    return new Plan(
        Plan.Kind.QUERY, "SELECT", List.of(step), List.of(from), List.of(), false, null);
  }
}
