// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.Registry;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routine that DROP or COMMENT ON names. */
final class RoutineSearch {

  private final Definitions definitions;

  RoutineSearch(Definitions definitions) {
    this.definitions = definitions;
  }

  /** The routine; null where there is none and that may be, which the client is told. */
  @Nullable Routine find(String kind, Ddl.RoutineName wanted, boolean ifExists) {
    if (ifExists && isInMissingSchema(wanted.name().schema(), definitions)) {
      return null;
    }
    List<PgType> types = types(wanted, ifExists);
    if (types == null && wanted.arguments() != null) {
      return null;
    }
    List<Routine> named =
        named(wanted.name(), types).stream()
            .filter(routine -> types != null || isOf(kind, routine))
            .toList();
    if (named.size() > 1) {
      throw new PgException("42725", kind + " name \"" + wanted.name() + "\" is not unique")
          .hint("Specify the argument list to select the " + kind + " unambiguously.");
    }
    return named.isEmpty() ? missing(kind, wanted, types, ifExists) : checked(kind, named.get(0));
  }

  /** Without arguments a name means only routines of the kind. */
  private static boolean isOf(String kind, Routine routine) {
    return kind.equals("routine") || kind.equals("procedure") == routine.definition().procedure();
  }

  private List<Routine> named(QualifiedName name, @Nullable List<PgType> types) {
    List<String> path = definitions.resolver().context().path();
    return definitions.catalog().routines().named(name.schema(), name.name(), path).stream()
        .filter(routine -> types == null || routine.arguments().equals(types))
        .toList();
  }

  /** Whether the schema of what may be missing is, which the client is told. */
  static boolean isInMissingSchema(@Nullable String schema, Definitions definitions) {
    boolean missing = isMissing(schema, definitions);
    if (missing) {
      definitions.skip(Notice.SUCCESS, "schema \"" + schema + "\" does not exist");
    }
    return missing;
  }

  private static boolean isMissing(@Nullable String schema, Definitions definitions) {
    return schema != null
        && !schema.equals("pg_catalog")
        && !schema.equals("information_schema")
        && !definitions.catalog().schemas().contains(schema);
  }

  /** The types of the arguments; null where none are written, or one is missing and may be. */
  private @Nullable List<PgType> types(Ddl.RoutineName wanted, boolean ifExists) {
    List<TypeName> arguments = wanted.arguments();
    if (arguments == null) {
      return null;
    }
    List<PgType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      try {
        types.add(definitions.resolver().context().type(arguments.get(i)));
      } catch (PgException e) {
        if (!e.sqlState().equals("42704")) {
          throw e;
        }
        if (!ifExists) {
          throw e.nowhere();
        }
        if (!isInMissingSchema(arguments.get(i).schema(), definitions)) {
          String name = wanted.spelled().get(i);
          definitions.skip(Notice.SUCCESS, "type \"" + name + "\" does not exist");
        }
        return null;
      }
    }
    return types;
  }

  private @Nullable Routine missing(
      String kind, Ddl.RoutineName wanted, @Nullable List<PgType> types, boolean ifExists) {
    QualifiedName name = wanted.name();
    if (isMissing(name.schema(), definitions)) {
      throw new PgException("3F000", "schema \"" + name.schema() + "\" does not exist");
    }
    if (!Registry.instance().functions(name.name()).isEmpty()
        || AggregateCalls.isSpecial(name.name())) {
      throw PgException.unsupported("DROP of or COMMENT ON a function of the system");
    }
    if (ifExists) {
      String spelled = String.join(",", wanted.spelled());
      definitions.skip(Notice.SUCCESS, "%s %s(%s) does not exist".formatted(kind, name, spelled));
      return null;
    }
    String article = kind.equals("aggregate") ? "an " : "a ";
    if (types == null) {
      throw new PgException(
          "42883", "could not find " + article + kind + " named \"" + name + "\"");
    }
    List<String> shown = types.stream().map(PgType::sqlName).toList();
    boolean star = kind.equals("aggregate") && shown.isEmpty();
    String arguments = star ? "*" : String.join(", ", shown);
    throw new PgException("42883", "%s %s(%s) does not exist".formatted(kind, name, arguments));
  }

  private static Routine checked(String kind, Routine found) {
    boolean same =
        kind.equals("routine")
            || kind.equals(found.definition().procedure() ? "procedure" : "function");
    if (!same) {
      String article = kind.equals("aggregate") ? "an " : "a ";
      String what = kind.equals("aggregate") ? "function " : "";
      throw new PgException("42809", what + found.signature() + " is not " + article + kind);
    }
    return found;
  }
}
