// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.system;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of information_schema about functions and procedures. */
final class RoutineInformation {

  private static final String DATABASE = SmallRows.DATABASE;

  private static final Map<String, String> MODES =
      Map.of("i", "IN", "o", "OUT", "b", "INOUT", "v", "IN", "t", "OUT");

  /** A type as the standard's views name it. */
  private record Named(String data, String schema, String name) {}

  private final Catalog catalog;
  private final ObjectNames names;
  private final UserProcs users;

  RoutineInformation(Catalog catalog, List<String> path) {
    this.catalog = catalog;
    this.names = new ObjectNames(catalog, path);
    this.users = new UserProcs(catalog, path);
  }

  SystemView routines() {
    SystemView view =
        SystemView.information(
            "routines",
            "specific_catalog specific_schema specific_name routine_catalog routine_schema"
                + " routine_name routine_type data_type type_udt_catalog type_udt_schema"
                + " type_udt_name dtd_identifier routine_body routine_definition external_name"
                + " external_language parameter_style is_deterministic sql_data_access is_null_call"
                + " sql_path schema_level_routine max_dynamic_result_sets security_type as_locator"
                + " created last_altered is_udt_dependent");
    for (Routine routine : catalog.routines().all()) {
      add(view, routine, users.proc(routine));
    }
    return view;
  }

  private void add(SystemView view, Routine routine, Proc proc) {
    RoutineDefinition definition = routine.definition();
    boolean procedure = definition.procedure();
    Named type = procedure ? null : named(proc.result());
    view.add(
        DATABASE,
        routine.schema(),
        specific(routine),
        DATABASE,
        routine.schema(),
        routine.name(),
        proc.kind().equals("w") ? null : procedure ? "PROCEDURE" : "FUNCTION",
        type == null ? null : type.data(),
        type == null ? null : DATABASE,
        type == null ? null : type.schema(),
        type == null ? null : type.name(),
        procedure ? null : "0",
        definition.language().equals("sql") ? "SQL" : "EXTERNAL",
        definition.properties().has("atomic") ? "" : definition.body(),
        null,
        definition.language().toUpperCase(Locale.ROOT),
        "GENERAL",
        definition.volatility().equals("immutable") ? "YES" : "NO",
        "MODIFIES",
        procedure ? null : definition.strict() ? "YES" : "NO",
        null,
        "YES",
        0,
        definition.properties().has("definer") ? "DEFINER" : "INVOKER",
        "NO",
        null,
        null,
        "NO");
  }

  private static String specific(Routine routine) {
    return routine.name() + "_" + routine.oid();
  }

  SystemView parameters() {
    SystemView view =
        SystemView.information(
            "parameters",
            "specific_catalog specific_schema specific_name ordinal_position parameter_mode"
                + " is_result as_locator parameter_name data_type udt_catalog udt_schema udt_name"
                + " dtd_identifier parameter_default");
    for (Routine routine : catalog.routines().all()) {
      int position = 0;
      for (Proc.Argument argument : users.proc(routine).arguments()) {
        position++;
        Named type = named(argument.type());
        view.add(
            DATABASE,
            routine.schema(),
            specific(routine),
            position,
            MODES.get(argument.mode()),
            "NO",
            "NO",
            argument.name().isEmpty() ? null : argument.name(),
            type.data(),
            DATABASE,
            type.schema(),
            type.name(),
            String.valueOf(position),
            argument.value());
      }
    }
    return view;
  }

  private Named named(long oid) {
    SystemObjects.Found found = SystemObjects.type(oid);
    if (found != null) {
      String schema = names.schema(found.schema());
      boolean array = found.text("typcategory").equals("A");
      String shown = schema.equals("pg_catalog") ? names.type(oid, null) : "USER-DEFINED";
      return new Named(array ? "ARRAY" : shown, schema, found.name());
    }
    for (EnumType type : catalog.enums()) {
      long array = Types.array(type.type()).oid();
      if (type.type().oid() == oid || array == oid) {
        String prefix = array == oid ? "_" : "";
        String data = array == oid ? "ARRAY" : "USER-DEFINED";
        return new Named(data, type.schema(), prefix + type.type().name());
      }
    }
    for (Domain domain : catalog.domains()) {
      if (domain.oid() == oid) {
        return new Named("USER-DEFINED", domain.schema(), domain.name());
      }
    }
    Relation row = row(oid);
    return row == null
        ? new Named(SystemView.UNPRINTABLE, SystemView.UNPRINTABLE, SystemView.UNPRINTABLE)
        : new Named("USER-DEFINED", row.schema(), row.name());
  }

  private @Nullable Relation row(long oid) {
    return catalog.relations().stream()
        .filter(relation -> Oids.rowType(relation) == oid)
        .findFirst()
        .orElse(null);
  }
}
